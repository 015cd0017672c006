package org.noiseproof.fast.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Batch;
import org.noiseproof.spec.EstimatorSpec;

/** The emulation runs right kernels and sees what is wrong with others. */
final class EmulationTest {
  private static final double[] X = IntStream.rangeClosed(1, 64).asDoubleStream().toArray();
  private static final int SCHEDULES = 20;

  @Test
  void a_right_kernel_runs() throws IOException {
    assertThat(BrokenKernels.run(StandIn.emulation(), "right", X))
        .isEqualTo(Arrays.stream(X).map(x -> x + 1).toArray());
  }

  @Test
  void a_barrier_that_not_all_threads_come_to_is_a_failed_launch() {
    try (StandIn device = StandIn.open()) {
      assertThatThrownBy(() -> BrokenKernels.run(device.gpu(), "divergent", X))
          .isInstanceOf(GpuFailure.class)
          .hasMessageContaining("launch divergent: CUDA_ERROR_LAUNCH_FAILED");
    }
  }

  @Test
  void a_write_beyond_an_array_is_an_illegal_address() {
    try (StandIn device = StandIn.open()) {
      assertThatThrownBy(() -> BrokenKernels.run(device.gpu(), "beyond", Arrays.copyOf(X, 63)))
          .isInstanceOf(GpuFailure.class)
          .hasMessageContaining("launch beyond: CUDA_ERROR_ILLEGAL_ADDRESS");
    }
  }

  @Test
  void a_race_shows_in_the_bits_and_a_kernel_without_one_has_always_the_same() throws IOException {
    try (StandIn device = StandIn.open()) {
      assertThat(results(device, "racing")).hasSizeGreaterThan(1);
      assertThat(results(device, "orderly")).hasSize(1);
    }
  }

  @Test
  void a_race_between_warps_of_which_one_runs_ahead_shows_in_the_bits() throws IOException {
    try (StandIn device = StandIn.open()) {
      assertThat(results(device, "reused")).hasSizeGreaterThan(1);
      assertThat(results(device, "alternating")).hasSize(1);
    }
  }

  private static Set<List<Double>> results(StandIn device, String kernel) throws IOException {
    Set<List<Double>> results = new HashSet<>();
    for (int seed = 0; seed < SCHEDULES; seed++) {
      device.schedule(seed);
      results.add(Arrays.stream(BrokenKernels.run(device.gpu(), kernel, X)).boxed().toList());
    }
    return results;
  }

  @Test
  void memory_that_nobody_has_written_is_not_zero_but_nan() throws IOException {
    assertThat(BrokenKernels.run(StandIn.emulation(), "unwritten", X)).containsOnly(Double.NaN);
  }

  @Test
  void many_threads_launch_at_once_and_each_gets_its_own() throws Exception {
    StandIn.emulation();
    Gpu gpu = Gpu.first(Driver.HOST);
    int threads = 8;
    int times = 25;
    Callable<Long> work =
        () ->
            IntStream.range(0, times)
                .filter(
                    n -> {
                      Batch batch =
                          Batch.ofRows(new double[] {n, 2 * n}, new double[] {n + 2, 2 * n + 4});
                      double[] mean =
                          GpuEstimator.of(new EstimatorSpec.Mean(), gpu, Format.FLOAT64)
                              .orElseThrow()
                              .estimate(batch);
                      return Arrays.equals(mean, new double[] {n + 1, 2 * n + 2});
                    })
                .count();

    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Future<Long> right :
          pool.invokeAll(IntStream.range(0, threads).mapToObj(_ -> work).toList())) {
        assertThat(right.get()).isEqualTo(times);
      }
    }

    Traffic traffic = gpu.traffic();
    assertThat(traffic.launches()).isEqualTo((long) threads * times);
    assertThat(traffic.bytesHeld()).isZero();
  }

  @Test
  void a_compiler_may_be_several_words() {
    assertThat(Emulation.words(null)).containsExactly("c++");
    assertThat(Emulation.words(" ")).containsExactly("c++");
    assertThat(Emulation.words(" ccache  g++ -m64")).containsExactly("ccache", "g++", "-m64");
  }

  @Test
  void a_compiler_that_fails_without_a_word_is_told_by_its_exit_code() throws IOException {
    Duration limit = Duration.ofMinutes(1);
    assertThat(Emulation.run(List.of("sh", "-c", "exit 3"), Path.of("."), limit).reason())
        .isEqualTo("the compiler said nothing and ended with exit code 3");
    assertThat(
            Emulation.run(List.of("sh", "-c", "echo; echo an error"), Path.of("."), limit).reason())
        .isEqualTo("an error");
  }

  @Test
  void a_compiler_that_never_ends_is_killed() {
    assertThatThrownBy(
            () ->
                Emulation.run(
                    List.of("sh", "-c", "sleep 600; true"), Path.of("."), Duration.ofMillis(200)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("sh did not end within");
    assertThat(ProcessHandle.current().children())
        .allSatisfy(killed -> assertThat(killed.onExit()).succeedsWithin(Duration.ofMinutes(1)));
  }

  @Test
  void a_source_that_does_not_compile_says_what_the_compiler_said() {
    Gpu gpu = StandIn.emulation();
    UserKernels wrong =
        new UserKernels(
            "wrong.cu",
            "",
            "extern \"C\" __global__ void wrong(int n) { return nowhere; }",
            Map.of());

    assertThatThrownBy(() -> gpu.launch(wrong, "wrong", 1, 1, 1))
        .isInstanceOf(GpuFailure.class)
        .hasMessageContaining("could not load wrong.cu")
        .hasMessageContaining("nowhere");
  }
}
