package dev.postern.execute.phase;

import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.Exchange;
import dev.postern.execute.Phase;
import dev.postern.execute.Step;
import dev.postern.mapping.BodyModel;
import dev.postern.mapping.BodyModels;
import dev.postern.mapping.UnusableModelException;
import java.util.List;

/**
 * A phase that refuses a body that does not match the model for its media type. A body without a
 * model passes. An empty body counts as an empty object.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html">
 *     Request validation for REST APIs in API Gateway</a>
 */
public record ValidateBody(BodyModels models) implements Phase {
  @Override
  public Step apply(Exchange exchange) {
    String mediaType = BodyModels.mediaType(exchange.request().headers().get("Content-Type"));
    BodyModel model = models.forMediaType(mediaType);
    exchange.chosen(() ->
        "request validation: body "
            + mediaType
            + (model == null ? " has no model" : " is validated against its model"));
    if (model == null) {
      return Step.NEXT;
    }
    List<String> problems = problems(model, exchange.request().body());
    if (!problems.isEmpty()) {
      throw GatewayErrors.invalidRequestBody(mediaType, problems);
    }
    return Step.NEXT;
  }

  private static List<String> problems(BodyModel model, byte[] body) {
    try {
      return model.problems(body);
    } catch (UnusableModelException e) {
      throw GatewayErrors.unusableModel(e.getMessage());
    }
  }
}
