package dev.postern.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.wire.Upstreams;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceSettingsTest {
  private static final int PORT = 4566;

  @Test
  void upstreamWinsOverTheGeneralVariable() {
    Upstreams upstreams = upstreams("http://a:1", Map.of("AWS_ENDPOINT_URL", "http://b:2"));

    assertThat(upstreams.general()).isEqualTo(URI.create("http://a:1"));
  }

  @Test
  void environmentThatIsNotMeantForPosternLeavesTheUpstream() {
    Upstreams upstreams =
        upstreams(
            "http://a:1",
            Map.of(
                "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true",
                "AWS_ENDPOINT_URL_SQS", "http://b:2"));

    assertThat(upstreams).isEqualTo(new Upstreams(Map.of(), URI.create("http://a:1")));
  }

  @Test
  void addressesOfPosternItselfAreIgnored() {
    Upstreams upstreams =
        upstreams(
            null,
            Map.of(
                "AWS_ENDPOINT_URL", "http://localhost:4566",
                "AWS_ENDPOINT_URL_SQS", "https://127.0.0.1:4567/",
                "AWS_ENDPOINT_URL_SNS", "http://localhost:4568"));

    assertThat(upstreams)
        .isEqualTo(
            new Upstreams(
                Map.of("AWS_ENDPOINT_URL_SNS", URI.create("http://localhost:4568")), null));
  }

  @Test
  void upstreamThatIsPosternIsRefused() {
    assertThatThrownBy(() -> upstreams("http://localhost:4566", Map.of()))
        .isInstanceOf(Setting.WrongSetting.class)
        .hasMessage(
            "POSTERN_UPSTREAM (--upstream): http://localhost:4566 is Postern's own address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://h", "localhost:5000", ""})
  void upstreamIsAUrl(String text) {
    assertThatThrownBy(() -> upstreams(text, Map.of()))
        .isInstanceOf(Setting.WrongSetting.class)
        .hasMessage("POSTERN_UPSTREAM (--upstream): \"" + text + "\" is no http or https URL");
  }

  @Test
  void startSaysWhatGoesWhere() {
    Upstreams both =
        upstreams(
            "http://a:1",
            Map.of(
                "AWS_ENDPOINT_URL_SQS", "http://q:2",
                "AWS_ENDPOINT_URL_LAMBDA", "http://l:3",
                "AWS_ENDPOINT_URL_DYNAMODB", "http://d:4"));

    assertThat(ServiceSettings.described(both))
        .contains(
            "Other services: DYNAMODB to http://d:4, SQS to http://q:2, all others to http://a:1");
    assertThat(ServiceSettings.described(upstreams("http://a:1", Map.of())))
        .contains("Other services: all to http://a:1");
    assertThat(ServiceSettings.described(upstreams(null, Map.of()))).isEmpty();
  }

  private static Upstreams upstreams(@Nullable String upstream, Map<String, String> environment) {
    Settings settings =
        Settings.read(
            setting ->
                setting == Setting.UPSTREAM ? Optional.ofNullable(upstream) : Optional.empty(),
            environment);
    return settings.services().upstreams(settings, PORT);
  }
}
