package dev.postern.execute.integration;

import dev.postern.auth.Credentials;
import dev.postern.aws.error.GatewayErrors;
import dev.postern.execute.BackendResponse;
import dev.postern.execute.IntegrationRequest;
import dev.postern.http.Headers;
import dev.postern.http.QueryString;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Credentials from STS of the roles that integrations name, cached until shortly before they
 * expire.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">
 *     AssumeRole</a>
 */
public final class AssumedRoles {
  private static final System.Logger LOG = System.getLogger("postern.execute");
  private static final String SESSION_NAME = "BackplaneAssumeRoleSession";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration BEFORE_EXPIRY = Duration.ofMinutes(1);

  private final HttpBackend backend;
  private final InstantSource clock;
  private final Map<Role, CompletableFuture<TemporaryCredentials>> sessions =
      new ConcurrentHashMap<>();

  public AssumedRoles(HttpBackend backend, InstantSource clock) {
    this.backend = backend;
    this.clock = clock;
  }

  private record Role(String arn, ServiceEndpoint sts, Credentials caller) {}

  /** Returns a source of the role's credentials, requested with the caller's credentials. */
  CredentialSource of(String roleArn, ServiceEndpoint sts, Credentials caller) {
    Role role = new Role(roleArn, sts, caller);
    return () ->
        sessions
            .compute(role, (_, known) -> isGood(known) ? known : assume(role))
            .thenApply(TemporaryCredentials::credentials);
  }

  /** Returns whether the credentials are usable. A pending request is: it is shared. */
  private boolean isGood(@Nullable CompletableFuture<TemporaryCredentials> known) {
    return known != null
        && switch (known.state()) {
          case RUNNING -> true;
          case SUCCESS ->
              known.resultNow().expiration().isAfter(clock.instant().plus(BEFORE_EXPIRY));
          case FAILED, CANCELLED -> false;
        };
  }

  private CompletableFuture<TemporaryCredentials> assume(Role role) {
    String form =
        "Action=AssumeRole&Version=2011-06-15&RoleSessionName="
            + SESSION_NAME
            + "&RoleArn="
            + QueryString.encode(role.arn());
    Headers headers =
        Headers.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    IntegrationRequest request =
        new IntegrationRequest("POST", "/", headers, form.getBytes(StandardCharsets.UTF_8));
    Instant now = clock.instant();
    return backend
        .send(HttpRoute.to(role.sts().address()), role.sts().signed(request, role.caller(), now))
        .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .handle((response, failure) -> credentials(role, response, failure));
  }

  private static TemporaryCredentials credentials(
      Role role, @Nullable BackendResponse response, @Nullable Throwable failure) {
    if (response == null) {
      throw refused(role, String.valueOf(failure));
    }
    if (response.status() != 200) {
      throw refused(role, "status " + response.status());
    }
    return TemporaryCredentials.parse(response.body())
        .orElseThrow(() -> refused(role, "no credentials in the answer"));
  }

  private static CompletionException refused(Role role, String reason) {
    LOG.log(
        Level.WARNING,
        "event=role-not-assumed role={0} sts={1} reason=\"{2}\"",
        role.arn(),
        role.sts().address().origin(),
        reason);
    return new CompletionException(GatewayErrors.roleNotAssumed(role.arn(), reason));
  }
}
