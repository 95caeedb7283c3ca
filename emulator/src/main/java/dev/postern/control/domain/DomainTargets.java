package dev.postern.control.domain;

import dev.postern.aws.Caller;
import dev.postern.aws.Ids;
import dev.postern.aws.Region;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.apigateway.model.DomainName;

/**
 * DNS targets of custom domain names: host names that API Gateway assigns, and their hosted zones.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/apigateway.html">Amazon API Gateway
 *     endpoints and quotas</a>
 */
final class DomainTargets {
  private static final String CLOUD_FRONT_ZONE = "Z2FDTNDATAQYW2";

  private final Ids ids;

  DomainTargets(Ids ids) {
    this.ids = ids;
  }

  /** Loaded with the first regional domain name. */
  private static final class Zones {
    static final Map<String, String> BY_REGION =
        Map.ofEntries(
            Map.entry("af-south-1", "Z2DHW2332DAMTN"),
            Map.entry("ap-east-1", "Z3FD1VL90ND7K5"),
            Map.entry("ap-northeast-1", "Z1YSHQZHG15GKL"),
            Map.entry("ap-northeast-2", "Z20JF4UZKIW1U8"),
            Map.entry("ap-northeast-3", "Z22ILHG95FLSZ2"),
            Map.entry("ap-south-1", "Z3VO1THU9YC4UR"),
            Map.entry("ap-south-2", "Z0853509Q1135NJ66RUH"),
            Map.entry("ap-southeast-1", "ZL327KTPIQFUL"),
            Map.entry("ap-southeast-2", "Z2RPCDW04V8134"),
            Map.entry("ap-southeast-3", "Z10132843TYUYSLUG4HA3"),
            Map.entry("ap-southeast-4", "Z092189423Y7RJK61311D"),
            Map.entry("ap-southeast-5", "Z0314042F0KBUTZ3X5HF"),
            Map.entry("ca-central-1", "Z19DQILCV0OWEC"),
            Map.entry("ca-west-1", "Z04745493436AWVTG1OQY"),
            Map.entry("eu-central-1", "Z1U9ULNL0V5AJ3"),
            Map.entry("eu-central-2", "Z09222482MK253X48U76H"),
            Map.entry("eu-north-1", "Z3UWIKFBOOGXPP"),
            Map.entry("eu-south-1", "Z3BT4WSQ9TDYZV"),
            Map.entry("eu-south-2", "Z02499852UI5HEQ5JVWX3"),
            Map.entry("eu-west-1", "ZLY8HYME6SFDD"),
            Map.entry("eu-west-2", "ZJ5UAJN8Y3Z2Q"),
            Map.entry("eu-west-3", "Z3KY65QIEKYHQQ"),
            Map.entry("il-central-1", "Z07264553HBI44N5X2CKP"),
            Map.entry("me-central-1", "Z08780021BKYYY8U0YHTV"),
            Map.entry("me-south-1", "Z20ZBPC0SS8806"),
            Map.entry("sa-east-1", "ZCMLWB8V5SYIT"),
            Map.entry("us-east-1", "Z1UJRXOUMOOFQ8"),
            Map.entry("us-east-2", "ZOJJZC49E0EPZ"),
            Map.entry("us-gov-east-1", "Z3SE9ATJYCRCZJ"),
            Map.entry("us-gov-west-1", "Z1K6XKP9SAGWDV"),
            Map.entry("us-west-1", "Z2MUQ32089INYE"),
            Map.entry("us-west-2", "Z2OJLYMUO9EFXC"));
  }

  /** Returns the domain name with a target for exactly each of its endpoint types. */
  DomainName assigned(Caller caller, DomainName domain) {
    List<String> types = domain.endpointConfiguration().typesAsStrings();
    DomainName.Builder assigned = domain.toBuilder();
    if (!types.contains("REGIONAL")) {
      assigned.regionalDomainName(null).regionalHostedZoneId(null);
    } else if (domain.regionalDomainName() == null) {
      assigned
          .regionalDomainName(regionalDomainName(caller.region()))
          .regionalHostedZoneId(zone(caller.region()));
    }
    if (!types.contains("EDGE")) {
      assigned.distributionDomainName(null).distributionHostedZoneId(null);
    } else if (domain.distributionDomainName() == null) {
      assigned
          .distributionDomainName("d" + ids.thirteenCharacters() + ".cloudfront.net")
          .distributionHostedZoneId(CLOUD_FRONT_ZONE);
    }
    return assigned.build();
  }

  private String regionalDomainName(Region region) {
    String suffix = region.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
    return "d-%s.execute-api.%s.%s".formatted(ids.tenCharacters(), region, suffix);
  }

  /** Returns the hosted zone of a region, or null if AWS's table does not list the region. */
  private static @Nullable String zone(Region region) {
    return Zones.BY_REGION.get(region.code());
  }
}
