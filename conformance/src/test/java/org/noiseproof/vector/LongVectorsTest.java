package org.noiseproof.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.noiseproof.check.Implementation;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** What is said of a run whose gradients are too many to be listed. */
final class LongVectorsTest {
  private static final Implementation STILL =
      Implementation.named("still").optimizer(Sgd.class, sgd -> start -> gradient -> start);

  private static String observed(String id) {
    Vector vector =
        LongVectors.all().stream()
            .filter(candidate -> candidate.id().equals(id))
            .findFirst()
            .orElseThrow();
    return Trial.judge(vector, STILL).observed();
  }

  @Test
  void what_is_observed_says_where_the_gradients_come_from() {
    assertThat(observed("sgd/ten-thousand-steps"))
        .startsWith(
            "10000 gradients by the recipe g_t[j] = ((4 t + 3 j + 1) mod 11 − 4) / 2^2: after step"
                + " 1 expected");
    assertThat(observed("sgd/ten-thousand-steps-free"))
        .startsWith(
            "10000 gradients by the recipe g[j] = a[j] (θ[j] − z[j]), a = [1.0, 0.5, 0.25]");
  }
}
