package dev.postern.bench;

/** The mapping templates of the MOCK that is measured; its counterpart renders the same text. */
final class Templates {
  static final String REQUEST = "{\"statusCode\": 200}";

  static final String RESPONSE =
      """
      #set($name = $input.params('name'))
      {"requestId": "$context.requestId", "name": "$name", "items": [
      #foreach($number in [1..5])
        {"number": $number, "label": "$name $number"}#if($foreach.hasNext),#end
      #end
      ]}
      """;

  private Templates() {}
}
