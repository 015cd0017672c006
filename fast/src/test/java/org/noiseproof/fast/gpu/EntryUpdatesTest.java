package org.noiseproof.fast.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;

/** What moves entry by entry has the cpu backend's bits, on any input. */
final class EntryUpdatesTest {
  /** States of one coordinate, for each optimizer and format: 10⁵ in all, and more. */
  private static final int STATES = 2_000;

  @ParameterizedTest
  @MethodSource("org.noiseproof.fast.gpu.EntryCases#usual")
  void ordinary_steps_have_the_bits_of_the_cpu_backend_and_need_no_help(OptimizerSpec spec) {
    StandIn.emulation();
    Gpu gpu = Gpu.first(Driver.HOST);
    SplittableRandom random = new SplittableRandom(1);
    for (Format format : Format.values()) {
      for (int d : new int[] {0, 1, 2, 3, 4, 5, 7, 511, 512, 513, 1500}) {
        OptimizerState state = EntryCases.state(spec, d, format, false, random);
        double[] gradient = EntryCases.draw(d, format, false, random);
        assertThat(EntryCases.bits(gpu(spec, gpu, format).step(state, gradient)))
            .as("%s, d = %d", format, d)
            .isEqualTo(EntryCases.bits(cpu(spec, format, state, gradient)));
      }
    }
    assertThat(gpu.traffic().fallbacks()).isZero();
  }

  @ParameterizedTest
  @MethodSource("org.noiseproof.fast.gpu.EntryCases#all")
  void where_the_kernel_has_no_doubt_it_has_the_bits_of_the_cpu_backend(OptimizerSpec spec) {
    Gpu gpu = StandIn.emulation();
    SplittableRandom random = new SplittableRandom(2);
    for (Format format : Format.values()) {
      OptimizerState state = EntryCases.state(spec, STATES, format, true, random);
      double[] gradient = EntryCases.draw(STATES, format, true, random);
      OptimizerState expected = cpu(spec, format, state, gradient);
      OptimizerState kernel = undoubted(spec, gpu, format, state, gradient);
      for (int j : differing(kernel, expected)) {
        OptimizerState alone = only(j, state);
        double[] g = {gradient[j]};
        OptimizerState right = cpu(spec, format, alone, g);
        long before = gpu.traffic().fallbacks();
        OptimizerState next = gpu(spec, gpu, format).step(alone, g);
        boolean doubted = gpu.traffic().fallbacks() > before;
        assertThat(EntryCases.bits(next))
            .as("%s: %s, g = %s", format, alone, g[0])
            .isEqualTo(EntryCases.bits(right));
        assertThat(doubted || EntryCases.bits(kernel, j).equals(EntryCases.bits(right, 0)))
            .isTrue();
      }
    }
  }

  @Test
  void the_kernel_alone_would_be_wrong_where_it_has_doubts_and_with_other_coefficients_anywhere() {
    Gpu gpu = StandIn.emulation();
    OptimizerSpec spec = new Adam(1e-3, 0.9, 0.999, 0, 0);
    OptimizerSpec other = new Adam(1e-3, 0.9, 0.998, 0, 0);
    for (Format format : Format.values()) {
      SplittableRandom random = new SplittableRandom(3);
      OptimizerState wild = EntryCases.state(spec, STATES, format, true, random);
      double[] g = EntryCases.draw(STATES, format, true, random);
      assertThat(differing(undoubted(spec, gpu, format, wild, g), cpu(spec, format, wild, g)))
          .isNotEmpty();
      OptimizerState tame = EntryCases.state(spec, STATES, format, false, random);
      double[] h = EntryCases.draw(STATES, format, false, random);
      assertThat(differing(undoubted(spec, gpu, format, tame, h), cpu(other, format, tame, h)))
          .hasSizeGreaterThan(STATES / 2);
    }
  }

  @Test
  void an_optimizer_with_a_norm_is_none_of_these() {
    Gpu gpu = StandIn.emulation();
    OptimizerSpec spec = new NormalizedSgd(0.1, 0, false);
    try (GpuMemory memory = gpu.memory()) {
      OptimizerState start = gpu(spec, gpu, Format.FLOAT64).start(new double[1]);
      DeviceState state = DeviceState.upload(memory, start, Format.FLOAT64);
      EntryUpdates step = new EntryUpdates(gpu, state, memory.upload(new double[1]));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> step.launch(spec))
          .withMessageContaining("NormalizedSgd");
    }
  }

  private static GpuOptimizer gpu(OptimizerSpec spec, Gpu gpu, Format format) {
    return GpuOptimizer.of(spec, gpu, format).orElseThrow();
  }

  private static OptimizerState cpu(
      OptimizerSpec spec, Format format, OptimizerState state, double[] gradient) {
    return EntryCases.cpu(format).optimizer(spec).orElseThrow().step(state, gradient);
  }

  /** What the kernel writes, whether it is in doubt or not. */
  private static OptimizerState undoubted(
      OptimizerSpec spec, Gpu gpu, Format format, OptimizerState state, double[] gradient) {
    try (GpuMemory memory = gpu.memory()) {
      DeviceState device = DeviceState.upload(memory, state, format);
      OptimizerSpec now =
          spec instanceof OptimizerSpec.Scheduled s ? s.at(state.steps() + 1) : spec;
      new EntryUpdates(gpu, device, format.upload(memory, gradient)).launch(now);
      device.advance();
      return device.download();
    }
  }

  private static List<Integer> differing(OptimizerState a, OptimizerState b) {
    List<List<Long>> one = EntryCases.bits(a);
    List<List<Long>> other = EntryCases.bits(b);
    return IntStream.range(0, a.dimension())
        .filter(
            j ->
                IntStream.range(0, one.size())
                    .anyMatch(i -> !one.get(i).get(j).equals(other.get(i).get(j))))
        .boxed()
        .toList();
  }

  private static OptimizerState only(int j, OptimizerState state) {
    Map<String, double[]> buffers = new HashMap<>();
    state.buffers().forEach(name -> buffers.put(name, new double[] {state.buffer(name)[j]}));
    return OptimizerState.of(state.steps(), new double[] {state.parameters()[j]}, buffers);
  }
}
