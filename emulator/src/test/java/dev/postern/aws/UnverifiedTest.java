package dev.postern.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares main code and the output of {@code scripts/unverified} with the uses of {@link
 * Unverified}.
 */
class UnverifiedTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> MAIN =
      List.of("emulator/src/main/java", "lambda-runner/src/main/java");

  @Test
  void mainCodeMarksAssumptionsByTheAnnotationOnly() throws IOException {
    List<String> freeText = new ArrayList<>();
    for (String folder : List.of("emulator/src/main", "lambda-runner/src/main")) {
      for (Path file : files(ROOT.resolve(folder))) {
        List<String> lines = Files.readAllLines(file, UTF_8);
        for (int i = 0; i < lines.size(); i++) {
          if (isFreeText(lines.get(i)) && !file.endsWith("aws/Unverified.java")) {
            freeText.add(ROOT.relativize(file) + ":" + (i + 1));
          }
        }
      }
    }

    assertThat(freeText).isEmpty();
  }

  private static boolean isFreeText(String line) {
    return line.replace("@Unverified(", "")
        .replace("import dev.postern.aws.Unverified;", "")
        .toLowerCase(Locale.ROOT)
        .contains("unverified");
  }

  @Test
  void everySentenceIsOne() throws IOException {
    assertThat(compiledUses(MAIN))
        .isNotEmpty()
        .allSatisfy(use -> assertThat(use).matches("[^\t]+:\\d+\t\\w+\t[A-Z\"].*[.]"));
  }

  @Test
  void scriptListsEveryUse() throws Exception {
    List<String> uses = compiledUses(MAIN);

    List<String> printed = script(MAIN);

    assertThat(printed.subList(0, printed.size() - 1)).isEqualTo(uses);
    assertThat(printed.getLast()).isEqualTo(uses.size() + " unverified behaviours");
  }

  @Test
  void scriptReadsEveryKindOfMember(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("Kinds.java"),
        """
        // @Unverified("in a comment")
        /* and @Unverified("here") */
        @Unverified("A type.")
        final class Kinds<T extends Comparable<T>> implements Runnable {
          String no = "@Unverified(\\"in a literal\\")";
          char quote = '"';

          @Unverified("A field (in parentheses).") // why
          private final java.util.Map<String, Integer[]> field = null;

          @Deprecated
          @Unverified(
              "A constructor, wrapped"
                  // with a comment
                  + " twice.")
          @SuppressWarnings("all")
          Kinds(@Unverified("A parameter.") String parameter, int other) {
            @Unverified("A \\"local\\".")
            int local = 0;
          }

          record Pair(@Unverified("A component.") @Deprecated int[] first, String second) {}

          @Unverified("A constant.")
          enum Choice { @Unverified("One of an enumeration.") ONE, TWO }

          @Unverified("A method.") public <A> A run(A value) { return value; }
        }
        """);

    List<String> printed = script(List.of(folder.toString()));

    assertThat(printed).hasSize(10);
    assertThat(printed.subList(0, 9)).isEqualTo(compiledUses(List.of(folder.toString())));
  }

  private static List<String> script(List<String> folders) throws Exception {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("scripts/unverified").toString()));
    command.addAll(folders);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();

    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).isZero();
    return printed.lines().toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Returns the uses that the compiler's parser finds, in the script's output format. */
  private static List<String> compiledUses(List<String> folders) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String folder : folders) {
      for (Path file : files(ROOT.resolve(folder))) {
        if (file.toString().endsWith(".java") && Files.readString(file).contains("@Unverified(")) {
          sources.add(file);
        }
      }
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> uses = new ArrayList<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(sources));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        Path file = Path.of(unit.getSourceFile().toUri());
        String place =
            (file.startsWith(ROOT) ? ROOT.relativize(file) : file).toString().replace('\\', '/');
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
          @Override
          public @Nullable Void visitAnnotation(AnnotationTree use, @Nullable Void nothing) {
            if (use.getAnnotationType().toString().equals("Unverified")) {
              long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, use));
              Tree owner = getCurrentPath().getParentPath().getParentPath().getLeaf();
              assertThat(getCurrentPath().getParentPath().getLeaf())
                  .isInstanceOf(ModifiersTree.class);
              uses.add(place + ":" + line + "\t" + name(owner, unit) + "\t" + sentence(use));
            }
            return super.visitAnnotation(use, null);
          }
        }.scan(unit, null);
      }
    }
    return uses;
  }

  private static String name(Tree owner, CompilationUnitTree unit) {
    return switch (owner) {
      case ClassTree type -> type.getSimpleName().toString();
      case VariableTree variable -> variable.getName().toString();
      case MethodTree method when method.getReturnType() != null -> method.getName().toString();
      case MethodTree _ ->
          Path.of(unit.getSourceFile().toUri()).getFileName().toString().replace(".java", "");
      default -> throw new IllegalStateException("annotated: " + owner.getKind());
    };
  }

  private static String sentence(AnnotationTree use) {
    StringBuilder text = new StringBuilder();
    for (ExpressionTree argument : use.getArguments()) {
      new TreeScanner<@Nullable Void, @Nullable Void>() {
        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
          text.append(literal.getValue());
          return null;
        }
      }.scan(argument, null);
    }
    return text.toString();
  }
}
