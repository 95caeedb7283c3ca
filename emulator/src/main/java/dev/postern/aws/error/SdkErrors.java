package dev.postern.aws.error;

import dev.postern.aws.Unverified;
import java.util.List;

/** Errors of the REST control plane about generated SDKs. */
@Unverified(
    "AWS documents which parameters each platform requires; its answer to a missing or wrong one "
        + "is not recorded, so all texts here are assumed.")
public final class SdkErrors {
  private SdkErrors() {}

  /** Reports that GetSdkType names an id that GetSdkTypes does not list. */
  public static AwsException invalidSdkTypeIdentifier() {
    return RestErrors.notFound("Invalid SDK type identifier specified");
  }

  /** Reports that GetSdk names a platform that GetSdkTypes does not list. */
  public static AwsException unsupportedSdkType(String type, List<String> supported) {
    return RestErrors.badRequest(
        "Invalid SDK type specified: %s. Valid options are %s"
            .formatted(type, String.join(",", supported)));
  }

  /** Reports that required parameters of the platform are missing or blank. */
  public static AwsException missingParameters(List<String> names) {
    return RestErrors.badRequest(
        "Missing required SDK parameters: [%s]".formatted(String.join(", ", names)));
  }

  /**
   * Reports a parameter value for which the generated sources would not compile.
   *
   * @param rule what a value must be, to follow "must be"
   */
  public static AwsException invalidParameter(String name, String rule) {
    return RestErrors.badRequest(
        "Invalid value for SDK parameter '%s': it must be %s".formatted(name, rule));
  }

  /** Reports that the generator failed on the API or took too long. */
  public static AwsException cannotGenerate(String type, String reason) {
    return RestErrors.badRequest("Unable to generate the %s SDK: %s".formatted(type, reason));
  }

  /** Reports that too many SDKs are being generated at once. */
  public static AwsException generatorBusy() {
    return new AwsException(
        429, "TooManyRequestsException", "Too many SDKs are being generated. Try again later.");
  }

  /** Reports that Postern was installed without the SDK generator. AWS has no such error. */
  public static AwsException generatorMissing(String type, String place) {
    return new AwsException(
        501,
        "NotImplementedException",
        "The %s SDK cannot be generated: Postern was installed without %s. The javascript SDK needs no generator."
            .formatted(type, place));
  }
}
