package org.noiseproof.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.Cauchy;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.noise.NoiseLaw;
import org.noiseproof.noise.Quadrature;
import org.noiseproof.noise.ShiftedPareto;
import org.noiseproof.noise.StudentT2;
import org.noiseproof.noise.SymmetricPareto;
import org.noiseproof.noise.SymmetricStable;
import org.noiseproof.noise.ThreePoint;
import org.noiseproof.noise.TwoPoint;

class ClippedMomentsProperties {

  /** With S(u) = P(μ + X &gt; u): E clip = ∫₀ᵗ S(u) − 1 + S(−u) du, and so on. */
  @Property(tries = 300)
  void closed_forms_are_the_integrals_of_the_tails(
      @ForAll("laws") NoiseLaw law,
      @ForAll @DoubleRange(min = -5, max = 5) double shift,
      @ForAll @DoubleRange(min = 0, max = 20) double threshold) {
    ClippedMoments moments = ClippedMoments.of(law, shift, threshold);
    double[] kinks = kinks(law);
    double[] breakpoints = new double[2 * kinks.length];
    for (int i = 0; i < kinks.length; i++) {
      breakpoints[i] = shift + kinks[i];
      breakpoints[kinks.length + i] = -(shift + kinks[i]);
    }
    DoubleUnaryOperator above = u -> survival(law, u - shift);
    DoubleUnaryOperator below = u -> 1 - survival(law, -u - shift);
    double positive = Quadrature.integrate(above, 0, threshold, 0.25, breakpoints);
    double negative = Quadrature.integrate(below, 0, threshold, 0.25, breakpoints);
    double second =
        Quadrature.integrate(
            u -> 2 * u * (above.applyAsDouble(u) + below.applyAsDouble(u)),
            0,
            threshold,
            0.25,
            breakpoints);
    double scale = Math.max(1, threshold);
    assertThat(moments.mean())
        .isEqualTo(positive - negative, within(scale * Tolerance.CLOSED_FORM));
    assertThat(moments.absolute())
        .isEqualTo(positive + negative, within(scale * Tolerance.CLOSED_FORM));
    assertThat(moments.second()).isEqualTo(second, within(scale * scale * Tolerance.CLOSED_FORM));
  }

  @Property
  void clipping_keeps_the_order_of_its_moments(
      @ForAll("laws") NoiseLaw law,
      @ForAll @DoubleRange(min = -5, max = 5) double shift,
      @ForAll @DoubleRange(min = 0, max = 1e6) double threshold) {
    ClippedMoments moments = ClippedMoments.of(law, shift, threshold);
    double scale = Math.max(1, threshold);
    double slack = Tolerance.CLOSED_FORM * scale;
    assertThat(Math.abs(moments.mean())).isLessThanOrEqualTo(moments.absolute() + slack);
    assertThat(moments.absolute()).isBetween(-slack, threshold + slack);
    assertThat(moments.variance()).isGreaterThanOrEqualTo(-slack * scale);
    assertThat(moments.second())
        .isLessThanOrEqualTo(threshold * moments.absolute() + slack * scale);
  }

  @Property
  void the_bounds_of_CLIP_6_hold(
      @ForAll("laws") NoiseLaw law,
      @ForAll @DoubleRange(min = 1, max = 2) double p,
      @ForAll @DoubleRange(min = -5, max = 5) double shift,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double threshold) {
    double mean = law.mean() + shift;
    double deviation = Math.pow(law.centralMoment(p), 1 / p);
    if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY && Math.abs(mean) < threshold)) {
      return;
    }
    ClippedMoments moments = ClippedMoments.of(law, shift, threshold);
    double slack = Tolerance.CLOSED_FORM * Math.max(1, threshold);
    double bias = moments.mean() - mean;
    assertThat(Math.abs(bias))
        .isLessThanOrEqualTo(
            ClippingBounds.centralBias(p, deviation, Math.abs(mean), threshold) + slack);
    assertThat(moments.variance() + bias * bias)
        .isLessThanOrEqualTo(
            ClippingBounds.centralMeanSquaredError(p, deviation, Math.abs(mean), threshold)
                + slack * Math.max(1, threshold));
  }

  @Property
  void the_raw_bounds_are_reached_by_two_point_laws(
      @ForAll @DoubleRange(min = 1.01, max = 2) double p,
      @ForAll @DoubleRange(min = 1e-9, max = 1) @Scale(9) double probability,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double threshold) {
    TwoPoint worstBias = new TwoPoint(probability, p * threshold / (p - 1));
    double bias = worstBias.mean() - ClippedMoments.of(worstBias, threshold).mean();
    double biasBound =
        ClippingBounds.bias(p, Math.pow(worstBias.absoluteMoment(p), 1 / p), threshold);
    assertThat(bias).isEqualTo(biasBound, within(biasBound * Tolerance.CLOSED_FORM));
    TwoPoint worstSecond = new TwoPoint(probability, threshold);
    double secondBound =
        ClippingBounds.secondMoment(p, Math.pow(worstSecond.absoluteMoment(p), 1 / p), threshold);
    assertThat(ClippedMoments.of(worstSecond, threshold).second())
        .isEqualTo(secondBound, within(secondBound * Tolerance.CLOSED_FORM));
  }

  @Provide
  Arbitrary<NoiseLaw> laws() {
    Arbitrary<Double> index =
        Arbitraries.doubles().between(0.3, 5).ofScale(4).edgeCases(e -> e.add(1.0, 2.0));
    Arbitrary<Double> heavy =
        Arbitraries.doubles().between(1.05, 5).ofScale(4).edgeCases(e -> e.add(2.0));
    Arbitrary<Double> scale = Arbitraries.doubles().between(0.5, 3);
    Arbitrary<Double> probability = Arbitraries.doubles().between(0, 1).ofScale(6);
    return Arbitraries.oneOf(
        Combinators.combine(index, scale).as(SymmetricPareto::new),
        Combinators.combine(heavy, scale).as(ShiftedPareto::new),
        Arbitraries.just(new StudentT2()),
        scale.map(Cauchy::new),
        Combinators.combine(probability, scale).as(TwoPoint::new),
        Combinators.combine(probability, scale).as(CentredTwoPoint::new),
        Combinators.combine(probability, scale).as(ThreePoint::new));
  }

  private static double survival(NoiseLaw law, double v) {
    return switch (law) {
      case SymmetricPareto pareto -> symmetric(pareto::tail, v);
      case ShiftedPareto(double index, double scale) ->
          Math.pow(Math.max(1, v / scale + index / (index - 1)), -index);
      case StudentT2 student -> symmetric(student::tail, v);
      case Cauchy cauchy -> symmetric(cauchy::tail, v);
      case TwoPoint(double q, double height) -> v < 0 ? 1 : v < height ? q : 0;
      case CentredTwoPoint centred ->
          v < centred.lower() ? 1 : v < centred.upper() ? centred.probability() : 0;
      case ThreePoint(double q, double height) ->
          v < -height ? 1 : v < 0 ? 1 - q / 2 : v < height ? q / 2 : 0;
      case SymmetricStable stable -> throw new AssertionError(stable);
    };
  }

  private static double symmetric(DoubleUnaryOperator tail, double v) {
    return v < 0 ? 1 - tail.applyAsDouble(-v) / 2 : tail.applyAsDouble(v) / 2;
  }

  private static double[] kinks(NoiseLaw law) {
    return switch (law) {
      case SymmetricPareto pareto -> new double[] {-pareto.scale(), pareto.scale()};
      case ShiftedPareto pareto -> new double[] {pareto.scale() - pareto.shift()};
      case StudentT2 _, Cauchy _, SymmetricStable _ -> new double[] {0};
      case TwoPoint law2 -> new double[] {0, law2.height()};
      case CentredTwoPoint centred -> new double[] {centred.lower(), centred.upper()};
      case ThreePoint law3 -> new double[] {-law3.height(), 0, law3.height()};
    };
  }
}
