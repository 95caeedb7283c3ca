package dev.postern.control.lambda;

import static dev.postern.control.lambda.LambdaFixture.ARN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.aws.error.AwsException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;

class FunctionTagsTest {
  private final LambdaFixture lambda = new LambdaFixture();

  @Test
  void tagsAreAddedAndReplaced() {
    lambda.created("hello", r -> r.tags(Map.of("a", "1", "b", "1")));

    tag(Map.of("b", "2", "c", "2"));

    assertThat(tags()).isEqualTo(Map.of("a", "1", "b", "2", "c", "2"));
  }

  @Test
  void tagsAreRemovedByKey() {
    lambda.created("hello", r -> r.tags(Map.of("a", "1", "b", "1")));

    lambda.call(
        "UntagResource",
        UntagResourceRequest.builder().resource(ARN + "hello").tagKeys("a", "x").build(),
        UntagResourceResponse.class);

    assertThat(tags()).isEqualTo(Map.of("b", "1"));
  }

  @Test
  void fiftyTagsAreTheMaximum() {
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 51; i++) {
      many.put("k" + i, "v");
    }
    lambda.created("hello");

    AwsException error =
        lambda.refused(
            "TagResource", TagResourceRequest.builder().resource(ARN + "hello").tags(many).build());

    assertThat(error.text()).isEqualTo("Number of tags exceeds resource tag limit.");
    assertThat(tags()).isEmpty();
  }

  @Test
  void unknownFunctionHasNoTags() {
    assertThat(
            lambda
                .refused("ListTags", ListTagsRequest.builder().resource(ARN + "nope").build())
                .text())
        .isEqualTo("Function not found: " + ARN + "nope");
  }

  @Test
  void otherResourcesAreNotFound() {
    AwsException error =
        lambda.refused(
            "ListTags",
            ListTagsRequest.builder()
                .resource("arn:aws:lambda:us-east-1:000000000000:event-source-mapping:abc")
                .build());

    assertThat(error.code()).isEqualTo("ResourceNotFoundException");
  }

  private void tag(Map<String, String> tags) {
    lambda.call(
        "TagResource",
        TagResourceRequest.builder().resource(ARN + "hello").tags(tags).build(),
        TagResourceResponse.class);
  }

  private Map<String, String> tags() {
    return lambda
        .call(
            "ListTags",
            ListTagsRequest.builder().resource(ARN + "hello").build(),
            ListTagsResponse.class)
        .tags();
  }
}
