package org.noiseproof.symmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SphereLoss;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.loss.TwiceDifferentiable;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.symmetry.OrbitEquilibrium.At;
import org.noiseproof.symmetry.OrbitEquilibrium.Everywhere;

class SharpnessTest {

  /** ½(uw − y)², θ = (w, u), with its Hessian. */
  private record Product(double sign) implements TwiceDifferentiable {
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
      return sign * Nets.SCALAR.value(theta, z);
    }

    @Override
    public double[] gradient(double[] theta, Sample z) {
      throw new AssertionError("the Hessian is known");
    }

    @Override
    public Matrix hessian(double[] theta, Sample z) {
      double x = z.x(0);
      double cross = 2 * theta[0] * theta[1] * x * x - x * z.y(0);
      return Matrix.of(2, 2, x * x * theta[1] * theta[1], cross, cross, x * x * theta[0] * theta[0])
          .times(sign);
    }
  }

  @Test
  void differences_of_gradients_find_the_hessian_of_a_product() {
    double[] theta = {0.4, 1.2};
    Sharpness exact = Sharpness.of(new Product(1), Nets.FOUR, theta);
    Sharpness differences = Sharpness.of(Nets.SCALAR, Nets.FOUR, theta);
    assertThat(differences.hessian().minus(exact.hessian()).largest())
        .isLessThan(Tolerance.CLOSED_FORM);
    assertThat(exact.trace()).isCloseTo(7.0 / 4 * (1.44 + 0.16), within(Tolerance.CLOSED_FORM));
  }

  @Test
  void at_a_minimum_of_a_product_the_largest_eigenvalue_is_the_trace() {
    Population one = Population.of(Sample.of(1, 1));
    Sharpness sharpness = Sharpness.of(new Product(1), one, new double[] {0.5, 2});
    assertThat(sharpness.largest()).isCloseTo(4.25, within(Tolerance.CLOSED_FORM));
    assertThat(sharpness.trace()).isEqualTo(4.25);
  }

  @Test
  void the_flattest_product_is_balanced() {
    Population one = Population.of(Sample.of(1, 1));
    for (Sharpness sharpness :
        new Sharpness[] {
          Sharpness.of(new Product(1), one, new double[] {0.5, 2}),
          Sharpness.of(Nets.SCALAR, one, new double[] {0.5, 2})
        }) {
      OrbitEquilibrium flattest = sharpness.flattest(Nets.SCALAR_RESCALING);
      assertThat(flattest).isInstanceOf(At.class);
      double lambda = ((At) flattest).lambda();
      assertThat(lambda).isCloseTo(-StrictMath.log(2), within(Tolerance.CLOSED_FORM));
      assertThat(sharpness.along(Nets.SCALAR_RESCALING, lambda).trace())
          .isCloseTo(2, within(Tolerance.CLOSED_FORM));
    }
  }

  @Test
  void with_anisotropic_label_noise_the_equilibrium_is_sharper_than_the_flattest_point() {
    // UW = I with noise (±1, ±0.1) on the outputs: the equilibrium balances, and is not flattest.
    DeepLinear net = DeepLinear.of(2, 2, 2);
    Sample[] samples = new Sample[16];
    for (int i = 0; i < samples.length; i++) {
      double[] x = {(i & 1) * 2 - 1, (i >> 1 & 1) * 2 - 1};
      samples[i] = Sample.of(x, x[0] + (i >> 2 & 1) * 2 - 1, x[1] + 0.1 * ((i >> 3 & 1) * 2 - 1));
    }
    Population population = Population.of(samples);
    double[] theta = {1, 0, 0, 1, 1, 0, 0, 1};
    Symmetry first = net.rotation(1, Matrix.of(2, 2, 1, 0, 0, 0));
    Sharpness here = Sharpness.of(net, population, theta);
    Orbit orbit = Orbit.through(theta, first, GradientNoise.of(net, population, theta));
    double lambda = ((At) orbit.equilibrium()).lambda();
    double flattest = ((At) here.flattest(first)).lambda();
    assertThat(flattest).isCloseTo(0, within(Tolerance.CLOSED_FORM));
    // E(r₁² + r₂²) on U against 2E r₁² on W: ¼ ln(1.01/2)
    assertThat(lambda).isCloseTo(StrictMath.log(1.01 / 2) / 4, within(Tolerance.CLOSED_FORM));
    assertThat(Sharpness.of(net, population, orbit.point(lambda)).trace())
        .isGreaterThan(Sharpness.of(net, population, orbit.point(flattest)).trace());
  }

  @Test
  void where_nothing_is_curved_everything_is_flattest() {
    assertThat(new Sharpness(Matrix.zero(2, 2)).flattest(Nets.SCALAR_RESCALING))
        .isEqualTo(new Everywhere());
  }

  @Test
  void bad_hessians_and_downward_curvature_are_refused() {
    assertThatThrownBy(() -> new Sharpness(Matrix.of(2, 2, 1, 2, 3, 4)))
        .hasMessageContaining("hessian = ");
    Population one = Population.of(Sample.of(1, 1));
    Sharpness hill = Sharpness.of(new Product(-1), one, new double[] {0.5, 2});
    assertThatThrownBy(() -> hill.flattest(Nets.SCALAR_RESCALING))
        .hasMessage(
            "the curvature along eigenvector 0 of the generator is -4.0, expected at least 0");
    assertThatThrownBy(() -> Sharpness.of(new Product(1), one, new double[] {1}))
        .hasMessage("theta has 1 entries, expected 2");
    SphereLoss sphere = new SphereLoss(2);
    Population direction = Population.of(Sample.of(new double[] {1, 0}, 1));
    assertThatThrownBy(() -> Sharpness.of(sphere, direction, new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("theta = [0.0, 0.0] is out of range: ‖theta‖² > 0");
  }
}
