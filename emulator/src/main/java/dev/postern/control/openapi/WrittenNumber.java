package dev.postern.control.openapi;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A decimal that is written as it was read: {@code 0.00000001} does not become {@code 1E-8}, nor
 * {@code 1e3} become {@code 1E+3}.
 */
@SuppressWarnings("serial") // nodes are never serialized as Java objects
final class WrittenNumber extends NumericNode {
  private final String text;
  private final BigDecimal value;

  /**
   * Creates a number.
   *
   * @param text a number of JSON
   * @throws NumberFormatException if its exponent has more than 32 bits
   */
  WrittenNumber(String text) {
    this.text = text;
    this.value = new BigDecimal(text);
  }

  @Override
  public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
    generator.writeNumber(text);
  }

  @Override
  public String asText() {
    return text;
  }

  @Override
  public JsonToken asToken() {
    return JsonToken.VALUE_NUMBER_FLOAT;
  }

  @Override
  public JsonParser.NumberType numberType() {
    return JsonParser.NumberType.BIG_DECIMAL;
  }

  @Override
  public boolean isFloatingPointNumber() {
    return true;
  }

  @Override
  public boolean isBigDecimal() {
    return true;
  }

  @Override
  public Number numberValue() {
    return value;
  }

  @Override
  public int intValue() {
    return value.intValue();
  }

  @Override
  public long longValue() {
    return value.longValue();
  }

  @Override
  public float floatValue() {
    return value.floatValue();
  }

  @Override
  public double doubleValue() {
    return value.doubleValue();
  }

  @Override
  public BigDecimal decimalValue() {
    return value;
  }

  /**
   * Returns the integer part.
   *
   * @throws ArithmeticException if it has more digits than numbers in files may have
   */
  @Override
  public BigInteger bigIntegerValue() {
    if ((long) value.precision() - value.scale() > Trees.MAX_NUMBER_LENGTH) {
      throw new ArithmeticException("too many digits: " + text);
    }
    return value.toBigInteger();
  }

  /** Returns false: whoever wants an integer gets none from a decimal. */
  @Override
  public boolean canConvertToInt() {
    return false;
  }

  @Override
  public boolean canConvertToLong() {
    return false;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WrittenNumber number && number.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
