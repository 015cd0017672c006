package org.noiseproof.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.noiseproof.check.Implementation;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.Conformance.Listener;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.statistics.Verdict;

/**
 * What leaves the range of the format, asked of what speaks another dialect than the spec's own.
 */
final class DefinitionAloneTest {
  private static final String OVERFLOWING = "vector/clipped_sgd/overflowing-norm";
  private static final String VANISHING = "vector/clipped_sgd/vanishing-norm";

  @Test
  void a_norm_that_overflows_is_found_in_a_dialect_that_means_the_same_there() {
    double floor = 1e-6;
    assertThat(verdict(OVERFLOWING, x -> Math.hypot(x[0], x[1]) + floor)).isEqualTo(Verdict.HOLDS);
    assertThat(verdict(OVERFLOWING, x -> Math.sqrt(squares(x)) + floor))
        .isEqualTo(Verdict.VIOLATED);
  }

  @Test
  void what_a_dialect_answers_otherwise_is_not_asked() {
    CheckResult result = result(VANISHING, x -> Math.hypot(x[0], x[1]));
    assertThat(result.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(result.note())
        .isEqualTo("speaks clipped_sgd.floored_norm, and only the spec's own answer is known");
  }

  private static Verdict verdict(String check, ToDoubleFunction<double[]> norm) {
    return result(check, norm).verdict();
  }

  private static CheckResult result(String check, ToDoubleFunction<double[]> norm) {
    Implementation subject =
        Implementation.named("mine")
            .optimizer(
                ClippedSgd.class,
                spec ->
                    start -> {
                      double[] theta = start.clone();
                      return gradient -> {
                        double scale = Math.min(1, spec.threshold() / norm.applyAsDouble(gradient));
                        for (int j = 0; j < theta.length; j++) {
                          theta[j] -= spec.learningRate() * (scale * gradient[j]);
                        }
                        return theta.clone();
                      };
                    })
            .speaking("clipped_sgd.floored_norm");
    return Conformance.run(
            subject, Checks.select(List.of(check)), Conformance.DEFAULT_SEED, 1, Listener.silent())
        .results()
        .getFirst();
  }

  private static double squares(double[] gradient) {
    return DoubleStream.of(gradient).map(x -> x * x).sum();
  }
}
