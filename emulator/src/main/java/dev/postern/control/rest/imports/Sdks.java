package dev.postern.control.rest.imports;

import dev.postern.aws.Caller;
import dev.postern.aws.error.RestErrors;
import dev.postern.aws.error.SdkErrors;
import dev.postern.control.Pages;
import dev.postern.control.RestApiStates;
import dev.postern.control.sdkgen.Platform;
import dev.postern.control.sdkgen.Sdk;
import dev.postern.control.sdkgen.SdkGenerator;
import dev.postern.control.state.RestApiState;
import dev.postern.sdk.Shapes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.model.GetSdkRequest;
import software.amazon.awssdk.services.apigateway.model.GetSdkResponse;
import software.amazon.awssdk.services.apigateway.model.GetSdkTypeRequest;
import software.amazon.awssdk.services.apigateway.model.GetSdkTypeResponse;
import software.amazon.awssdk.services.apigateway.model.GetSdkTypesRequest;
import software.amazon.awssdk.services.apigateway.model.GetSdkTypesResponse;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * Operations on SdkType, and GetSdk.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_SdkType.html">SdkType</a>
 */
public final class Sdks {
  private final RestApiStates apis;
  private final Pages pages;
  private final SdkGenerator generator;

  public Sdks(RestApiStates apis, Pages pages, SdkGenerator generator) {
    this.apis = apis;
    this.pages = pages;
    this.generator = generator;
  }

  public GetSdkTypesResponse getSdkTypes(GetSdkTypesRequest request) {
    Pages.Page<Platform> page =
        pages.of(
            after -> Arrays.stream(Platform.values()).filter(p -> p.id().compareTo(after) > 0),
            request.limit(),
            request.position(),
            Platform::id);
    return GetSdkTypesResponse.builder()
        .items(page.map(Platform::type))
        .position(page.position())
        .build();
  }

  public GetSdkTypeResponse getSdkType(GetSdkTypeRequest request) {
    Platform platform = Platform.of(request.id()).orElseThrow(SdkErrors::invalidSdkTypeIdentifier);
    return Shapes.as(platform.type(), GetSdkTypeResponse::builder).build();
  }

  /** Returns an SDK of the stage's deployment. Later changes of the draft are not included. */
  public GetSdkResponse getSdk(Caller caller, GetSdkRequest request) {
    RestApiState api = apis.get(caller, request.restApiId());
    Stage stage =
        Optional.ofNullable(api.stages().get(request.stageName()))
            .orElseThrow(RestErrors::invalidStageIdentifier);
    Platform platform =
        Platform.of(request.sdkType())
            .orElseThrow(() -> SdkErrors.unsupportedSdkType(request.sdkType(), ids()));
    Sdk sdk = generator.generate(api, stage, platform, request.parameters());
    return GetSdkResponse.builder()
        .contentType("application/octet-stream")
        .contentDisposition("attachment; filename=\"" + sdk.fileName() + "\"")
        .body(SdkBytes.fromByteArrayUnsafe(sdk.zip()))
        .build();
  }

  private static List<String> ids() {
    return Arrays.stream(Platform.values()).map(Platform::id).toList();
  }
}
