package dev.postern.control.sdkgen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodNamesTest {
  private final MethodNames names = new MethodNames();

  @ParameterizedTest
  @CsvSource({
    "/, GET, rootGet, getApiRoot",
    "/pets/{petId}, GET, petsPetIdGet, getPetsPetId",
    "/{a}/{b}/{op}, GET, aBOpGet, getABOp",
    "/auth-svc/api-docs, POST, authSvcApiDocsPost, postAuthSvcApiDocs",
    "/{proxy+}, OPTIONS, proxyOptions, optionsProxy",
    "/relo/v1.0_x, PUT, reloV10XPut, putReloV10X"
  })
  void methodsAreNamedAsAwsNamesThem(String path, String verb, String pathFirst, String verbFirst) {
    assertThat(names.pathFirst(path, verb)).isEqualTo(pathFirst);
    assertThat(names.verbFirst(path, verb)).isEqualTo(verbFirst);
  }

  @Test
  void namesAreUnique() {
    assertThat(names.pathFirst("/pets/petId", "GET")).isEqualTo("petsPetIdGet");
    assertThat(names.pathFirst("/pets/{petId}", "GET")).isEqualTo("petsPetIdGet2");
    assertThat(names.unique("petsPetIdGet")).isEqualTo("petsPetIdGet3");
  }

  @Test
  void classNameIsValidForAnyText() {
    assertThat(MethodNames.className("pet-shop (test)", "Api")).isEqualTo("PetShopTest");
    assertThat(MethodNames.className("12 monkeys", "Api")).isEqualTo("Api");
    assertThat(MethodNames.className("Ω", "Api")).isEqualTo("Api");
  }
}
