package dev.postern.mapping;

/**
 * Handling of a request body without a matching template.
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
