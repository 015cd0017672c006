package org.noiseproof.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Subject.OptimizerUnderTest;
import org.noiseproof.check.Subject.Session;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.zoo.PlainOptimizers;

final class BackendSessionTest {
  private static final Sgd SGD = new Sgd(1, 0.5, 0, false, 0);

  @Test
  void a_copy_goes_its_own_way() {
    Session run = optimizer(SGD).start(new double[1]);
    run.step(new double[] {1});
    Session copy = run.copy();
    assertThat(copy.step(new double[] {0})).containsExactly(-1.5);
    assertThat(run.step(new double[] {1})).containsExactly(-2.5);
  }

  @Test
  void hyperparameters_change_and_the_buffer_stays() {
    Session run = optimizer(SGD).start(new double[1]);
    run.step(new double[] {1});
    run.set(new Sgd(2, 0.5, 0, false, 0));
    assertThat(run.step(new double[] {0})).containsExactly(-2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run.set(new SignSgd(1, 0)))
        .withMessage("spec of type sign_sgd is out of range: sgd");
  }

  @Test
  void a_weight_multiplies_the_gradient_and_is_finite() {
    Session run = optimizer(SGD).start(new double[1]);
    assertThat(run.step(new double[] {1}, 3)).containsExactly(-3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run.step(new double[] {1}, Double.NaN))
        .withMessage("weight = NaN is not finite");
  }

  @Test
  void a_tensor_without_a_gradient_is_left_out_whatever_stands_there() {
    Session run = optimizer(SGD).start(new double[3], 1, 2);
    assertThat(run.step(new double[] {1, 2, 3})).containsExactly(-1, -2, -3);
    assertThat(run.stepWithout(new double[] {1, Double.NaN, 7}, Set.of(1)))
        .containsExactly(-2.5, -2, -3);
    assertThat(run.step(new double[3])).containsExactly(-3.25, -3, -4.5);
  }

  @Test
  void what_does_not_fit_is_refused_and_no_tensor_moves() {
    OptimizerUnderTest sgd = optimizer(SGD);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sgd.start(new double[3], 1, 1))
        .withMessage("tensors = [1, 1] is out of range: lengths ≥ 0 of sum 3");
    Session run = sgd.start(new double[3], 1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run.step(new double[] {1, 1, Double.NaN}))
        .withMessage("gradient[2] = NaN is not finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run.stepWithout(new double[3], Set.of(2)))
        .withMessage("missing tensor 2 is out of range: 0 to 1");
    assertThat(run.step(new double[3])).containsExactly(0, 0, 0);
  }

  @Test
  void one_norm_of_all_parameters_is_not_cut_into_tensors() {
    assertThatThrownBy(() -> optimizer(new NormalizedSgd(1, 0, false)).start(new double[2], 1, 1))
        .isInstanceOf(NotImplemented.class)
        .hasMessage("measures all parameters in one norm");
  }

  private static OptimizerUnderTest optimizer(OptimizerSpec spec) {
    return Subject.of(new PlainOptimizers()).optimizer(spec).orElseThrow();
  }
}
