package dev.postern.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.protocols.core.OperationInfo;

/** Compares the tables with the SDK. */
class OperationsTest {
  private final Operations operations = Operations.load();

  private List<Operation> ofTheSdk() {
    return operations.all().stream().filter(Operation::inSdk).toList();
  }

  @Test
  void knowsEveryOperationOfTheFourServices() {
    assertThat(ofTheSdk()).hasSize(314);
    assertThat(ofTheSdk())
        .extracting(Operation::service)
        .containsOnly("apigateway", "apigatewayv2", "apigatewaymanagementapi", "lambda");
  }

  @Test
  void knowsOperationsOfLambdasEndpointThatAreNotInTheSdk() {
    assertThat(operations.all())
        .filteredOn(operation -> !operation.inSdk())
        .hasSize(70)
        .allSatisfy(operation -> assertThat(operation.service()).startsWith("lambda"))
        .extracting(Operation::name)
        .contains("InvokeAsync", "PauseDurableExecution", "CreateNetworkConnector", "RunMicrovm");
  }

  @Test
  void methodAndUriAreThoseOfTheSdk() throws Exception {
    for (Operation operation : ofTheSdk()) {
      OperationInfo binding = sdkBinding(operation);

      assertThat(operation.method()).as(operation.name()).isEqualTo(binding.httpMethod().name());
      assertThat(operation.uri())
          .as(operation.name())
          .isEqualTo(UriTemplate.parse(binding.requestUri()));
    }
  }

  @Test
  void requestAndResponseClassesExist() throws Exception {
    for (Operation operation : ofTheSdk()) {
      assertThat(newBuilder(operation.requestClassName())).isNotNull();
      assertThat(newBuilder(operation.requestClassName().replaceAll("Request$", "Response")))
          .isNotNull();
    }
  }

  @Test
  void everyWireNameBelongsToOneMemberOfTheRequest() throws Exception {
    for (Operation operation : ofTheSdk()) {
      SdkPojo builder = newBuilder(operation.requestClassName());

      assertThat(builder.sdkFields())
          .as(operation.name())
          .extracting(SdkField::locationName)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(builder.sdkFieldNameToField().keySet());
    }
  }

  @Test
  void everyConstraintIsForAMemberOfARequest() throws Exception {
    Set<String> members = new HashSet<>();
    for (Operation operation : ofTheSdk()) {
      String name = operation.name() + "Request";
      collect(operation.service(), name, newBuilder(operation.requestClassName()), members);
    }

    List<String> constrained = new ArrayList<>();
    for (String[] row : Tables.rows("constraints.tsv")) {
      constrained.add(String.join(" ", row[0], row[1], row[2]));
    }

    assertThat(constrained).hasSizeGreaterThan(800).doesNotHaveDuplicates();
    assertThat(members).containsAll(constrained);
  }

  @Test
  void anUnknownOperationIsNotFound() {
    assertThatThrownBy(() -> operations.get("lambda", "Fly"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("lambda.Fly");
  }

  private static void collect(String service, String name, SdkPojo builder, Set<String> members) {
    for (SdkField<?> field : builder.sdkFields()) {
      if (members.add(String.join(" ", service, name, field.locationName()))) {
        nested(service, field, members);
      }
    }
  }

  private static void nested(String service, SdkField<?> field, Set<String> members) {
    switch (field.marshallingType().getKnownType()) {
      case LIST -> nested(service, field.getTrait(ListTrait.class).memberFieldInfo(), members);
      case MAP -> nested(service, field.getTrait(MapTrait.class).valueFieldInfo(), members);
      case SDK_POJO -> {
        SdkPojo builder = field.constructor().get();
        collect(service, builder.getClass().getEnclosingClass().getSimpleName(), builder, members);
      }
      default -> {}
    }
  }

  private static SdkPojo newBuilder(String className) throws ReflectiveOperationException {
    return (SdkPojo) Class.forName(className).getMethod("builder").invoke(null);
  }

  private static OperationInfo sdkBinding(Operation operation) throws ReflectiveOperationException {
    String marshaller =
        "software.amazon.awssdk.services.%s.transform.%sRequestMarshaller"
            .formatted(operation.service(), operation.name());
    Field binding = Class.forName(marshaller).getDeclaredField("SDK_OPERATION_BINDING");
    binding.setAccessible(true);
    return (OperationInfo) binding.get(null);
  }
}
