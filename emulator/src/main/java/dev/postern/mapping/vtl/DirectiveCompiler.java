package dev.postern.mapping.vtl;

import dev.postern.mapping.vtl.Statement.Text;
import java.util.ArrayList;
import java.util.List;
import org.apache.velocity.runtime.parser.Token;
import org.apache.velocity.runtime.parser.node.ASTBlock;
import org.apache.velocity.runtime.parser.node.ASTDirective;
import org.apache.velocity.runtime.parser.node.ASTReference;
import org.apache.velocity.runtime.parser.node.Node;

/**
 * Compiler of the directives that Velocity treats as pluggable: all except {@code #if} and {@code
 * #set}.
 */
final class DirectiveCompiler {
  private final Compiler compiler;

  DirectiveCompiler(Compiler compiler) {
    this.compiler = compiler;
  }

  Statement directive(ASTDirective node) {
    String prefixSigns = Compiler.prefixSigns(node);
    String after = prefixSigns.isEmpty() ? "" : node.getPostfix();
    return switch (node.getDirectiveName()) {
      case "foreach" -> between(node, prefixSigns, foreach(node), after);
      case "define" -> between(node, prefixSigns, definition(node), after);
      case "macro" -> between(node, prefixSigns, macro(node), after);
      case "stop" -> between(node, prefixSigns, new Statement.Stop(), after);
      case "break" -> between(node, prefixSigns, new Statement.Break(arguments(node, 0)), after);
      case "include", "parse", "evaluate" ->
          new Statement.Failure("#" + node.getDirectiveName() + " is not available");
      default -> unknown(node, prefixSigns);
    };
  }

  private static Statement between(
      ASTDirective node, String prefixSigns, Statement statement, String after) {
    return Compiler.joined(
        List.of(new Text(node.getPrefix() + prefixSigns), statement, new Text(after)));
  }

  private Statement foreach(ASTDirective node) {
    if (node.jjtGetNumChildren() < 4) {
      throw new VtlException("#foreach needs an element, a list and a block");
    }
    int element = compiler.slot(name(node.jjtGetChild(0)));
    Expression items = compiler.expressions().expression(node.jjtGetChild(2));
    int last = node.jjtGetNumChildren() - 1;
    boolean hasElse = node.jjtGetChild(last - 1) instanceof ASTBlock;
    Statement body = block(node, hasElse ? last - 1 : last);
    return new Foreach(element, items, body, hasElse ? block(node, last) : null);
  }

  private Statement definition(ASTDirective node) {
    return new Block.Definition(compiler.slot(name(node.jjtGetChild(0))), block(node, 1));
  }

  private Statement macro(ASTDirective node) {
    int last = node.jjtGetNumChildren() - 1;
    int[] parameters = new int[last - 1];
    for (int i = 1; i < last; i++) {
      if (!(node.jjtGetChild(i) instanceof ASTReference)) {
        throw new VtlException("parameters of a #macro have no default values");
      }
      parameters[i - 1] = compiler.slot(name(node.jjtGetChild(i)));
    }
    String name = node.jjtGetChild(0).getFirstToken().image;
    compiler.define(new Macro(name, parameters, block(node, last)));
    return new Text("");
  }

  /** Compiles a macro call, or text that only looks like a directive. */
  private Statement unknown(ASTDirective node, String prefixSigns) {
    if (node.getDirectiveName().startsWith("@")) {
      throw new VtlException("#" + node.getDirectiveName() + " is not available");
    }
    String source = source(node);
    String before = node.getPrefix() + prefixSigns;
    List<Expression> arguments;
    try {
      arguments = arguments(node, 0);
    } catch (VtlException _) {
      return new Text(
          source); // text such as the colour #fff(x): a macro does not take such arguments
    }
    return Compiler.joined(
        List.of(
            new Text(before),
            new Macro.Call(node.getDirectiveName(), arguments, source.substring(before.length()))));
  }

  private List<Expression> arguments(Node node, int from) {
    List<Expression> arguments = new ArrayList<>();
    for (int i = from; i < node.jjtGetNumChildren(); i++) {
      arguments.add(compiler.expressions().expression(node.jjtGetChild(i)));
    }
    return arguments;
  }

  private Statement block(ASTDirective node, int child) {
    if (!(node.jjtGetChild(child) instanceof ASTBlock block)) {
      throw new VtlException("#" + node.getDirectiveName() + " without a block");
    }
    return compiler.block(block);
  }

  private static String name(Node reference) {
    if (!(reference instanceof ASTReference variable)) {
      throw new VtlException("expected a variable, found " + reference.getFirstToken().image);
    }
    return ExpressionCompiler.rootName(variable);
  }

  private static String source(Node node) {
    StringBuilder source = new StringBuilder();
    Token token = node.getFirstToken();
    while (!token.equals(node.getLastToken())) {
      source.append(token.image);
      token = token.next;
    }
    return source.append(token.image).toString();
  }
}
