package org.noiseproof.loss;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;

/**
 * What can be compared of an exact loss. Along a coordinate it is a polynomial p, at least within h
 * = 2⁻¹⁰⁰ of where it is; of degree ≤ 2m, Σ_k c_k (p(kh) − p(−kh))/h is p′(0) exactly, with c_k =
 * (−1)^{k+1} (m!)²/(k (m−k)! (m+k)!) for k = 1 … m.
 */
final class ExactAgreement {
  private ExactAgreement() {}

  private static final int STEP = -100;

  /** Polynomials of degree up to 2 · 8 are told from what is none. */
  private static final int LARGEST = 9;

  private static final int BITS = 128;

  static List<Agreement> at(ExactSampleLoss loss, double[] theta, Sample z) {
    Dyadic[] point = Arrays.stream(theta).mapToObj(Dyadic::of).toArray(Dyadic[]::new);
    Dyadic[] exact = loss.exactGradient(point, z);
    requireLength("exactGradient", exact.length, theta.length);
    double[] rounded = loss.gradient(theta, z);
    double[] gauge = loss.gauge(theta, z);
    requireLength("gauge", gauge.length, theta.length);
    double gamma = Tolerance.gamma(loss.depth(), Tolerance.UNIT_ROUNDOFF);
    List<Agreement> all = new ArrayList<>();
    for (int j = 0; j < theta.length; j++) {
      all.add(
          new Agreement(
              "coordinate %d of the gradient, beside the exact one".formatted(j),
              rounded[j],
              exact[j].toDouble(),
              gamma * gauge[j] + Double.MIN_NORMAL));
      all.add(difference(loss, point, z, j, exact[j]));
    }
    for (Symmetry symmetry : loss.symmetries()) {
      Dyadic sum = Dyadic.ZERO;
      for (int i = 0; i < point.length; i++) {
        for (int j = 0; j < point.length; j++) {
          Dyadic entry = Dyadic.of(symmetry.generator().at(i, j));
          sum = sum.plus(point[i].times(entry).times(exact[j]));
        }
      }
      all.add(new Agreement("exact θᵀA∇ℓ of " + symmetry.name(), sum.toDouble(), 0, 0));
    }
    return all;
  }

  private static void requireLength(String name, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          "%s has %d entries, expected %d".formatted(name, length, expected));
    }
  }

  /** The exact gradient less the exact difference, which must be 0. */
  private static Agreement difference(
      ExactSampleLoss loss, Dyadic[] point, Sample z, int j, Dyadic gradient) {
    Dyadic size = Arrays.stream(point).map(Dyadic::abs).reduce(Dyadic.ZERO, Dyadic::max);
    int scale = STEP + (size.signum() == 0 ? 0 : size.binaryExponent());
    Function<Integer, Dyadic> along =
        k -> {
          Dyadic[] moved = point.clone();
          moved[j] = moved[j].plus(Dyadic.of(k).scale(scale));
          return loss.exactValue(moved, z);
        };
    String what = "coordinate %d of the exact gradient, less the exact difference".formatted(j);
    return settled(along)
        .map(
            slope -> {
              Dyadic off = gradient.scale(scale).times(slope.divisor).minus(slope.dividend);
              double relative = off.divide(slope.divisor, BITS).scale(-scale).toDouble();
              return new Agreement(what, relative, 0, 0);
            })
        .orElseGet(() -> new Agreement(what + ": no polynomial of low degree", Double.NaN, 0, 0));
  }

  /** dividend / divisor, not divided. */
  private record Quotient(Dyadic dividend, Dyadic divisor) {
    boolean equal(Quotient that) {
      return dividend.times(that.divisor).compareTo(that.dividend.times(divisor)) == 0;
    }
  }

  /** h p′(0), as soon as two values of m give the same. */
  private static Optional<Quotient> settled(Function<Integer, Dyadic> along) {
    Quotient last = stencil(1, along);
    for (int m = 2; m <= LARGEST; m++) {
      Quotient next = stencil(m, along);
      if (next.equal(last)) {
        return Optional.of(last);
      }
      last = next;
    }
    return Optional.empty();
  }

  /** With c_k = ±C(2m, m−k) (m!/k) / (C(2m, m) m!). */
  private static Quotient stencil(int m, Function<Integer, Dyadic> along) {
    long factorial = CombinatoricsUtils.factorial(m);
    Dyadic sum = Dyadic.ZERO;
    for (int k = 1; k <= m; k++) {
      Dyadic weight = product(CombinatoricsUtils.binomialCoefficient(2 * m, m - k), factorial / k);
      Dyadic rise = along.apply(k).minus(along.apply(-k)).times(weight);
      sum = k % 2 == 1 ? sum.plus(rise) : sum.minus(rise);
    }
    return new Quotient(sum, product(CombinatoricsUtils.binomialCoefficient(2 * m, m), factorial));
  }

  private static Dyadic product(long a, long b) {
    return new Dyadic(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)), 0);
  }
}
