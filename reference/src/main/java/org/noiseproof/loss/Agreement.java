package org.noiseproof.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.noiseproof.exact.Tolerance;

/**
 * One of the things that a loss says of itself, compared with what it should be: its gradient with
 * difference quotients of its value, its value along the orbits of its symmetries, θᵀA∇ℓ with 0.
 *
 * <p>{@link #require} in a test is all that a loss of one's own needs, at a few points where it is
 * smooth. An {@link ExactSampleLoss} is held to more: its exact gradient must be the exact
 * difference quotient, its gradient the exact one within rounding, and θᵀA∇ℓ exactly 0.
 *
 * @param what is compared, and where
 * @param computed by the loss
 * @param expected of it
 * @param allowed how far apart they may be, ≥ 0
 */
public record Agreement(String what, double computed, double expected, double allowed) {

  /** e^{λA} is tried at ±λ. */
  private static final double LAMBDA = 0.25;

  /**
   * h is 2⁻¹⁰ of the size of θ, its half and its quarter: the differences of five points are off by
   * h⁴/30 times a fifth derivative, and by what rounding makes of them, u/h: both about 10⁻¹³.
   */
  private static final int STEP = -10;

  /**
   * Everything that can be compared at a point.
   *
   * @throws IllegalArgumentException where the point, the sample or the gradient is of another
   *     length than the loss says
   */
  public static List<Agreement> at(SampleLoss loss, double[] theta, Sample z) {
    loss.requireFit(theta, z);
    List<Agreement> all = new ArrayList<>();
    double[] gradient = gradient(loss, theta, z);
    double[] blur = new double[theta.length];
    for (int j = 0; j < theta.length; j++) {
      Agreement slope = slope(loss, theta, z, j, gradient[j]);
      blur[j] = slope.allowed;
      all.add(slope);
    }
    for (Symmetry symmetry : loss.symmetries()) {
      all.add(orbit(loss, theta, z, symmetry, LAMBDA));
      all.add(orbit(loss, theta, z, symmetry, -LAMBDA));
      all.add(orthogonal(loss, theta, gradient, blur, symmetry));
    }
    if (loss instanceof ExactSampleLoss exact) {
      all.addAll(ExactAgreement.at(exact, theta, z));
    }
    return all;
  }

  /**
   * Refuses a loss that disagrees with itself at this point.
   *
   * @throws IllegalArgumentException that lists what disagrees, and by how much
   */
  public static void require(SampleLoss loss, double[] theta, Sample z) {
    List<Agreement> wrong = at(loss, theta, z).stream().filter(one -> !one.agrees()).toList();
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "%s at theta = %s, %s:%n%s"
              .formatted(
                  loss,
                  Arrays.toString(theta),
                  z,
                  wrong.stream()
                      .map(Agreement::toString)
                      .collect(Collectors.joining(System.lineSeparator()))));
    }
  }

  /** Whether they are as close as they should be; a NaN never is. */
  public boolean agrees() {
    return computed == expected || Math.abs(computed - expected) <= allowed;
  }

  @Override
  public String toString() {
    return "%s: %s, expected %s ± %.2g".formatted(what, computed, expected, allowed);
  }

  /**
   * (8(ℓ(h) − ℓ(−h)) − (ℓ(2h) − ℓ(−2h)))/12h for three h; allowed is what they differ by, doubled,
   * and what the rounding of values of this size makes of the last.
   */
  private static Agreement slope(
      SampleLoss loss, double[] theta, Sample z, int j, double computed) {
    double size = Arrays.stream(theta).map(Math::abs).max().orElseThrow();
    double h = Math.scalb(size > 0 ? size : 1, STEP);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double last = Double.NaN;
    double rounding = 0;
    for (int halvings = 0; halvings < 3; halvings++) {
      double step = Math.scalb(h, -halvings);
      double near1 = loss.value(moved(theta, j, step), z);
      double near2 = loss.value(moved(theta, j, -step), z);
      double far1 = loss.value(moved(theta, j, 2 * step), z);
      double far2 = loss.value(moved(theta, j, -2 * step), z);
      last = (8 * (near1 - near2) - (far1 - far2)) / (12 * step);
      least = Math.min(least, last);
      most = Math.max(most, last);
      double values = 8 * (Math.abs(near1) + Math.abs(near2)) + Math.abs(far1) + Math.abs(far2);
      rounding = gamma(loss) * (values / (12 * step) + Math.abs(last) * size / step);
    }
    return new Agreement(
        "coordinate %d of the gradient".formatted(j),
        computed,
        last,
        2 * (most - least) + rounding);
  }

  private static double[] gradient(SampleLoss loss, double[] theta, Sample z) {
    double[] gradient = loss.gradient(theta, z);
    if (gradient == null) {
      throw new IllegalArgumentException(
          "gradient is null, expected %d entries".formatted(theta.length));
    }
    if (gradient.length != theta.length) {
      throw new IllegalArgumentException(
          "gradient has %d entries, expected %d".formatted(gradient.length, theta.length));
    }
    return gradient;
  }

  private static double[] moved(double[] theta, int j, double by) {
    double[] moved = theta.clone();
    moved[j] += by;
    return moved;
  }

  /** ℓ(e^{λA}θ) = ℓ(θ); the slope of ℓ there turns what rounding moved the point by into values. */
  private static Agreement orbit(
      SampleLoss loss, double[] theta, Sample z, Symmetry symmetry, double lambda) {
    double[] moved = symmetry.act(lambda, theta);
    double before = loss.value(theta, z);
    double after = loss.value(moved, z);
    double size = Math.max(largest(theta), largest(moved));
    double slope = Arrays.stream(gradient(loss, moved, z)).map(Math::abs).sum();
    double gauge = Math.abs(before) + Math.abs(after) + slope * size;
    return new Agreement(
        "the loss at λ = %s of %s".formatted(lambda, symmetry.name()),
        after,
        before,
        gamma(loss) * theta.length * gauge);
  }

  private static double largest(double[] theta) {
    return Arrays.stream(theta).map(Math::abs).max().orElseThrow();
  }

  private static Agreement orthogonal(
      SampleLoss loss, double[] theta, double[] gradient, double[] blur, Symmetry symmetry) {
    double sum = 0;
    double allowed = 0;
    for (int i = 0; i < theta.length; i++) {
      for (int j = 0; j < theta.length; j++) {
        double weight = theta[i] * symmetry.generator().at(i, j);
        sum += weight * gradient[j];
        allowed += Math.abs(weight) * (gamma(loss) * Math.abs(gradient[j]) + blur[j]);
      }
    }
    return new Agreement("θᵀA∇ℓ of " + symmetry.name(), sum, 0, allowed);
  }

  /** Of more roundings than a loss has that looks at each parameter a few times. */
  private static double gamma(SampleLoss loss) {
    long all = (long) loss.parameters() + loss.inputs() + loss.outputs();
    return Tolerance.gamma(16 * all + 64, Tolerance.UNIT_ROUNDOFF);
  }
}
