package dev.postern.auth.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A second evaluator of IAM's policy language, to compare results with. It walks the policy's JSON
 * for each request and converts patterns to regular expressions. An empty {@code Optional} means
 * undecided.
 */
final class NaivePolicy {
  /** The decision of a policy. */
  enum Answer {
    ALLOW,
    DENY,
    NOTHING,
    UNDECIDED
  }

  private final JsonNode document;
  private final boolean resourceBased;
  private final NaiveText text;

  NaivePolicy(String json, boolean resourceBased) {
    try {
      this.document = new JsonMapper().readTree(json);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    this.resourceBased = resourceBased;
    this.text = new NaiveText(document.path("Version").asText().equals("2012-10-17"));
  }

  Answer answer(AccessRequest request) {
    List<Answer> answers = new ArrayList<>();
    for (JsonNode statement : document.path("Statement")) {
      boolean deny = statement.path("Effect").asText().equals("Deny");
      Optional<Boolean> applies = applies(statement, request, deny);
      if (applies.isEmpty() && deny) {
        answers.add(Answer.UNDECIDED);
      }
      if (applies.orElse(false)) {
        answers.add(deny ? Answer.DENY : Answer.ALLOW);
      }
    }
    for (Answer answer : List.of(Answer.DENY, Answer.UNDECIDED, Answer.ALLOW)) {
      if (answers.contains(answer)) {
        return answer;
      }
    }
    return Answer.NOTHING;
  }

  private Optional<Boolean> applies(JsonNode statement, AccessRequest request, boolean deny) {
    List<Optional<Boolean>> all = new ArrayList<>();
    all.add(named(statement, "Action", value -> action(value, request.action())));
    all.add(named(statement, "Resource", value -> resource(value, request)));
    if (resourceBased) {
      all.add(NaivePrincipals.applies(statement, request.principal(), deny));
    }
    for (Map.Entry<String, JsonNode> operator : statement.path("Condition").properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        all.add(condition(operator.getKey(), key.getKey(), key.getValue(), request.context()));
      }
    }
    return every(all);
  }

  private static Optional<Boolean> named(
      JsonNode statement, String name, Function<String, Optional<Boolean>> test) {
    boolean not = statement.has("Not" + name);
    List<Optional<Boolean>> tests = new ArrayList<>();
    for (String value : texts(statement.path(not ? "Not" + name : name))) {
      tests.add(test.apply(value));
    }
    Optional<Boolean> some = some(tests);
    return not ? some.map(b -> !b) : some;
  }

  private static Optional<Boolean> action(String pattern, String action) {
    if (!pattern.equals("*") && !pattern.contains(":")) {
      return Optional.empty();
    }
    return Optional.of(
        Pattern.compile(NaiveText.glob(pattern), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
            .matcher(action)
            .matches());
  }

  private Optional<Boolean> resource(String pattern, AccessRequest request) {
    if (pattern.equals("*")) {
      return Optional.of(true);
    }
    if (!pattern.startsWith("arn:")) {
      return Optional.empty();
    }
    String[] components = pattern.split(":", 6);
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      String component = i < components.length ? components[i] : "*";
      regex.append(i == 0 ? "" : ":");
      if (i == 5) {
        String last = i < components.length ? text.substituted(component, request.context()) : ".*";
        if (last == null) {
          return Optional.of(false);
        }
        regex.append(last);
      } else {
        String inner = component.replaceAll("\\*$", "");
        regex.append(NaiveText.glob(inner).replace(".*", "[^:]*").replace("(?s:.)", "[^:]"));
        regex.append(component.endsWith("*") ? ".*" : "");
      }
    }
    return Optional.of(NaiveText.matches(regex.toString(), request.resource()));
  }

  private Optional<Boolean> condition(
      String name, String key, JsonNode values, ConditionKeys context) {
    List<String> actual = context.values(key.toLowerCase(Locale.ROOT));
    if (name.equals("Null")) {
      List<Optional<Boolean>> tests = new ArrayList<>();
      for (String value : texts(values)) {
        tests.add(bool(value).map(absent -> absent == actual.isEmpty()));
      }
      return some(tests);
    }
    Matcher parts = Pattern.compile("(ForAllValues:|ForAnyValue:)?(.*?)(IfExists)?").matcher(name);
    if (!parts.matches() || parts.group(2).equals("Null")) {
      return Optional.empty();
    }
    boolean negated = parts.group(2).contains("Not");
    String base = parts.group(2).replace("Not", "");
    if (!NaiveOperators.exist(base, negated)) {
      return Optional.empty();
    }
    if (actual.isEmpty() && parts.group(3) != null) {
      return Optional.of(true);
    }
    List<Optional<Boolean>> each = new ArrayList<>();
    for (String value : actual) {
      List<Optional<Boolean>> tests = new ArrayList<>();
      for (String wanted : texts(values)) {
        tests.add(compare(base, value, wanted, context));
      }
      each.add(some(tests));
    }
    if (parts.group(1) == null) {
      Optional<Boolean> any = some(each);
      return negated ? any.map(b -> !b) : any;
    }
    if (negated) {
      each.replaceAll(one -> one.map(b -> !b));
    }
    if (String.join("", actual).isEmpty()) {
      each.clear();
    }
    return parts.group(1).startsWith("ForAll") ? every(each) : some(each);
  }

  private Optional<Boolean> compare(
      String operator, String actual, String wanted, ConditionKeys context) {
    return switch (operator) {
      case "StringEquals" -> {
        String right = text.filled(wanted, context);
        yield Optional.of(right != null && right.equals(actual));
      }
      case "StringEqualsIgnoreCase" -> {
        String right = text.filled(wanted, context);
        yield Optional.of(right != null && right.equalsIgnoreCase(actual));
      }
      case "StringLike" -> {
        String regex = text.substituted(wanted, context);
        yield Optional.of(regex != null && NaiveText.matches(regex, actual));
      }
      case "ArnEquals", "ArnLike" -> {
        String[] patterns = wanted.split(":", 6);
        String[] components = actual.split(":", 6);
        if (patterns.length < 6 || components.length < 6) {
          yield Optional.empty();
        }
        boolean all = true;
        for (int i = 0; i < 6; i++) {
          String regex = text.substituted(patterns[i], context);
          all &= regex != null && NaiveText.matches(regex, components[i]);
        }
        yield Optional.of(all);
      }
      case "Bool" -> {
        String right = text.filled(wanted, context);
        if (right == null) {
          yield Optional.of(false);
        }
        Optional<Boolean> wantedBool = bool(right);
        yield bool(actual).flatMap(left -> wantedBool.map(left::equals));
      }
      default -> NaiveOperators.compare(operator, actual, wanted);
    };
  }

  private static Optional<Boolean> bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static Optional<Boolean> every(List<Optional<Boolean>> all) {
    if (all.contains(Optional.of(false))) {
      return Optional.of(false);
    }
    return all.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(true);
  }

  private static Optional<Boolean> some(List<Optional<Boolean>> all) {
    if (all.contains(Optional.of(true))) {
      return Optional.of(true);
    }
    return all.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(false);
  }

  static List<String> texts(JsonNode oneOrMany) {
    List<String> texts = new ArrayList<>();
    if (oneOrMany.isArray()) {
      oneOrMany.forEach(text -> texts.add(text.asText()));
    } else {
      texts.add(oneOrMany.asText());
    }
    return texts;
  }
}
