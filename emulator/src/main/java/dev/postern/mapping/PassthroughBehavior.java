package dev.postern.mapping;

/**
 * What becomes of a request body that no template is defined for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html">
 *     Method request behavior for payloads without mapping templates for REST APIs in API
 *     Gateway</a>
 */
public enum PassthroughBehavior {
  WHEN_NO_MATCH,
  WHEN_NO_TEMPLATES,
  NEVER
}
