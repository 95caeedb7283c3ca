package dev.postern.control.lambda;

import dev.postern.aws.Arn;
import dev.postern.aws.Caller;
import dev.postern.aws.error.AwsException;
import dev.postern.aws.error.LambdaErrors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a function in a request: a name, partial ARN or full ARN, with or without a
 * qualifier.
 *
 * @param qualifier alias or version; null if the request has none or {@code $LATEST}
 */
record FunctionReference(Caller caller, String name, @Nullable String qualifier) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:arn:(?:aws[a-zA-Z-]*)?:lambda:)?"
              + "(?:(?<region>(?:eusc-)?[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\\d):)?"
              + "(?:(?<account>\\d{12}):)?(?:function:)?(?<name>[a-zA-Z0-9-_.]+)"
              + "(?::(?<qualifier>\\$LATEST(?:\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?");
  private static final String LATEST = "$LATEST";

  /**
   * Parses a FunctionName.
   *
   * @param operation for the error text, such as {@code GetFunction}
   * @param given the member {@code Qualifier} of the request, or null
   * @throws AwsException if region or account are not the caller's, or the two qualifiers differ
   */
  static FunctionReference parse(
      Caller caller, String operation, String functionName, @Nullable String given) {
    Matcher form = FORM.matcher(functionName);
    if (!form.matches()) {
      throw LambdaErrors.functionNameInvalid(functionName);
    }
    String region = form.group("region");
    if (region != null && !region.equals(caller.region().code())) {
      throw LambdaErrors.functionOfOtherRegion(region, caller.region().code());
    }
    String account = form.group("account");
    if (account != null && !account.equals(caller.account().value())) {
      throw otherAccount(caller, operation, account, form.group("name"));
    }
    String derived = form.group("qualifier");
    if (derived != null && given != null && !derived.equals(given)) {
      throw LambdaErrors.qualifiersDiffer();
    }
    String qualifier = derived == null ? given : derived;
    return new FunctionReference(
        caller, form.group("name"), LATEST.equals(qualifier) ? null : qualifier);
  }

  static FunctionReference parse(Caller caller, String operation, String functionName) {
    return parse(caller, operation, functionName, null);
  }

  private static AwsException otherAccount(
      Caller caller, String operation, String account, String name) {
    String partition = caller.region().partition();
    Arn arn = new Arn(partition, "lambda", caller.region().code(), account, "function:" + name);
    String action = "lambda:" + (operation.equals("Invoke") ? "InvokeFunction" : operation);
    return LambdaErrors.functionOfOtherAccount(
        partition, caller.account().value(), action, arn.toString());
  }

  /** Returns whether the request names {@code $LATEST} explicitly. */
  static boolean namesLatest(String functionName, @Nullable String qualifier) {
    return LATEST.equals(qualifier) || functionName.endsWith(":" + LATEST);
  }

  String arn() {
    return Arn.function(caller, name).toString();
  }

  /** Throws if the reference has a qualifier. Postern has no versions and aliases yet. */
  void requireLatest() {
    if (qualifier == null) {
      return;
    }
    String qualified = arn() + ":" + qualifier;
    throw isVersion() || qualifier.startsWith("$")
        ? LambdaErrors.functionNotFound(qualified)
        : LambdaErrors.aliasNotFound(qualified);
  }

  /** Returns whether the qualifier is a version number. */
  boolean isVersion() {
    return qualifier != null && qualifier.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
