package dev.postern.mapping.vtl;

import dev.postern.mapping.vtl.Arithmetic.Comparison;
import dev.postern.mapping.vtl.Arithmetic.Operator;
import dev.postern.mapping.vtl.Expression.Constant;
import dev.postern.mapping.vtl.Statement.Text;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.velocity.runtime.parser.node.ASTAddNode;
import org.apache.velocity.runtime.parser.node.ASTAndNode;
import org.apache.velocity.runtime.parser.node.ASTDivNode;
import org.apache.velocity.runtime.parser.node.ASTEQNode;
import org.apache.velocity.runtime.parser.node.ASTExpression;
import org.apache.velocity.runtime.parser.node.ASTFalse;
import org.apache.velocity.runtime.parser.node.ASTFloatingPointLiteral;
import org.apache.velocity.runtime.parser.node.ASTGENode;
import org.apache.velocity.runtime.parser.node.ASTGTNode;
import org.apache.velocity.runtime.parser.node.ASTIntegerLiteral;
import org.apache.velocity.runtime.parser.node.ASTIntegerRange;
import org.apache.velocity.runtime.parser.node.ASTLENode;
import org.apache.velocity.runtime.parser.node.ASTLTNode;
import org.apache.velocity.runtime.parser.node.ASTMap;
import org.apache.velocity.runtime.parser.node.ASTModNode;
import org.apache.velocity.runtime.parser.node.ASTMulNode;
import org.apache.velocity.runtime.parser.node.ASTNENode;
import org.apache.velocity.runtime.parser.node.ASTNegateNode;
import org.apache.velocity.runtime.parser.node.ASTNotNode;
import org.apache.velocity.runtime.parser.node.ASTObjectArray;
import org.apache.velocity.runtime.parser.node.ASTOrNode;
import org.apache.velocity.runtime.parser.node.ASTReference;
import org.apache.velocity.runtime.parser.node.ASTStringLiteral;
import org.apache.velocity.runtime.parser.node.ASTSubtractNode;
import org.apache.velocity.runtime.parser.node.ASTTrue;
import org.apache.velocity.runtime.parser.node.Node;

/** Compiler of the expressions of a script. */
final class ExpressionCompiler {
  private static final int MAX_NUMBER_LENGTH = 1_000;

  private final Compiler compiler;

  ExpressionCompiler(Compiler compiler) {
    this.compiler = compiler;
  }

  Expression expression(Node node) {
    return switch (node) {
      case ASTExpression wrapper -> expression(wrapper.jjtGetChild(0));
      case ASTReference reference -> ReferenceCompiler.of(this, reference).value();
      case ASTStringLiteral literal -> string(literal.getFirstToken().image);
      case ASTIntegerLiteral literal ->
          number(literal.getFirstToken().image, ExpressionCompiler::integer);
      case ASTFloatingPointLiteral literal ->
          number(literal.getFirstToken().image, Double::valueOf);
      case ASTTrue _ -> new Constant(true);
      case ASTFalse _ -> new Constant(false);
      case ASTObjectArray list -> new Expression.ListLiteral(expressions(list, 0, 1));
      case ASTMap map -> new Expression.MapLiteral(expressions(map, 0, 2), expressions(map, 1, 2));
      case ASTIntegerRange range -> new Expression.Range(left(range), right(range));
      case ASTNotNode not -> new Expression.Not(left(not));
      case ASTAndNode and -> new Expression.And(left(and), right(and));
      case ASTOrNode or -> new Expression.Or(left(or), right(or));
      case ASTNENode unequal -> new Expression.Equal(left(unequal), right(unequal), false);
      case ASTEQNode equal -> new Expression.Equal(left(equal), right(equal), true);
      case ASTLTNode less -> new Comparison(c -> c < 0, left(less), right(less));
      case ASTLENode less -> new Comparison(c -> c <= 0, left(less), right(less));
      case ASTGTNode greater -> new Comparison(c -> c > 0, left(greater), right(greater));
      case ASTGENode greater -> new Comparison(c -> c >= 0, left(greater), right(greater));
      case ASTAddNode sum -> new Arithmetic(Operator.ADD, left(sum), right(sum));
      case ASTSubtractNode sum -> new Arithmetic(Operator.SUBTRACT, left(sum), right(sum));
      case ASTMulNode product -> new Arithmetic(Operator.MULTIPLY, left(product), right(product));
      case ASTDivNode ratio -> new Arithmetic(Operator.DIVIDE, left(ratio), right(ratio));
      case ASTModNode rest -> new Arithmetic(Operator.MODULO, left(rest), right(rest));
      case ASTNegateNode negation -> new Arithmetic.Negation(left(negation));
      default -> throw new VtlException("not a value: " + node.getFirstToken().image);
    };
  }

  Statement print(ASTReference node) {
    return ReferenceCompiler.of(this, node).print();
  }

  Statement assignment(ASTReference target, Expression value) {
    return ReferenceCompiler.of(this, target).assignment(value);
  }

  static String rootName(ASTReference node) {
    return ReferenceCompiler.rootName(node);
  }

  int slot(String name) {
    return compiler.slot(name);
  }

  /** Compiles every {@code step}-th child, starting at index {@code from}. */
  List<Expression> expressions(Node node, int from, int step) {
    List<Expression> expressions = new ArrayList<>();
    for (int i = from; i < node.jjtGetNumChildren(); i += step) {
      expressions.add(expression(node.jjtGetChild(i)));
    }
    return List.copyOf(expressions);
  }

  private Expression left(Node node) {
    return expression(node.jjtGetChild(0));
  }

  private Expression right(Node node) {
    return expression(node.jjtGetChild(1));
  }

  /**
   * Compiles a string literal. Quotes inside it are doubled. A literal in double quotes is a
   * script.
   */
  private Expression string(String literal) {
    char quote = literal.charAt(0);
    String content = literal.substring(1, literal.length() - 1);
    if (quote == '\'') {
      return new Constant(content.replace("''", "'"));
    }
    String script = unescaped(content).replace("\"\"", "\"");
    if (script.indexOf('$') < 0 && script.indexOf('#') < 0) {
      return new Constant(script);
    }
    Statement compiled = compiler.fragment(script);
    return compiled instanceof Text text
        ? new Constant(text.text())
        : new Expression.Interpolated(compiled);
  }

  private static String unescaped(String content) {
    try {
      return ASTStringLiteral.unescape(content);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new VtlException("\\u without four hexadecimal digits: " + content, e);
    }
  }

  /**
   * Compiles a number. The literal may be invalid: the lexer accepts a hash sign before a number.
   */
  private static Expression number(String literal, Function<String, Number> reader) {
    if (literal.length() > MAX_NUMBER_LENGTH) {
      throw new VtlException("a number has too many digits");
    }
    try {
      return new Constant(reader.apply(literal));
    } catch (NumberFormatException e) {
      throw new VtlException("not a number: " + literal, e);
    }
  }

  private static Number integer(String digits) {
    BigInteger number = new BigInteger(digits);
    if (number.bitLength() < Integer.SIZE) {
      return number.intValue();
    }
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }
}
