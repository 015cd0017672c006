package org.noiseproof.fast.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.noiseproof.fast.matrix.Gemm;
import org.noiseproof.fast.matrix.MatrixView;

class GpuGemmTest {
  /** Around the 16 terms and the 64 rows and columns of a tile. */
  private static final int[] SIDES = {1, 3, 16, 17, 63, 64, 65};

  private static final int[] TERMS = {1, 15, 16, 17, 33};
  private static final int SCHEDULES = 8;

  @ParameterizedTest
  @EnumSource(Format.class)
  void products_of_integers_are_exact_for_all_sizes_around_a_tile(Format format) {
    SplittableRandom random = new SplittableRandom(7);
    for (int m : SIDES) {
      for (int n : SIDES) {
        int k = TERMS[(m + n) % TERMS.length];
        double[] a = random.ints((long) m * k, -9, 10).asDoubleStream().toArray();
        double[] b = random.ints((long) k * n, -9, 10).asDoubleStream().toArray();
        double[] exact = Gemm.product(MatrixView.of(a, m, k), MatrixView.of(b, k, n));
        assertThat(product(format, a, b, m, n, k, false, false)).isEqualTo(exact);
        assertThat(product(format, transposed(a, k), b, m, n, k, true, false)).isEqualTo(exact);
        assertThat(product(format, a, transposed(b, n), m, n, k, false, true)).isEqualTo(exact);
      }
    }
  }

  @Test
  void an_entry_is_the_chain_of_fused_operations_that_the_cpu_has() {
    for (int[] size : new int[][] {{5, 7, 3}, {65, 66, 40}, {1, 70, 17}, {70, 1, 100}}) {
      int m = size[0];
      int n = size[1];
      int k = size[2];
      double[] a = gaussians(m * k, 1);
      double[] b = gaussians(k * n, 2);
      double[] chains = Gemm.product(MatrixView.of(a, m, k), MatrixView.of(b, k, n));
      assertThat(product(Format.FLOAT64, a, b, m, n, k, false, false)).isEqualTo(chains);
      assertThat(product(Format.FLOAT64, transposed(a, k), b, m, n, k, true, false))
          .isEqualTo(chains);
    }
  }

  @Test
  void in_floats_too() {
    int m = 19;
    int n = 66;
    int k = 37;
    double[] a = gaussians(m * k, 3);
    double[] b = gaussians(k * n, 4);
    double[] c = product(Format.FLOAT32, a, b, m, n, k, false, false);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float chain = 0;
        for (int l = 0; l < k; l++) {
          chain = Math.fma((float) a[i * k + l], (float) b[l * n + j], chain);
        }
        assertThat(c[i * n + j]).isEqualTo(chain);
      }
    }
  }

  @Test
  void half_a_symmetric_product_is_the_whole() {
    int n = 70;
    int k = 20;
    double[] a = gaussians(n * k, 5);
    Gpu gpu = StandIn.emulation();
    try (GpuMemory memory = gpu.memory()) {
      GpuGemm gemm = new GpuGemm(gpu, Format.FLOAT64);
      GpuMatrix x = GpuMatrix.of(memory.upload(a), n, k);
      GpuArray square = memory.allocate((long) n * n, Double.BYTES);
      gemm.multiplySymmetric(x, x.transposed(), 1, 0, square, square);
      GpuMatrix s = GpuMatrix.of(square, n, n);
      GpuArray half = memory.allocate((long) n * n, Double.BYTES);
      GpuArray whole = memory.allocate((long) n * n, Double.BYTES);
      gemm.multiplySymmetric(s, s, 2, -3, square, half);
      gemm.multiply(s, s, 2, -3, square, whole);
      assertThat(memory.doubles(half)).isEqualTo(memory.doubles(whole));
      double[] first = memory.doubles(square);
      double fused = Math.fma(-3, first[1], 2 * entry(first, n));
      assertThat(memory.doubles(whole)[1]).isEqualTo(fused);
    }
  }

  /** (S S)₀₁ as a chain. */
  private static double entry(double[] s, int n) {
    double chain = 0;
    for (int l = 0; l < n; l++) {
      chain = Math.fma(s[l], s[l * n + 1], chain);
    }
    return chain;
  }

  @Test
  void the_order_of_threads_changes_no_bit() {
    double[] a = gaussians(70 * 40, 6);
    double[] b = gaussians(40 * 66, 7);
    Set<List<Double>> results = new HashSet<>();
    try (StandIn device = StandIn.open()) {
      for (int seed = 0; seed < SCHEDULES; seed++) {
        device.schedule(seed);
        double[] c = product(Format.FLOAT64, a, b, 70, 66, 40, false, false);
        results.add(Arrays.stream(c).boxed().toList());
      }
    }
    assertThat(results).hasSize(1);
  }

  @Test
  void these_tests_would_see_sums_that_are_not_fused_and_a_barrier_that_is_missing() {
    double[] right = launched(Program.PRODUCTS);
    assertThat(right).isEqualTo(launched(Program.PRODUCTS));
    Kernels unfused = changed("fma(u[i], v[j], sum[i][j])", "u[i] * v[j] + sum[i][j]");
    assertThat(launched(unfused)).isNotEqualTo(right);
    Kernels racing = changed("__syncthreads();\n    if (row", "if (row");
    assertThat(launched(racing)).isNotEqualTo(right);
  }

  private static Kernels changed(String what, String by) {
    String source = Program.resource("products.cu");
    assertThat(source).contains(what);
    return new UserKernels(
        "changed.cu",
        "",
        source.replace(what, by),
        Map.of("noiseproof.h", Program.resource("noiseproof.h")));
  }

  private static double[] launched(Kernels kernels) {
    int m = 70;
    int n = 66;
    int k = 40;
    Gpu gpu = StandIn.emulation();
    try (GpuMemory memory = gpu.memory()) {
      GpuArray a = memory.upload(gaussians(m * k, 6));
      GpuArray b = memory.upload(gaussians(k * n, 7));
      GpuArray c = memory.allocate((long) m * n, Double.BYTES);
      gpu.launch(kernels, "product_f64", 4, 256, a, k, 1, b, n, 1, m, n, k, 1.0, 0.0, c, 0, c);
      return memory.doubles(c);
    }
  }

  @Test
  void sizes_that_do_not_fit_are_refused() {
    Gpu gpu = StandIn.emulation();
    try (GpuMemory memory = gpu.memory()) {
      GpuMatrix a = GpuMatrix.of(memory.upload(new double[6]), 2, 3);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new GpuGemm(gpu, Format.FLOAT64).multiply(a, a, a.entries()))
          .withMessage("a 2 × 3 matrix times a 2 × 3 one into 6 entries");
    }
  }

  private static double[] product(
      Format format, double[] a, double[] b, int m, int n, int k, boolean flatA, boolean flatB) {
    Gpu gpu = StandIn.emulation();
    try (GpuMemory memory = gpu.memory()) {
      GpuArray left = format.upload(memory, a);
      GpuArray right = format.upload(memory, b);
      GpuArray c = memory.allocate((long) m * n, format.bytes());
      new GpuGemm(gpu, format)
          .multiply(
              flatA ? GpuMatrix.of(left, k, m).transposed() : GpuMatrix.of(left, m, k),
              flatB ? GpuMatrix.of(right, n, k).transposed() : GpuMatrix.of(right, k, n),
              c);
      return format.download(memory, c);
    }
  }

  private static double[] gaussians(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] draws = new double[count];
    Arrays.setAll(draws, _ -> random.nextGaussian());
    return draws;
  }

  private static double[] transposed(double[] x, int columns) {
    int rows = x.length / columns;
    double[] transposed = new double[x.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = x[i * columns + j];
      }
    }
    return transposed;
  }
}
