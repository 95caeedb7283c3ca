package dev.postern.mapping.vtl;

import dev.postern.mapping.vtl.Statement.Sequence;
import dev.postern.mapping.vtl.Statement.Text;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.velocity.runtime.parser.Token;
import org.apache.velocity.runtime.parser.node.ASTBlock;
import org.apache.velocity.runtime.parser.node.ASTComment;
import org.apache.velocity.runtime.parser.node.ASTDirective;
import org.apache.velocity.runtime.parser.node.ASTElseIfStatement;
import org.apache.velocity.runtime.parser.node.ASTEscape;
import org.apache.velocity.runtime.parser.node.ASTEscapedDirective;
import org.apache.velocity.runtime.parser.node.ASTIfStatement;
import org.apache.velocity.runtime.parser.node.ASTReference;
import org.apache.velocity.runtime.parser.node.ASTSetDirective;
import org.apache.velocity.runtime.parser.node.ASTText;
import org.apache.velocity.runtime.parser.node.ASTTextblock;
import org.apache.velocity.runtime.parser.node.Node;
import org.apache.velocity.runtime.parser.node.SimpleNode;

/**
 * Compiler of one script from Velocity's uninitialised tree to {@link Statement}s. Used once.
 *
 * <p>White space follows Velocity 1. A line end is part of the directive before it. Spaces before a
 * directive are printed, unless they are between another node and a {@code #set}.
 */
final class Compiler {
  private final Syntax syntax = new Syntax();
  private final Map<String, Integer> slots = new LinkedHashMap<>();
  private final Map<String, Macro> macros = new HashMap<>();
  private final ExpressionCompiler expressions = new ExpressionCompiler(this);
  private final DirectiveCompiler directives = new DirectiveCompiler(this);

  Script compile(String source) {
    return new Script(fragment(source), List.copyOf(slots.keySet()), macros);
  }

  /** Compiles a separate text, such as a string literal. */
  Statement fragment(String source) {
    return children(syntax.parse(source));
  }

  ExpressionCompiler expressions() {
    return expressions;
  }

  /** Returns the slot of the variable with the given name. */
  int slot(String name) {
    Integer known = slots.putIfAbsent(name, slots.size());
    return known == null ? slots.size() - 1 : known;
  }

  void define(Macro macro) {
    macros.putIfAbsent(macro.name(), macro);
  }

  /** Compiles a block and the text between it and the directive that ends it. */
  Statement block(ASTBlock block) {
    Token end = block.getLastToken().next;
    while (end != null && end.image.isBlank()) {
      end = end.next;
    }
    int hash = end == null ? -1 : end.image.lastIndexOf('#');
    String prefixSigns = end == null || hash <= 0 ? "" : end.image.substring(0, hash);
    return joined(List.of(children(block), new Text(block.getPostfix() + prefixSigns)));
  }

  /** Returns one statement for several; joins adjacent texts. */
  static Statement joined(List<Statement> statements) {
    List<Statement> joined = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    collect(statements, joined, text);
    if (!text.isEmpty() || joined.isEmpty()) {
      joined.add(new Text(text.toString()));
    }
    return joined.size() == 1 ? joined.getFirst() : new Sequence(joined);
  }

  private static void collect(List<Statement> from, List<Statement> to, StringBuilder text) {
    for (Statement statement : from) {
      switch (statement) {
        case Text more -> text.append(more.text());
        case Sequence sequence -> collect(sequence.statements(), to, text);
        default -> {
          if (!text.isEmpty()) {
            to.add(new Text(text.toString()));
            text.setLength(0);
          }
          to.add(statement);
        }
      }
    }
  }

  private Statement children(Node parent) {
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < parent.jjtGetNumChildren(); i++) {
      Node node = parent.jjtGetChild(i);
      if (node instanceof ASTSetDirective set) {
        boolean afterText = i > 0 && parent.jjtGetChild(i - 1) instanceof ASTText;
        if (afterText && statements.getLast() instanceof Text text && isSpaces(text.text())) {
          statements.removeLast();
        }
        statements.add(set(set, afterText));
      } else {
        statements.add(statement(node));
      }
    }
    return joined(statements);
  }

  private Statement statement(Node node) {
    return switch (node) {
      case ASTReference reference -> expressions.print(reference);
      case ASTIfStatement conditional -> conditional(conditional);
      case ASTDirective directive -> directives.directive(directive);
      case ASTText text -> constant(text);
      case ASTComment comment -> constant(comment);
      case ASTTextblock text -> constant(text);
      case ASTEscape escape -> constant(escape);
      case ASTEscapedDirective escaped -> constant(escaped);
      default -> throw new VtlException("unexpected " + node.getClass().getSimpleName());
    };
  }

  private Statement set(ASTSetDirective set, boolean indented) {
    String prefixSigns = prefixSigns(set);
    String before = (indented ? set.getPrefix() : "") + prefixSigns;
    String after = prefixSigns.isEmpty() ? "" : set.getPostfix();
    Expression value = expressions.expression(set.jjtGetChild(1));
    Statement assignment = expressions.assignment((ASTReference) set.jjtGetChild(0), value);
    return joined(List.of(new Text(before), assignment, new Text(after)));
  }

  private Statement conditional(ASTIfStatement node) {
    List<Conditional.Branch> branches = new ArrayList<>();
    branches.add(branch(node));
    for (int i = 2; i < node.jjtGetNumChildren(); i++) {
      Node next = node.jjtGetChild(i);
      branches.add(
          next instanceof ASTElseIfStatement
              ? branch(next)
              : new Conditional.Branch(
                  new Expression.Constant(true), block((ASTBlock) next.jjtGetChild(0))));
    }
    String prefixSigns = prefixSigns(node);
    String after = prefixSigns.isEmpty() ? "" : node.getPostfix();
    return joined(
        List.of(
            new Text(node.getPrefix() + prefixSigns), new Conditional(branches), new Text(after)));
  }

  private Conditional.Branch branch(Node node) {
    Expression condition = expressions.expression(node.jjtGetChild(0));
    return new Conditional.Branch(condition, block((ASTBlock) node.jjtGetChild(1)));
  }

  /**
   * Returns dollar and hash signs directly before a directive, which the lexer makes part of it.
   */
  static String prefixSigns(SimpleNode directive) {
    for (Token token = directive.getFirstToken(); token != null; token = token.next) {
      int hash = token.image.lastIndexOf('#');
      if (hash >= 0) {
        return token.image.substring(0, hash);
      }
    }
    return "";
  }

  /** Compiles a node that Velocity itself renders to a constant text. */
  private Text constant(SimpleNode node) {
    StringWriter text = new StringWriter();
    try {
      node.init(null, syntax.runtimeServices());
      node.render(null, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Text(text.toString());
  }

  private static boolean isSpaces(String text) {
    return text.chars().allMatch(c -> c == ' ' || c == '\t');
  }
}
