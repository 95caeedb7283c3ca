package dev.postern.wire;

import org.jspecify.annotations.Nullable;

/**
 * How one service enforces and words the constraints of its model. What differs from service to
 * service is here and nowhere else.
 *
 * @param enforced whether the protocol checks them at all, before the service does
 * @param code wire error code
 * @param inputPrefix whether members of the body are named {@code putIntegrationInput.type}, not
 *     {@code type}
 * @param notNullInLists whether the rules of list elements end in {@code Member must not be null}
 * @param runtime path of the member that is checked after all others, as Lambda does with runtimes:
 *     by the service, in words of its own; null for none
 */
record ConstraintTexts(
    boolean enforced,
    String code,
    boolean inputPrefix,
    boolean notNullInLists,
    @Nullable String runtime) {

  static ConstraintTexts of(String service) {
    return switch (service) {
      case "apigateway" -> new ConstraintTexts(true, "ValidationException", true, false, null);
      // Models no ValidationException; the text is derived from that of apigateway.
      case "apigatewayv2" -> new ConstraintTexts(true, "BadRequestException", true, false, null);
      case "lambda" -> new ConstraintTexts(true, "ValidationException", false, true, "runtime");
      // Its one bound, the size of a message, is an error of its own: PayloadTooLargeException.
      default -> new ConstraintTexts(false, "", false, false, null);
    };
  }
}
