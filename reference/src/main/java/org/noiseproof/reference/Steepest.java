package org.noiseproof.reference;

import java.util.Arrays;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.ExactMath;
import org.noiseproof.exact.Interval;
import org.noiseproof.singular.SingularPairs;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;

/**
 * The direction D in which ⟨Z, ·⟩ is steepest in the unit ball of a norm, and ‖Z‖_* = ⟨Z, D⟩. Where
 * D is not unique it is one of many, and its gauge is infinite; see {@link PairGauge}.
 *
 * @param direction D, row by row; 0 where Z = 0
 * @param dualNorm ‖Z‖_*
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Steepest(Term[] direction, Interval dualNorm) {
  private static final int BITS = ExactEstimator.BITS;

  /** Of a matrix that is known with gauges, row by row. */
  static Steepest of(NormSpec spec, int rows, int columns, Term[] z) {
    Dyadic[] values = Arrays.stream(z).map(Term::value).toArray(Dyadic[]::new);
    if (ExactNorm.largest(values).signum() == 0) {
      return none(z);
    }
    return switch (spec) {
      case Frobenius _ -> new Steepest(ExactAverage.normalized(z), ExactNorm.frobenius(values));
      case Max _ ->
          new Steepest(
              Arrays.stream(z).map(Term::sign).toArray(Term[]::new),
              Interval.of(ExactNorm.sum(values)));
      case L1 _ -> new Steepest(largest(z), Interval.of(ExactNorm.largest(values)));
      case Spectral _ -> {
        SingularPairs pairs = SingularPairs.of(rows, columns, values);
        yield leading(pairs, z, pairs.count());
      }
      case Nuclear _ -> leading(SingularPairs.of(rows, columns, values), z, 1);
      case KyFanDual(int k) -> leading(SingularPairs.of(rows, columns, values), z, k);
      case KyFan(int k) -> kyFan(SingularPairs.of(rows, columns, values), z, k);
      case Schatten(double p) -> schatten(SingularPairs.of(rows, columns, values), z, p);
    };
  }

  /** Of Z = 0; where terms cancel to it, a rounded sum points anywhere. */
  static Steepest none(Term[] z) {
    return new Steepest(
        Arrays.stream(z)
            .map(t -> new Term(Dyadic.ZERO, t.gauge() > 0 ? Double.POSITIVE_INFINITY : 0))
            .toArray(Term[]::new),
        Interval.of(Dyadic.ZERO));
  }

  /**
   * The sign of the largest entry, alone, the first of several. Another one takes its place by
   * rounding errors only where |z_a| − |z_b| ≤ γ (G_a + G_b), so that both have the gauge (G_a +
   * G_b)/(|z_a| − |z_b|).
   */
  private static Term[] largest(Term[] z) {
    int first = 0;
    for (int e = 1; e < z.length; e++) {
      if (z[e].value().abs().compareTo(z[first].value().abs()) > 0) {
        first = e;
      }
    }
    Term sign = z[first].sign();
    double own = sign.gauge();
    Term[] direction = new Term[z.length];
    for (int e = 0; e < z.length; e++) {
      if (e != first) {
        double lead = z[first].value().abs().minus(z[e].value().abs()).toDouble();
        double replaced =
            lead > 0 ? (z[first].gauge() + z[e].gauge()) / lead : Double.POSITIVE_INFINITY;
        own = Math.max(own, replaced);
        direction[e] = new Term(Dyadic.ZERO, replaced);
      }
    }
    direction[first] = new Term(sign.value(), own);
    return direction;
  }

  /** The k leading pairs, of those that are proven to be positive. */
  private static Steepest leading(SingularPairs pairs, Term[] z, int k) {
    Dyadic[] weights = new Dyadic[Math.min(k, pairs.rank())];
    Arrays.fill(weights, Dyadic.ONE);
    double gauge = PairGauge.leading(pairs, k, PairGauge.norm(z));
    return new Steepest(terms(pairs.combination(weights), gauge), SingularNorm.leading(pairs, k));
  }

  /** The leading pair, or the polar factor over k. */
  private static Steepest kyFan(SingularPairs pairs, Term[] z, int k) {
    Dyadic lead =
        pairs.value(0).times(Dyadic.of((long) k)).minus(SingularNorm.sum(pairs, pairs.count()));
    boolean one = lead.signum() >= 0;
    Dyadic[] weights = new Dyadic[one ? 1 : pairs.rank()];
    Arrays.fill(weights, one ? Dyadic.ONE : Dyadic.ONE.divide(Dyadic.of((long) k), BITS));
    double norm = PairGauge.norm(z);
    double gauge =
        PairGauge.leading(pairs, one ? 1 : pairs.count(), norm)
            + PairGauge.choice(pairs, lead, (long) k + pairs.count(), norm);
    return new Steepest(terms(pairs.combination(weights), gauge), SingularNorm.kyFanDual(pairs, k));
  }

  /**
   * w_i = t_i^{q−1}/N, t_i = s_i/s₁, N = (Σ t_i^q)^{1/p}; its inner product with Z is s₁ N^{p−1}.
   */
  private static Steepest schatten(SingularPairs pairs, Term[] z, double p) {
    Dyadic less = Dyadic.ONE.divide(Dyadic.of(p).minus(Dyadic.ONE), BITS);
    Dyadic[] powers = new Dyadic[pairs.count()];
    Dyadic sum = Dyadic.ZERO;
    for (int i = 0; i < powers.length; i++) {
      Dyadic share = pairs.value(i).divide(pairs.value(0), BITS);
      powers[i] = SingularNorm.power(share, less);
      sum = sum.plus(powers[i].times(share));
    }
    Dyadic norm = ExactMath.root(sum, Dyadic.of(p), BITS);
    Dyadic[] weights = new Dyadic[pairs.rank()];
    Arrays.setAll(weights, i -> powers[i].divide(norm, BITS));
    double gauge = PairGauge.schatten(pairs, less.toDouble(), PairGauge.norm(z));
    Dyadic dual = pairs.value(0).times(sum).divide(norm, BITS);
    return new Steepest(
        terms(pairs.combination(weights), gauge), pairs.norm(SingularNorm.near(dual)));
  }

  private static Term[] terms(Dyadic[] values, double gauge) {
    return Arrays.stream(values).map(value -> new Term(value, gauge)).toArray(Term[]::new);
  }
}
