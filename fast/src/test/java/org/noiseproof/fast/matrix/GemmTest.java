package org.noiseproof.fast.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.fast.AnotherJvm;

class GemmTest {

  @Test
  void every_entry_is_one_chain_of_fused_operations_whatever_the_size() {
    assertThat(Chains.compare(false)).isEqualTo(Chains.compare(true)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"128", "256", "512"})
  void and_whatever_the_lanes(String lanes) throws Exception {
    assumeTrue(AnotherJvm.has(lanes), "no such lanes here");
    assertThat(AnotherJvm.lines(lanes, Chains.class, "vectors")).isNotEmpty();
  }

  @Test
  void and_in_scalar_code() throws Exception {
    assertThat(AnotherJvm.lines("scalar", Chains.class)).isNotEmpty();
  }

  @Test
  void products_of_integers_are_exact() {
    SplittableRandom random = new SplittableRandom(7);
    int m = 61;
    int n = 45;
    int k = 300;
    double[] a = random.ints((long) m * k, -50, 51).asDoubleStream().toArray();
    double[] b = random.ints((long) k * n, -50, 51).asDoubleStream().toArray();
    double[] c = Gemm.product(MatrixView.of(a, m, k), MatrixView.of(b, k, n));
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        long sum = 0;
        for (int l = 0; l < k; l++) {
          sum += ((long) a[i * k + l]) * ((long) b[l * n + j]);
        }
        assertThat(c[i * n + j]).isEqualTo((double) sum);
      }
    }
  }

  @Test
  void sizes_that_do_not_fit_are_refused() {
    MatrixView a = MatrixView.of(new double[6], 2, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gemm.product(a, a))
        .withMessage("a 2 × 3 matrix times a 2 × 3 one into 6 entries");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MatrixView.of(new double[5], 2, 3))
        .withMessage("a 2 × 3 matrix at strides 3 and 1 in 5 entries");
  }
}
