package dev.postern.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceCatalogTest {
  private final ServiceCatalog catalog = ServiceCatalog.get();

  @Test
  void everyServiceHasItsNamesAndWhatItsProtocolNeeds() {
    Set<String> ids = new HashSet<>();

    assertThat(catalog.all())
        .hasSizeGreaterThan(440)
        .allSatisfy(service -> {
          assertThat(ids.add(service.id())).as(service.id()).isTrue();
          assertThat(service.host()).matches("[a-z0-9][a-z0-9.-]*");
          assertThat(service.signing()).isNotEmpty();
          assertThat(service.version()).matches("\\d{4}-\\d\\d-\\d\\d");
          assertThat(service.variable()).matches("AWS_ENDPOINT_URL_[A-Z0-9_]+");
          assertThat(catalog.byHost(service.host())).contains(service);
          assertThat(catalog.signedAs(service.signing())).contains(service);
          if (service.speaks(ServiceProtocol.JSON)) {
            assertThat(service.jsonVersion()).isIn("1.0", "1.1");
            assertThat(service.targetPrefix()).isNotEmpty();
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "rds,RDS",
    "es,Elasticsearch Service",
    "email,SES",
    "sdb,SimpleDB",
    "execute-api,ApiGatewayManagementApi",
    "apigateway,API Gateway",
    "runtime.sagemaker,SageMaker Runtime",
    "mybucket.s3,S3",
    "x.data.iot,IoT Data Plane",
    "DynamoDB,DynamoDB"
  })
  void hostLeadsToTheServiceThatIsCalledSo(String host, String id) {
    assertThat(catalog.byHost(host).getFirst().id()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({
    "DynamoDB_20120810.PutItem,DynamoDB",
    "DynamoDBStreams_20120810.ListStreams,DynamoDB Streams",
    "AWSEvents.PutEvents,EventBridge"
  })
  void targetNamesTheService(String target, String id) {
    assertThat(catalog.byTarget(target)).map(ServiceMetadata::id).contains(id);
  }

  @Test
  void unknownNamesLeadNowhere() {
    assertThat(catalog.byHost("nothing.like.this")).isEmpty();
    assertThat(catalog.signedAs("")).isEmpty();
    assertThat(catalog.byTarget("PutItem")).isEmpty();
    assertThat(catalog.byTarget("None.PutItem")).isEmpty();
  }
}
