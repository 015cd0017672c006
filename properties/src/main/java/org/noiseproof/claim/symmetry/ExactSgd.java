package org.noiseproof.claim.symmetry;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.loss.ExactSampleLoss;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.random.RandomStream;

/**
 * SGD without any rounding: b = μb + ĝ + γθ (b = ĝ + γθ at first), θ ← θ − ηb, on dyadic numbers.
 *
 * @param loss ℓ
 * @param population of z
 * @param batch S, drawn with replacement; a power of two, so that a mean is dyadic
 * @param rate η
 * @param decay γ
 * @param momentum μ
 */
record ExactSgd(
    ExactSampleLoss loss,
    Population population,
    int batch,
    Dyadic rate,
    Dyadic decay,
    Dyadic momentum) {

  /** θ_t with b_t and ĝ_t, what led there. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Point(Dyadic[] theta, Dyadic[] buffer, Dyadic[] gradient) {
    /** θ_0. */
    static Point start(Dyadic... theta) {
      Dyadic[] zero = new Dyadic[theta.length];
      Arrays.fill(zero, Dyadic.ZERO);
      return new Point(theta, zero, zero);
    }
  }

  /** One step on a batch. */
  Point step(Point from, RandomStream random) {
    Dyadic[] gradient = Point.start(from.theta).gradient;
    for (int k = 0; k < batch; k++) {
      Dyadic[] of = loss.exactGradient(from.theta, draw(random));
      Arrays.setAll(gradient, j -> gradient[j].plus(of[j]));
    }
    int halvings = Integer.numberOfTrailingZeros(batch);
    Arrays.setAll(gradient, j -> gradient[j].scale(-halvings));
    Dyadic[] buffer = new Dyadic[gradient.length];
    Dyadic[] theta = new Dyadic[gradient.length];
    for (int j = 0; j < buffer.length; j++) {
      buffer[j] = momentum.times(from.buffer[j]).plus(gradient[j]).plus(decay.times(from.theta[j]));
      theta[j] = from.theta[j].minus(rate.times(buffer[j]));
    }
    return new Point(theta, buffer, gradient);
  }

  private Sample draw(RandomStream random) {
    return population.draw(random);
  }

  /** k/16 with 1 ≤ |k| ≤ 32. */
  static Dyadic[] sixteenths(int count, RandomStream random) {
    Dyadic[] values = new Dyadic[count];
    Arrays.setAll(
        values, j -> Dyadic.of((long) (random.nextSign() * (1 + random.nextInt(32)))).scale(-4));
    return values;
  }

  /** Whether a·d = b·c, for ratios a : b = c : d without a quotient. */
  static boolean proportional(Dyadic a, Dyadic b, Dyadic c, Dyadic d) {
    return a.times(d).equals(b.times(c));
  }

  /** Of these hyperparameters, each a double and meant exactly. */
  static List<ExactSgd> variants(ExactSampleLoss loss, Population population, boolean memory) {
    return memory
        ? List.of(
            of(loss, population, 1, 0, 0),
            of(loss, population, 4, 0.25, 0),
            of(loss, population, 2, 0.125, 0.5))
        : List.of(of(loss, population, 1, 0, 0), of(loss, population, 4, 0, 0));
  }

  private static ExactSgd of(
      ExactSampleLoss loss, Population population, int batch, double decay, double momentum) {
    return new ExactSgd(
        loss, population, batch, Dyadic.of(0.125), Dyadic.of(decay), Dyadic.of(momentum));
  }
}
