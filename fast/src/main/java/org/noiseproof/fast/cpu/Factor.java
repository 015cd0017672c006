package org.noiseproof.fast.cpu;

import java.util.Arrays;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactSum;
import org.noiseproof.fast.Thresholds;
import org.noiseproof.reference.Threshold;

/**
 * What a row is multiplied by, a function of its norm alone: min(1, τ/‖x‖) to clip it, 1 or 0 to
 * keep or discard it, 1/‖x‖ to normalize it; a zero row is left as it is.
 */
sealed interface Factor {

  /** min(1, τ_k/‖x‖). */
  record Clip(Thresholds thresholds) implements Factor {}

  /** 1{‖x‖ ≤ τ_k}. */
  record Keep(Thresholds thresholds) implements Factor {}

  /** 1/‖x‖. */
  record Normalize() implements Factor {}

  /**
   * Replaces Σ x² of consecutive rows by their factors, or by NaN where a row needs {@link
   * Careful}: its norm is next to the threshold, or leaves the range of the format.
   *
   * @param first the first row's sample, from 1
   * @param squares as the kernels computed them
   * @return whether no row needs care
   */
  default boolean quick(Format<?> format, int d, int first, int rows, double[] squares) {
    // Below this, what the d squares have lost to underflow may count.
    double smallest = Math.scalb(format.smallestNormal(), 60);
    return switch (this) {
      case Clip(Thresholds thresholds) -> {
        double lowest = thresholds.at(first);
        if (lowest > 0 && lowest < 2 * Math.sqrt(smallest)) {
          Arrays.fill(squares, 0, rows, Double.NaN);
          yield false;
        }
        double slack = slack(format, d);
        divide(thresholds, first, rows, squares, lowest * (1 - slack));
        double least = lowest == 0 ? 0 : format.smallestNormal();
        boolean decided = true;
        for (int r = 0; r < rows; r++) {
          decided &= squares[r] >= least && Math.abs(squares[r] - 1) > slack;
          squares[r] = Math.min(1, squares[r]);
        }
        for (int r = 0; !decided && r < rows; r++) {
          if (!(squares[r] >= least && squares[r] < 1 - slack)) {
            squares[r] = Double.NaN;
          }
        }
        yield decided;
      }
      case Keep(Thresholds thresholds) -> {
        double lowest = thresholds.at(first);
        double slack = slack(format, d);
        divide(thresholds, first, rows, squares, lowest * (1 - slack));
        boolean inRange = lowest == 0 || lowest >= 2 * Math.sqrt(smallest);
        double least = lowest == 0 ? 0 : format.smallestNormal();
        boolean decided = true;
        for (int r = 0; r < rows; r++) {
          double ratio = squares[r];
          boolean sure = inRange && ratio >= least && Math.abs(ratio - 1) > slack;
          squares[r] = sure ? (ratio > 1 ? 1 : 0) : Double.NaN;
          decided &= sure;
        }
        yield decided;
      }
      case Normalize _ -> {
        boolean decided = true;
        for (int r = 0; r < rows; r++) {
          boolean safe = squares[r] >= smallest && squares[r] < Double.POSITIVE_INFINITY;
          squares[r] = safe ? 1 / Math.sqrt(squares[r]) : Double.NaN;
          decided &= safe;
        }
        yield decided;
      }
    };
  }

  /**
   * Squares to τ_k over their root. A norm below the first threshold is below all, since they grow
   * with k, and spares the power.
   */
  private static void divide(
      Thresholds thresholds, int first, int rows, double[] squares, double below) {
    double constant = thresholds.at(first);
    if (thresholds.constant()) {
      for (int r = 0; r < rows; r++) {
        squares[r] = constant / Math.sqrt(squares[r]);
      }
    } else {
      for (int r = 0; r < rows; r++) {
        double norm = Math.sqrt(squares[r]);
        squares[r] = (norm < below ? constant : thresholds.at(first + r)) / norm;
      }
    }
  }

  /**
   * How far a computed norm can be from the real one, relatively: nearer than this to the
   * threshold, the comparison is made exactly.
   */
  static double slack(Format<?> format, int d) {
    return (normDepth(format, d) + 8) * 2 * format.precision().unitRoundoff();
  }

  /** The roundings behind a computed norm; the root halves those of the squares' sum. */
  static int normDepth(Format<?> format, int d) {
    int lanes = format.rows().logicalLanes();
    int chain = Math.ceilDiv(d, lanes) + Integer.numberOfTrailingZeros(lanes);
    return (chain + 1) / 2 + 1;
  }

  /**
   * The roundings behind a factor: the norm's, the threshold's, the quotient and its conversion.
   */
  static int depth(Format<?> format, int d) {
    return normDepth(format, d) + 2 * Thresholds.ULPS + 2;
  }

  /**
   * A factor · 2^exponent, for rows of any finite norm.
   *
   * @param factor NaN where an entry of the row is not finite
   */
  record Careful(double factor, int exponent) {

    static <A> Careful of(Factor factor, int k, Format<A> format, A x, int from, int d) {
      RowNorm norm = RowNorm.of(format, x, from, d);
      if (!(norm.mantissa() > 0)) {
        return new Careful(norm.mantissa() == 0 ? 1 : Double.NaN, 0);
      }
      return switch (factor) {
        case Clip clip -> clip(clip.thresholds.at(k), norm, format, x, from, d);
        case Keep(Thresholds(double alpha, double beta)) -> {
          Dyadic square = squaredNorm(format, x, from, d);
          yield new Careful(Threshold.growing(alpha, beta, k).leaves(square) ? 1 : 0, 0);
        }
        case Normalize _ -> new Careful(1 / norm.mantissa(), -norm.exponent());
      };
    }

    private static <A> Careful clip(
        double threshold, RowNorm norm, Format<A> format, A x, int from, int d) {
      if (threshold == Double.POSITIVE_INFINITY) {
        return new Careful(1, 0);
      }
      if (threshold == 0) {
        return new Careful(0, 0);
      }
      // Both sides of τ/‖x‖ as a number near 1 times a power of two.
      int scale = RowNorm.exponent(threshold);
      double ratio = Math.scalb(threshold, -scale) / norm.mantissa();
      int exponent = scale - norm.exponent();
      double quotient = Math.scalb(ratio, Math.clamp(exponent, -2000, 2000));
      double slack = slack(format, d);
      if (quotient > 1 + slack
          || (quotient >= 1 - slack && !exceeds(threshold, format, x, from, d))) {
        return new Careful(1, 0);
      }
      return quotient >= 1 ? new Careful(1, 0) : new Careful(ratio, exponent);
    }

    /** Whether ‖x‖ &gt; τ, exactly. */
    private static <A> boolean exceeds(double threshold, Format<A> format, A x, int from, int d) {
      Dyadic square = Dyadic.of(threshold).square();
      return squaredNorm(format, x, from, d).compareTo(square) > 0;
    }

    /** ‖x‖², exactly. */
    static <A> Dyadic squaredNorm(Format<A> format, A x, int from, int d) {
      ExactSum squares = new ExactSum();
      for (int j = 0; j < d; j++) {
        double entry = format.get(x, from + j);
        squares.addProduct(entry, entry);
      }
      return squares.value();
    }

    /**
     * sum ← sum + factor · 2^exponent · x, whose bits a factor below the normal numbers would lose.
     */
    <A> void addTo(A sum, Format<A> format, A x, int from, int d) {
      double whole = Math.scalb(factor, exponent);
      boolean normal = whole >= format.smallestNormal() && whole < 1 / format.smallestNormal();
      if (normal || factor == 0 || Double.isNaN(factor)) {
        format.rows().accumulate(sum, x, from, d, 1, new double[] {whole});
      } else {
        A scaled = format.scaled(x, from, d, exponent);
        format.rows().accumulate(sum, scaled, 0, d, 1, new double[] {factor});
      }
    }
  }
}
