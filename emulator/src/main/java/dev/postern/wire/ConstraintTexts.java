package dev.postern.wire;

import org.jspecify.annotations.Nullable;

/**
 * How one service enforces and words the constraints of its model. All differences between services
 * are here.
 *
 * @param enforced whether the protocol checks constraints before the service gets the request
 * @param code wire error code
 * @param inputPrefix whether members of the body are named {@code putIntegrationInput.type} instead
 *     of {@code type}
 * @param notNullInLists whether the rules of list elements end in {@code Member must not be null}
 * @param runtime path of the member that is checked after all others and has an error of its own,
 *     as Lambda's runtime; null for none
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
      // The model has no ValidationException; the text is derived from that of apigateway.
      case "apigatewayv2" -> new ConstraintTexts(true, "BadRequestException", true, false, null);
      case "lambda" -> new ConstraintTexts(true, "ValidationException", false, true, "runtime");
      // The only bound, the size of a message, has its own error: PayloadTooLargeException.
      default -> new ConstraintTexts(false, "", false, false, null);
    };
  }
}
