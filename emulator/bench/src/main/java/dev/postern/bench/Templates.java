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

  /** A list of 100 items. */
  static final String LIST =
      """
      #set($name = $input.params('name'))
      {"requestId": "$context.requestId", "items": [
      #foreach($number in [1..100])
        {"number": $number, "label": "$name $number"#if($number % 2 == 0), "even": true#end}#if($foreach.hasNext),#end
      #end
      ]}
      """;

  private Templates() {}
}
