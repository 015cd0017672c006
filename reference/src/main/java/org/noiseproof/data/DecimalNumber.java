package org.noiseproof.data;

import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as files write them: decimal, and finite as a double. */
final class DecimalNumber {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(?:nan|inf|infinity|na|null)", Pattern.CASE_INSENSITIVE);

  /** Integers up to it are doubles. */
  private static final double MOST = 0x1p53;

  private DecimalNumber() {}

  /** Whether a cell is one, or stands for one that is missing or not finite. */
  static boolean isMeant(String cell) {
    return cell.isEmpty() || DECIMAL.matcher(cell).matches() || NOT_FINITE.matcher(cell).matches();
  }

  /**
   * The number in a cell.
   *
   * @throws IllegalArgumentException that names the cell
   */
  static double of(String cell) {
    if (cell.isEmpty()) {
      throw new IllegalArgumentException("a number is missing");
    }
    if (NOT_FINITE.matcher(cell).matches()) {
      throw new IllegalArgumentException("\"%s\" is no finite number".formatted(cell));
    }
    if (!DECIMAL.matcher(cell).matches()) {
      throw new IllegalArgumentException("\"%s\" is no number".formatted(cell));
    }
    return finite(Double.parseDouble(cell), cell);
  }

  static double finite(double number, String text) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(
          "%s is beyond the largest double, %s"
              .formatted(text, String.format(Locale.ROOT, "%.1e", Double.MAX_VALUE)));
    }
    return number;
  }

  /**
   * A label that some other number stands for, as 3 for 3.0.
   *
   * @throws IllegalArgumentException where the number is no integer, or beyond 2⁵³
   */
  static long label(double number, String text) {
    if (number != Math.rint(number) || Math.abs(number) > MOST) {
      throw new IllegalArgumentException(
          "the label %s is no integer of at most 53 bits".formatted(text));
    }
    return (long) number;
  }
}
