package org.noiseproof.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as people read them. */
public final class Numbers {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final Pattern SCIENTIFIC =
      Pattern.compile("(?<![\\w.])(-?[\\d.]+)[eE]([+-]?\\d+)");

  private Numbers() {}

  /** To so many significant digits: 0.04231, 1.2e-17, ∞. */
  public static String plain(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
    }
    if (value == 0) {
      return "0";
    }
    return plain(new BigDecimal(value), new MathContext(digits));
  }

  /** A number other than 0, likewise, rounded as the context says. */
  public static String plain(BigDecimal value, MathContext context) {
    BigDecimal rounded = value.round(context).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < Math.max(context.getPrecision(), 6)) {
      return rounded.toPlainString();
    }
    String mantissa = rounded.movePointLeft(exponent).toPlainString();
    return mantissa + "e" + exponent;
  }

  /** As {@link #plain}, with powers of ten raised: 1.2 × 10⁻¹⁷. */
  public static String pretty(double value, int digits) {
    String plain = plain(value, digits);
    int e = plain.indexOf('e');
    String pretty =
        e < 0
            ? plain
            : ("1".equals(plain.substring(0, e)) ? "" : plain.substring(0, e) + " × ")
                + powerOfTen(Integer.parseInt(plain.substring(e + 1)));
    return pretty.replace('-', '−');
  }

  /** A text whose numbers have their powers of ten raised. */
  public static String raised(String text) {
    return SCIENTIFIC
        .matcher(text)
        .replaceAll(match -> match.group(1) + " × " + powerOfTen(Integer.parseInt(match.group(2))));
  }

  /** 10⁻³. */
  public static String powerOfTen(int exponent) {
    StringBuilder power = new StringBuilder("10").append(exponent < 0 ? "⁻" : "");
    Integer.toString(Math.abs(exponent))
        .chars()
        .forEach(c -> power.append(SUPERSCRIPTS.charAt(c - '0')));
    return power.toString();
  }

  /** With thin spaces between thousands. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202f');
  }

  /** 1 step, 2 steps, 1 000 steps. */
  public static String count(long value, String noun) {
    return count(value) + " " + noun + (value == 1 ? "" : "s");
  }

  /** 0.4 s, 12 s, 3 min 5 s. */
  public static String time(Duration time) {
    double seconds = time.toNanos() * 1e-9;
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
  }

  /** 12 ns, 3.4 µs, 5.67 ms, 1.2 s: to three digits. */
  public static String shortTime(double seconds) {
    double nanoseconds = seconds * 1e9;
    return nanoseconds < 999.5
        ? plain(nanoseconds, 3) + " ns"
        : nanoseconds < 999.5e3
            ? plain(nanoseconds / 1e3, 3) + " µs"
            : nanoseconds < 999.5e6
                ? plain(nanoseconds / 1e6, 3) + " ms"
                : plain(seconds, 3) + " s";
  }
}
