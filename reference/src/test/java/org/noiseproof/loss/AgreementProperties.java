package org.noiseproof.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;

/** Every loss of the package agrees with itself, and a wrong one is found. */
class AgreementProperties {

  @Property(tries = 500)
  void gradients_are_what_differences_say_and_symmetries_hold(@ForAll long seed) {
    Losses drawn = Losses.draw(seed);
    Agreement.require(drawn.loss(), drawn.theta(), drawn.z());
  }

  @Example
  void no_loss_of_the_package_is_left_out() throws Exception {
    Path classes =
        Path.of(SampleLoss.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("org/noiseproof/loss");
    try (Stream<Path> files = Files.list(classes)) {
      List<String> written =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("\\w+\\.class"))
              .map(name -> name.replace(".class", ""))
              .filter(AgreementProperties::isLoss)
              .toList();
      assertThat(
              Losses.some(new SplittableRandom(1)).stream().map(l -> l.getClass().getSimpleName()))
          .containsExactlyInAnyOrderElementsOf(written);
    }
  }

  private static boolean isLoss(String name) {
    try {
      Class<?> type = Class.forName("org.noiseproof.loss." + name);
      return SampleLoss.class.isAssignableFrom(type) && !type.isInterface();
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** f ∈ {angle, x·θ̂}: along a line at distance ≥ r of 0, |f‴| ≤ 2/r³ and 6‖x‖/r³. */
  @Property
  void losses_of_a_direction_have_the_slope_of_their_differences_up_to_the_third_derivative(
      @ForAll long seed) {
    Losses drawn = Losses.draw(seed);
    SampleLoss loss = drawn.loss();
    if (!(loss instanceof AngleLoss || loss instanceof SphereLoss)) {
      return;
    }
    double[] theta = drawn.theta();
    double size = Math.sqrt(Arrays.stream(theta).map(t -> t * t).sum());
    double h = Math.scalb(size, -17);
    double y = Math.abs(drawn.z().y(0));
    double x = Math.sqrt(drawn.z().x().stream().mapToDouble(d -> d * d).sum());
    double third = (loss instanceof AngleLoss ? 2 * y : 6 * y * x) / Math.pow(size - h, 3);
    double value = loss instanceof AngleLoss ? y * Math.PI : y * x;
    double rounding = Tolerance.gamma(4L * theta.length + 32, Tolerance.UNIT_ROUNDOFF) * value / h;
    double[] gradient = loss.gradient(theta, drawn.z());
    for (int j = 0; j < theta.length; j++) {
      double[] right = theta.clone();
      double[] left = theta.clone();
      right[j] += h;
      left[j] -= h;
      double rise = loss.value(right, drawn.z()) - loss.value(left, drawn.z());
      double quotient = rise / (right[j] - left[j]);
      assertThat(Math.abs(quotient - gradient[j]))
          .isLessThanOrEqualTo(third * h * h / 6 + rounding);
    }
  }

  @Property
  void a_gradient_that_is_off_by_a_millionth_of_its_scale_is_found(@ForAll long seed) {
    Losses drawn = Losses.draw(seed);
    double[] theta = drawn.theta();
    int last = theta.length - 1;
    double scale = drawn.loss().value(theta, drawn.z()) / largest(theta);
    double off =
        Math.scalb(Math.abs(scale) + largest(drawn.loss().gradient(theta, drawn.z())), -20);
    SampleLoss wrong =
        new Wrong(
            drawn.loss(),
            gradient -> {
              gradient[last] += off;
              return gradient;
            },
            List.of());
    assertThatThrownBy(() -> Agreement.require(wrong, theta, drawn.z()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("coordinate %d of the gradient".formatted(last));
  }

  @Example
  void a_gradient_of_another_length_or_none_is_refused_by_name() {
    SampleLoss net = DeepLinear.of(1, 1, 1);
    double[] theta = {1, 2};
    Sample z = Sample.of(1, 1);
    for (int length : new int[] {1, 3}) {
      assertThatThrownBy(
              () -> Agreement.at(new Wrong(net, _ -> new double[length], List.of()), theta, z))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("gradient has %d entries, expected 2", length);
    }
    double[][] none = new double[1][];
    assertThatThrownBy(() -> Agreement.at(new Wrong(net, _ -> none[0], List.of()), theta, z))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gradient is null, expected 2 entries");
  }

  @Example
  void a_symmetry_that_the_loss_does_not_have_is_found_on_the_orbit_and_in_the_gradient() {
    SampleLoss wrong =
        new Wrong(
            DeepLinear.of(2, 1, 1),
            gradient -> gradient,
            List.of(Symmetry.diagonal("norm balance", -1, -1, 2)));
    assertThat(
            disagreements(wrong, new double[] {1, -0.25, 0.75}, Sample.of(new double[] {1, 2}, 3)))
        .containsExactly(
            "the loss at λ = 0.25 of norm balance",
            "the loss at λ = -0.25 of norm balance",
            "θᵀA∇ℓ of norm balance");
  }

  @Example
  void an_exact_gradient_that_is_off_in_its_last_bit_is_found() {
    ExactSampleLoss wrong = new WrongExact(new DiagonalLinear(3, 1), -200);
    assertThat(disagreements(wrong, new double[] {1, -0.5, 0.75}, Sample.of(1, 3)))
        .containsExactly("coordinate 0 of the exact gradient, less the exact difference");
  }

  @Example
  void a_gradient_that_has_lost_ten_digits_is_found_by_the_exact_one() {
    ExactSampleLoss wrong = new WrongExact(new DiagonalLinear(3, 1), -20);
    assertThat(disagreements(wrong, new double[] {1, -0.5, 0.75}, Sample.of(1, 3)))
        .contains("coordinate 0 of the gradient, beside the exact one");
  }

  @Example
  void an_exact_loss_that_is_no_polynomial_is_told() {
    assertThat(disagreements(new Rounding(), new double[] {1, -0.5}, Sample.of(1, 3)))
        .anyMatch(what -> what.contains("no polynomial of low degree"));
  }

  @Example
  void a_point_of_another_length_is_refused() {
    assertThatThrownBy(() -> Agreement.at(new AngleLoss(), new double[3], Sample.of(1, 1)))
        .hasMessage("theta has 3 entries, expected 2");
  }

  private static List<String> disagreements(SampleLoss loss, double[] theta, Sample z) {
    return Agreement.at(loss, theta, z).stream()
        .filter(one -> !one.agrees())
        .map(Agreement::what)
        .toList();
  }

  private static double largest(double[] vector) {
    return Arrays.stream(vector).map(Math::abs).max().orElseThrow();
  }

  /** A loss with a gradient of its own making, and other symmetries. */
  private record Wrong(SampleLoss of, UnaryOperator<double[]> rule, List<Symmetry> symmetries)
      implements SampleLoss {
    @Override
    public int parameters() {
      return of.parameters();
    }

    @Override
    public int inputs() {
      return of.inputs();
    }

    @Override
    public int outputs() {
      return of.outputs();
    }

    @Override
    public double value(double[] theta, Sample z) {
      return of.value(theta, z);
    }

    @Override
    public double[] gradient(double[] theta, Sample z) {
      return rule.apply(of.gradient(theta, z));
    }
  }

  /** Whose first exact coordinate is 2^offset too large. */
  private record WrongExact(ExactSampleLoss of, int offset) implements ExactSampleLoss {
    @Override
    public int parameters() {
      return of.parameters();
    }

    @Override
    public int inputs() {
      return of.inputs();
    }

    @Override
    public int outputs() {
      return of.outputs();
    }

    @Override
    public double value(double[] theta, Sample z) {
      return of.value(theta, z);
    }

    @Override
    public double[] gradient(double[] theta, Sample z) {
      return of.gradient(theta, z);
    }

    @Override
    public Dyadic exactValue(Dyadic[] theta, Sample z) {
      return of.exactValue(theta, z);
    }

    @Override
    public Dyadic[] exactGradient(Dyadic[] theta, Sample z) {
      Dyadic[] gradient = of.exactGradient(theta, z);
      gradient[0] = gradient[0].plus(Dyadic.ONE.scale(offset));
      return gradient;
    }
  }

  /** Says that it is exact, and rounds. */
  private record Rounding() implements ExactSampleLoss {
    @Override
    public int parameters() {
      return 2;
    }

    @Override
    public int inputs() {
      return 1;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public double value(double[] theta, Sample z) {
      return theta[0] / theta[1];
    }

    @Override
    public double[] gradient(double[] theta, Sample z) {
      return new double[] {1 / theta[1], -theta[0] / (theta[1] * theta[1])};
    }

    @Override
    public Dyadic exactValue(Dyadic[] theta, Sample z) {
      return theta[0].divide(theta[1], 300);
    }

    @Override
    public Dyadic[] exactGradient(Dyadic[] theta, Sample z) {
      Dyadic first = Dyadic.ONE.divide(theta[1], 300);
      return new Dyadic[] {first, first.square().times(theta[0]).negate()};
    }
  }
}
