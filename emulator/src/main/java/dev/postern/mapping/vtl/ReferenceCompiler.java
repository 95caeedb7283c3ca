package dev.postern.mapping.vtl;

import dev.postern.mapping.vtl.Statement.Text;
import java.util.ArrayList;
import java.util.List;
import org.apache.velocity.runtime.parser.Token;
import org.apache.velocity.runtime.parser.node.ASTExpression;
import org.apache.velocity.runtime.parser.node.ASTIdentifier;
import org.apache.velocity.runtime.parser.node.ASTIndex;
import org.apache.velocity.runtime.parser.node.ASTMethod;
import org.apache.velocity.runtime.parser.node.ASTReference;
import org.apache.velocity.runtime.parser.node.Node;
import org.jspecify.annotations.Nullable;

/** Compiler of one reference from the tokens of Velocity's lexer. */
final class ReferenceCompiler {
  private final ExpressionCompiler expressions;
  private final ASTReference node;

  /**
   * Characters before the name: backslashes, dollar and hash signs, an exclamation mark, a brace.
   */
  private final String head;

  private final List<AccessStep> steps = new ArrayList<>();
  private @Nullable Expression alternative;

  private ReferenceCompiler(ExpressionCompiler expressions, ASTReference node) {
    this.expressions = expressions;
    this.node = node;
    this.head = node.getFirstToken().image;
  }

  static ReferenceCompiler of(ExpressionCompiler expressions, ASTReference node) {
    ReferenceCompiler compiler = new ReferenceCompiler(expressions, node);
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      compiler.add(node.jjtGetChild(i));
    }
    return compiler;
  }

  /** Returns {@code name} of <code>$name</code>, <code>$!name</code> or <code>${name}</code>. */
  static String rootName(ASTReference node) {
    Token first = node.getFirstToken();
    String image = first.image.substring(first.image.lastIndexOf('$') + 1);
    String name = image.startsWith("!") ? image.substring(1) : image;
    return name.equals("{") ? first.next.image : name;
  }

  Reference value() {
    return new Reference(root(), steps, alternative);
  }

  /**
   * Compiles the statement that prints the reference. Each pair of backslashes before it prints
   * one; a single remaining one escapes it.
   */
  Statement print() {
    if (head.indexOf('$') < 0) {
      return new Text(node.literal());
    }
    int slashAfterDollar = head.indexOf("\\!");
    if (slashAfterDollar >= 0) {
      return new Text(
          head.substring(0, slashAfterDollar) + node.literal().substring(slashAfterDollar + 1));
    }
    int slashes = 0;
    while (head.charAt(slashes) == '\\') {
      slashes++;
    }
    String half = "\\".repeat(slashes / 2);
    int dollar = head.lastIndexOf('$');
    if (slashes % 2 == 1) {
      return new Statement.Escaped(half, node.literal().substring(dollar), value());
    }
    String before = head.substring(slashes, dollar);
    return new Statement.Print(half + before, value());
  }

  Statement assignment(Expression value) {
    if (steps.isEmpty()) {
      return new Assignment.ToVariable(expressions.slot(rootName(node)), value);
    }
    Reference owner = new Reference(root(), steps.subList(0, steps.size() - 1), null);
    return new Assignment.ToMember(owner, steps.getLast(), value);
  }

  private Expression root() {
    String name = rootName(node);
    return switch (name) {
      case "foreach" -> new Reference.LoopVariable();
      case "velocityCount" -> new Reference.LegacyLoopVariable(true);
      case "velocityHasNext" -> new Reference.LegacyLoopVariable(false);
      default -> new Reference.Variable(expressions.slot(name));
    };
  }

  private void add(Node child) {
    String image = child.getFirstToken().image;
    switch (child) {
      case ASTMethod method ->
          steps.add(new AccessStep.Call(image, expressions.expressions(method, 1, 1)));
      case ASTIdentifier _ -> steps.add(new AccessStep.Property(image));
      case ASTIndex index ->
          steps.add(new AccessStep.Index(expressions.expression(index.jjtGetChild(0))));
      case ASTExpression other -> alternative = expressions.expression(other);
      default -> throw new VtlException("not a part of a reference: " + image);
    }
  }
}
