package dev.postern.wire;

import dev.postern.aws.ServiceMetadata;
import dev.postern.aws.ServiceProtocol;
import org.jspecify.annotations.Nullable;

/**
 * The service of a request that Postern is not, as far as the request tells it.
 *
 * @param metadata null if the service is in no table, or if the request does not tell it
 * @param name as the request gives it, such as {@code sqs}; {@code ""} if it does not
 * @param protocol in which the client reads an error
 * @param operation such as {@code SendMessage}, or method and path
 */
record OtherService(
    @Nullable ServiceMetadata metadata, String name, ServiceProtocol protocol, String operation) {

  /** Returns the name for people, such as {@code CloudWatch Logs}. */
  String label() {
    return metadata == null ? name : metadata.id();
  }

  /** Returns the variable that would name its endpoint, or null if the service is not known. */
  @Nullable String variable() {
    if (metadata != null) {
      return metadata.variable();
    }
    return name.isEmpty() ? null : ServiceMetadata.variableOf(name);
  }
}
