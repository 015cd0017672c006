package org.noiseproof.dialect;

import java.util.ArrayList;
import java.util.List;

/** What is said under the name of clipping, of one vector. */
final class Clip {
  private Clip() {}

  /** g min(1, τ/(‖g‖ + floor)), as τ g/max(τ, ‖g‖ + floor). */
  static <S extends Scalar<S>> List<S> byNorm(
      Arithmetic<S> in, double threshold, double floor, List<S> g) {
    if (threshold == Double.POSITIVE_INFINITY) {
      return g;
    }
    S tau = in.of(threshold);
    S squares = in.of(0);
    for (S entry : g) {
      squares = squares.plus(entry.times(entry));
    }
    S divisor = tau.max(squares.sqrt().plus(in.of(floor)));
    return g.stream().map(entry -> tau.times(entry).over(divisor)).toList();
  }

  /** Each entry, at most τ. */
  static <S extends Scalar<S>> List<S> fromAbove(Arithmetic<S> in, double threshold, List<S> g) {
    if (threshold == Double.POSITIVE_INFINITY) {
      return g;
    }
    S zero = in.of(0);
    S lowest = in.of(-threshold);
    return g.stream().map(entry -> zero.minus(zero.minus(entry).max(lowest))).toList();
  }

  /** Each entry, between −τ and τ. */
  static <S extends Scalar<S>> List<S> byValue(Arithmetic<S> in, double threshold, List<S> g) {
    if (threshold == Double.POSITIVE_INFINITY) {
      return g;
    }
    S lowest = in.of(-threshold);
    return fromAbove(in, threshold, g).stream().map(entry -> entry.max(lowest)).toList();
  }

  /** (1/n) Σ g_k. */
  static <S extends Scalar<S>> List<S> mean(Arithmetic<S> in, List<List<S>> rows) {
    S n = in.of(rows.size());
    List<S> mean = new ArrayList<>();
    for (int j = 0; j < rows.getFirst().size(); j++) {
      S sum = in.of(0);
      for (List<S> row : rows) {
        sum = sum.plus(row.get(j));
      }
      mean.add(sum.over(n));
    }
    return mean;
  }
}
