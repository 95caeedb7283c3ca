package dev.postern.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArnTest {
  @Test
  void resourceIsAllBehindTheFifthColon() {
    Arn arn = Arn.parse("arn:aws:lambda:eu-west-1:123456789012:function:pets:live").orElseThrow();

    assertThat(arn)
        .isEqualTo(new Arn("aws", "lambda", "eu-west-1", "123456789012", "function:pets:live"));
    assertThat(arn).hasToString("arn:aws:lambda:eu-west-1:123456789012:function:pets:live");
  }

  @Test
  void regionAccountAndResourceMayBeEmpty() {
    assertThat(Arn.parse("arn:aws:s3:::")).contains(new Arn("aws", "s3", "", "", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "arn", "rn:aws:s3:::b", "arn:aws:s3::", "arn::s3:::b", "arn:aws::::b"})
  void otherTextIsNoArn(String text) {
    assertThat(Arn.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"eu-west-1,aws", "cn-north-1,aws-cn", "us-gov-west-1,aws-us-gov", "us-west-2,aws"})
  void partitionFollowsFromTheRegion(String region, String partition) {
    Caller owner = new Caller(new AccountId("123456789012"), new Region(region));

    assertThat(Arn.function(owner, "pets"))
        .hasToString("arn:" + partition + ":lambda:" + region + ":123456789012:function:pets");
    assertThat(MethodArn.of(owner, new ApiId("a1"), new StageName("dev"), "GET", "/pets/*"))
        .isEqualTo(
            "arn:" + partition + ":execute-api:" + region + ":123456789012:a1/dev/GET/pets/*");
    assertThat(MethodArn.ofAuthorizer(owner, new ApiId("a1"), "x9"))
        .isEqualTo(
            "arn:" + partition + ":execute-api:" + region + ":123456789012:a1/authorizers/x9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345678901", "1234567890123", "12345678901x", "12345678901\u0663"})
  void accountIdHasTwelveDigits(String text) {
    assertThatThrownBy(() -> new AccountId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void regionHasACode() {
    assertThatThrownBy(() -> new Region("")).isInstanceOf(IllegalArgumentException.class);
  }
}
