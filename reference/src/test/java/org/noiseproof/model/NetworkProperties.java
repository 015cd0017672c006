package org.noiseproof.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;

/** Gradients in doubles against exact ones, exact ones against differences of the loss. */
class NetworkProperties {
  /** Differences are taken over 2 · 2⁻⁶⁰, so that what is of third order is 2⁻¹²⁰. */
  private static final int STEP = -60;

  /** The 256 bits of a logit leave 2⁻¹⁹⁶ of the largest to a difference over so short a step. */
  private static final double LOST = Tolerance.REFERENCE;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sample(Network network, double[] parameters, double[] input, int label) {
    static Sample draw(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Integer> widths =
          switch (random.nextInt(3)) {
            case 0 -> List.of(random.nextInt(1, 6), random.nextInt(2, 5));
            case 1 -> List.of(random.nextInt(1, 5), random.nextInt(1, 5), random.nextInt(2, 5));
            default -> List.of(2, 3, 2, 3);
          };
      Network network = new Network(widths);
      double scale = Math.scalb(1.0, random.nextInt(-8, 6));
      double[] parameters =
          random.doubles(network.parameters(), -1, 1).map(w -> scale * w).toArray();
      double[] input =
          random
              .doubles(network.inputs(0), -2, 2)
              .map(x -> random.nextInt(4) == 0 ? 0 : x)
              .toArray();
      return new Sample(network, parameters, input, random.nextInt(network.classes()));
    }

    ExactGradient exact() {
      return ExactNetwork.gradient(network, parameters, input, label);
    }

    double allowed(double gauge) {
      int depth = network.depth();
      return Tolerance.gamma(depth, Tolerance.UNIT_ROUNDOFF) * gauge + depth * Double.MIN_VALUE;
    }

    /** The largest error of a gradient, 1 where it is all that its roundings may cost. */
    double ratio(double[] gradient) {
      ExactGradient exact = exact();
      double worst = 0;
      for (int j = 0; j < gradient.length; j++) {
        double error = Dyadic.of(gradient[j]).minus(exact.value(j)).abs().toDouble();
        worst = Math.max(worst, error / allowed(exact.gauge(j)));
      }
      return worst;
    }
  }

  @Property
  void the_gradient_is_off_by_no_more_than_its_roundings(@ForAll long seed) {
    Sample sample = Sample.draw(seed);
    double[] gradient = sample.network.gradient(sample.parameters, sample.input, sample.label);
    assertThat(sample.ratio(gradient)).isLessThanOrEqualTo(1);
  }

  @Property
  void a_gradient_that_is_off_by_a_billionth_is_found(@ForAll long seed) {
    Sample sample = Sample.draw(seed);
    double[] gradient = sample.network.gradient(sample.parameters, sample.input, sample.label);
    int bias = gradient.length - 1;
    double gauge = sample.exact().gauge(bias);
    gradient[bias] += Math.scalb(gauge, -30);
    assertThat(sample.ratio(gradient)).isGreaterThan(1);
  }

  @Property
  void the_loss_is_off_by_no_more_than_its_roundings(@ForAll long seed) {
    Sample sample = Sample.draw(seed);
    Dyadic exact =
        ExactNetwork.loss(
            sample.network, ExactNetwork.dyadic(sample.parameters), sample.input, sample.label);
    double loss = sample.network.loss(sample.parameters, sample.input, sample.label);
    double gauge =
        ExactNetwork.lossGauge(sample.network, sample.parameters, sample.input, sample.label);
    assertThat(Dyadic.of(loss).minus(exact).abs().toDouble())
        .isLessThanOrEqualTo(sample.allowed(gauge));
  }

  @Property(tries = 100)
  void the_exact_gradient_is_the_slope_of_the_exact_loss(@ForAll long seed) {
    Sample sample = Sample.draw(seed);
    ExactGradient gradient = sample.exact();
    for (int j = 0; j < gradient.dimension(); j++) {
      Dyadic difference = loss(sample, j, 1).minus(loss(sample, j, -1)).scale(-STEP - 1);
      assertThat(difference.minus(gradient.value(j)).abs().toDouble())
          .isLessThanOrEqualTo(Tolerance.REFERENCE * (gradient.gauge(j) + LOST));
    }
  }

  private static Dyadic loss(Sample sample, int j, int sign) {
    Dyadic[] parameters = ExactNetwork.dyadic(sample.parameters);
    parameters[j] = parameters[j].plus(Dyadic.of((long) sign).scale(STEP));
    return ExactNetwork.loss(sample.network, parameters, sample.input, sample.label);
  }
}
