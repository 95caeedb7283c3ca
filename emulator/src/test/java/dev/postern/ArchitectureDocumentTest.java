package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds ARCHITECTURE.md against the sources: what it names in backticks exists. Code blocks are not
 * read, and a section headed "Planned" may name what is still to come.
 *
 * <p>Read as names are {@code Class}, {@code Class.member}, {@code package.Class}, dotted packages,
 * and paths of the project. Where a table's first column is headed "Package" or "Phase", each name
 * in it is one, up to a remark in parentheses.
 */
class ArchitectureDocumentTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String BASE = "dev.postern";
  private static final List<String> MODULES = List.of("emulator", "lambda-runner");
  private static final Set<String> PROJECT_PATHS =
      Set.of("emulator", "lambda-runner", "scripts", "testdata");

  /** Where classes that are not ours may come from. */
  private static final List<String> LIBRARIES =
      List.of(
          "java.lang",
          "java.io",
          "java.net",
          "java.net.http",
          "java.nio",
          "java.nio.file",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks",
          "java.util.function",
          "java.util.random",
          "java.util.regex",
          "org.jspecify.annotations",
          "software.amazon.awssdk.services.apigateway.model",
          "software.amazon.awssdk.services.apigatewayv2.model",
          "software.amazon.awssdk.services.lambda.model");

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern HEADING = Pattern.compile("(#+)\\s+(.*)");
  private static final Pattern CLASS =
      Pattern.compile(
          "((?:[a-z][a-z0-9]*\\.)*)([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)"
              + "((?:\\.[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)*)(?:[.#]([A-Za-z]\\w*))?"
              + "(?:[(<].*|\\s*=.*)?");
  private static final Pattern PACKAGE =
      Pattern.compile("[a-z][a-z0-9]*(?:\\.[a-z][a-z0-9]*)+(?:\\.\\.)?|[a-z][a-z0-9]*\\.\\.");
  private static final Pattern DECLARATION =
      Pattern.compile("\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)");
  private static final Pattern EXTERNAL =
      Pattern.compile("(java|javax|io|org|com|software|jdk)\\..*");

  /** A name in backticks, where it stands and in which kind of table's first column, if any. */
  private record Mention(int line, String text, String column) {}

  /** A type of the project by its file. */
  private record Source(String packageName, String text) {
    Set<String> types() {
      return DECLARATION
          .matcher(text)
          .results()
          .map(result -> result.group(1))
          .collect(Collectors.toSet());
    }

    boolean hasWord(String word) {
      return Pattern.compile("\\b" + word + "\\b").matcher(text).find();
    }
  }

  private final Map<String, List<Source>> sources = sources();
  private final Set<String> packages =
      sources.values().stream()
          .flatMap(List::stream)
          .map(Source::packageName)
          .collect(Collectors.toCollection(TreeSet::new));

  private final Set<String> types =
      sources.values().stream()
          .flatMap(List::stream)
          .flatMap(source -> source.types().stream())
          .collect(Collectors.toSet());

  @Test
  void everyNameInTheDocumentExists() throws IOException {
    assertThat(faults(Files.readString(ROOT.resolve("ARCHITECTURE.md")))).isEmpty();
  }

  @Test
  void everyPackageHasItsRow() throws IOException {
    Set<String> rows =
        mentions(Files.readString(ROOT.resolve("ARCHITECTURE.md"))).stream()
            .filter(mention -> mention.column().equals("Package"))
            .flatMap(mention -> packageNamed(mention.text()).stream())
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> missing = new TreeSet<>(packagesOfMainCode());
    missing.removeAll(rows);

    assertThat(missing).isEmpty();
  }

  @Test
  void everyPhaseHasItsRow() throws IOException {
    Set<String> rows =
        mentions(Files.readString(ROOT.resolve("ARCHITECTURE.md"))).stream()
            .filter(mention -> mention.column().equals("Phase"))
            .map(Mention::text)
            .collect(Collectors.toSet());

    Set<String> missing = new TreeSet<>();
    sources.forEach((name, all) -> {
      boolean phase =
          all.stream()
              .anyMatch(source ->
                  source.packageName().contains(".execute.") && isPhase(name, source.text()));
      if (phase && !rows.contains(name)) {
        missing.add(name);
      }
    });

    assertThat(missing).isEmpty();
  }

  @Test
  void namesOfNothingAreFound() {
    String document =
        """
        # Architecture
        `Gateway` and `execute.live.Gateway`, `Map` of `java.util`, `PutIntegration`, `RestApi`, `testdata/rest`
        ```
        `NotReadInHere`
        ```
        | Package | Holds |
        |---|---|
        | `execute` | `Step.Waits` |
        | `nowhere` | `Gateway.noSuchMember` |

        | Phase | Refuses with |
        |---|---|
        | `ValidateBody` (as `Gateway` wants it) | 403 |
        | `Gateway` (no phase) | `NoSuchClass` |

        ## Planned
        `NotYet`
        ### Later
        `control.v99`
        ## Names
        `control.v99`, `wire.Gateway`, `Gateway.NoNested`, `scripts/none`, `none.xml`, `pom.xml`
        """;

    assertThat(faults(document))
        .containsExactly(
            "line 9: no package nowhere",
            "line 9: no member noSuchMember in Gateway",
            "line 14: no phase Gateway",
            "line 14: no class NoSuchClass",
            "line 21: no package control.v99",
            "line 21: no class wire.Gateway",
            "line 21: no class NoNested in Gateway",
            "line 21: no path scripts/none",
            "line 21: no path none.xml");
  }

  private List<String> faults(String document) {
    List<String> faults = new ArrayList<>();
    for (Mention mention : mentions(document)) {
      fault(mention).ifPresent(fault -> faults.add("line " + mention.line() + ": " + fault));
    }
    return faults;
  }

  private Optional<String> fault(Mention mention) {
    String text = mention.text();
    if (mention.column().equals("Package")) {
      return packageNamed(text).isPresent() ? Optional.empty() : Optional.of("no package " + text);
    }
    if (mention.column().equals("Phase")) {
      boolean phase =
          sources.getOrDefault(text, List.of()).stream()
              .anyMatch(source ->
                  source.packageName().contains(".execute") && isPhase(text, source.text()));
      return phase ? Optional.empty() : Optional.of("no phase " + text);
    }
    if (isPath(text)) {
      return Files.exists(ROOT.resolve(text)) ? Optional.empty() : Optional.of("no path " + text);
    }
    if (PACKAGE.matcher(text).matches() && !EXTERNAL.matcher(text).matches()) {
      return packageNamed(text.replace("..", "")).isPresent()
          ? Optional.empty()
          : Optional.of("no package " + text);
    }
    Matcher named = CLASS.matcher(text);
    return named.matches() ? faultOfClass(named) : Optional.empty();
  }

  private static boolean isPath(String text) {
    return text.matches("[\\w.-]+\\.(xml|md|sh|tsv)")
        || (text.matches("[\\w.-]+/[\\w./-]*") && PROJECT_PATHS.contains(text.split("/", 2)[0]));
  }

  private static boolean isPhase(String name, String source) {
    return Pattern.compile("(class|record)\\s+" + name + "\\b[^{]*\\bimplements\\b[^{]*\\bPhase\\b")
        .matcher(source)
        .find();
  }

  private Optional<String> faultOfClass(Matcher named) {
    String packageName = named.group(1).isEmpty() ? "" : named.group(1).replaceAll("\\.$", "");
    String type = named.group(2);
    List<Source> found =
        sources.getOrDefault(type, List.of()).stream()
            .filter(source ->
                packageName.isEmpty()
                    || packageNamed(packageName).equals(Optional.of(source.packageName())))
            .toList();
    if (found.isEmpty()) {
      boolean elsewhere =
          packageName.isEmpty()
              ? isLibraryClass(type)
              : EXTERNAL.matcher(packageName + ".").matches();
      boolean nested = packageName.isEmpty() && types.contains(type);
      return elsewhere || nested
          ? Optional.empty()
          : Optional.of("no class " + (packageName.isEmpty() ? "" : packageName + ".") + type);
    }
    for (String nested : named.group(3).split("\\.")) {
      if (!nested.isEmpty()
          && found.stream().noneMatch(source -> source.types().contains(nested))) {
        return Optional.of("no class " + nested + " in " + type);
      }
    }
    String member = named.group(4);
    return member == null || found.stream().anyMatch(source -> source.hasWord(member))
        ? Optional.empty()
        : Optional.of("no member " + member + " in " + type);
  }

  /** Whether a library has the class, or the SDK the operation. */
  private static boolean isLibraryClass(String name) {
    return LIBRARIES.stream()
        .flatMap(library -> Stream.of(library + "." + name, library + "." + name + "Request"))
        .anyMatch(ArchitectureDocumentTest::isClass);
  }

  private static boolean isClass(String name) {
    try {
      Class.forName(name, false, ArchitectureDocumentTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** The package that a text means: its names leave {@code dev.postern} and the runner's out. */
  private Optional<String> packageNamed(String text) {
    if (text.equals("(root)")) {
      return Optional.of(BASE + ".runner");
    }
    return Stream.of(text, BASE + "." + text, BASE + ".runner." + text)
        .filter(packages::contains)
        .findFirst();
  }

  private static List<Mention> mentions(String document) {
    List<Mention> mentions = new ArrayList<>();
    List<String> lines = document.lines().toList();
    boolean code = false;
    int planned = 0;
    String column = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("```")) {
        code = !code;
        continue;
      }
      Matcher heading = HEADING.matcher(line);
      if (!code && heading.matches()) {
        int level = heading.group(1).length();
        if (planned == 0 || level <= planned) {
          planned = heading.group(2).matches("(\\d+\\. )?Planned") ? level : 0;
        }
      }
      if (code || planned > 0) {
        continue;
      }
      boolean row = line.startsWith("|");
      if (!row) {
        column = "";
      } else if (column.isEmpty()) {
        column = line.split("\\|")[1].strip();
      }
      int secondColumn = row ? line.indexOf('|', 1) : 0;
      int remark = column.equals("Phase") && line.contains("(") ? line.indexOf('(') : secondColumn;
      if (column.equals("Package") && line.startsWith("| (root)")) {
        mentions.add(new Mention(i + 1, "(root)", column));
      }
      for (Matcher span = CODE.matcher(line); span.find(); ) {
        mentions.add(
            new Mention(
                i + 1, span.group(1), span.start() < Math.min(remark, secondColumn) ? column : ""));
      }
    }
    return mentions;
  }

  private static Set<String> packagesOfMainCode() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String module : MODULES) {
      Path folder = ROOT.resolve(module).resolve("src/main/java");
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> names.add(packageOf(folder.relativize(file))));
      }
    }
    return names;
  }

  private static String packageOf(Path file) {
    return file.getParent().toString().replace('/', '.').replace('\\', '.');
  }

  /** All types of all modules by simple name, tests included but not this one. */
  private static Map<String, List<Source>> sources() {
    List<Path> folders;
    try (Stream<Path> found =
        Files.find(ROOT, 5, (path, _) -> path.endsWith("java") && isSources(path))) {
      folders = found.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, List<Source>> byName = new TreeMap<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          if (name.equals(ArchitectureDocumentTest.class.getSimpleName())) {
            continue;
          }
          byName
              .computeIfAbsent(name, _ -> new ArrayList<>())
              .add(new Source(packageOf(folder.relativize(file)), Files.readString(file)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return byName;
  }

  private static boolean isSources(Path path) {
    List<String> names = new ArrayList<>();
    ROOT.relativize(path).forEach(name -> names.add(name.toString()));
    return !names.contains("target")
        && names.size() >= 3
        && names.get(names.size() - 3).equals("src")
        && Arrays.asList("main", "test").contains(names.get(names.size() - 2));
  }
}
