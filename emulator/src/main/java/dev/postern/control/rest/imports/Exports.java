package dev.postern.control.rest.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.aws.Caller;
import dev.postern.aws.error.ImportErrors;
import dev.postern.aws.error.RestErrors;
import dev.postern.control.RestApiStates;
import dev.postern.control.openapi.ExportFile;
import dev.postern.control.openapi.Exporter;
import dev.postern.control.openapi.Extension;
import dev.postern.control.state.RestApiState;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.model.GetExportRequest;
import software.amazon.awssdk.services.apigateway.model.GetExportResponse;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * The operation GetExport: a deployed stage as an OpenAPI file. If the stage has a documentation
 * version, the file contains it, whichever extensions are asked for.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_GetExport.html">GetExport</a>
 */
public final class Exports {
  /** Characters that a quoted string in a header must not contain. */
  private static final Pattern UNSAFE = Pattern.compile("[^ -~]|[\"\\\\]");

  private final RestApiStates apis;

  public Exports(RestApiStates apis) {
    this.apis = apis;
  }

  public GetExportResponse getExport(Caller caller, GetExportRequest request) {
    RestApiState state = apis.get(caller, request.restApiId());
    Stage stage =
        Optional.ofNullable(state.stages().get(request.stageName()))
            .orElseThrow(RestErrors::invalidStageIdentifier);
    ExportFile file =
        ExportFile.accepted(request.accepts())
            .orElseThrow(() -> ImportErrors.unableToBuildExporter(request.accepts()));
    Set<Extension> extensions = Extension.parse(request.parameters().get("extensions"));
    extensions.add(Extension.DOCUMENTATION);
    ObjectNode document =
        switch (request.exportType()) {
          case "oas30" -> Exporter.oas30(state, stage, extensions);
          case "swagger" -> Exporter.swagger(state, stage, extensions);
          default -> throw ImportErrors.invalidExportType(request.exportType());
        };
    return GetExportResponse.builder()
        .contentType("application/octet-stream")
        .contentDisposition(
            "attachment; filename=\"%s_%s.%s\""
                .formatted(
                    request.exportType(),
                    UNSAFE.matcher(document.path("info").path("version").asText()).replaceAll("_"),
                    file.suffix()))
        .body(SdkBytes.fromByteArrayUnsafe(file.write(document)))
        .build();
  }
}
