package org.noiseproof.fast.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Power;

/** States that stay on the device. */
final class DeviceStateTest {
  private static final int D = 1_003;
  private static final int STEPS = 100;
  private static final int GRADIENTS = 7;
  private static final OptimizerSpec ADAM = new Adam(1e-3, 0.9, 0.999, 1e-8, 0.1);

  static Stream<OptimizerSpec> optimizers() {
    return Stream.concat(
        EntryCases.usual(),
        Stream.of(
            new ClippedSgd(0.1, 1, 0.9),
            new ClippedSgd(0.1, 1, 0.9, true),
            new NormalizedSgd(0.1, 0.9, true)));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void a_hundred_steps_on_the_device_are_a_hundred_steps_there_and_back(OptimizerSpec spec) {
    StandIn.emulation();
    Gpu gpu = Gpu.first(Driver.HOST);
    for (Format format : Format.values()) {
      GpuOptimizer optimizer = GpuOptimizer.of(spec, gpu, format).orElseThrow();
      SplittableRandom random = new SplittableRandom(4);
      OptimizerState host = optimizer.start(EntryCases.draw(D, format, false, random));
      try (GpuMemory memory = gpu.memory()) {
        List<double[]> gradients = new ArrayList<>();
        List<GpuArray> uploaded = new ArrayList<>();
        for (int i = 0; i < GRADIENTS; i++) {
          gradients.add(EntryCases.draw(D, format, false, random));
          uploaded.add(format.upload(memory, gradients.getLast()));
        }
        DeviceState device = optimizer.upload(memory, host);
        optimizer.step(device, uploaded.getFirst());
        Traffic before = gpu.traffic();
        for (int t = 1; t < STEPS; t++) {
          optimizer.step(device, uploaded.get(t % GRADIENTS));
        }
        Traffic after = gpu.traffic();
        assertThat(after.copiesIn()).isEqualTo(before.copiesIn());
        assertThat(after.bytesOut() - before.bytesOut()).isEqualTo(Integer.BYTES * (STEPS - 1L));
        assertThat(after.bytesHeld()).isEqualTo(before.bytesHeld());

        for (int t = 0; t < STEPS; t++) {
          host = optimizer.step(host, gradients.get(t % GRADIENTS));
        }
        assertThat(device.steps()).isEqualTo(STEPS);
        assertThat(EntryCases.bits(device.download())).isEqualTo(EntryCases.bits(host));
      }
    }
    assertThat(gpu.traffic().fallbacks()).isZero();
    assertThat(gpu.traffic().bytesHeld()).isZero();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void a_state_that_was_down_and_up_again_goes_on_as_if_it_had_stayed(OptimizerSpec spec) {
    Gpu gpu = StandIn.emulation();
    SplittableRandom random = new SplittableRandom(5);
    GpuOptimizer optimizer = GpuOptimizer.of(spec, gpu, Format.FLOAT32).orElseThrow();
    OptimizerState start = optimizer.start(EntryCases.draw(D, Format.FLOAT32, false, random));
    try (GpuMemory memory = gpu.memory()) {
      double[] draw = EntryCases.draw(D, Format.FLOAT32, false, random);
      GpuArray gradient = Format.FLOAT32.upload(memory, draw);
      DeviceState stays = optimizer.upload(memory, start);
      DeviceState goes = optimizer.upload(memory, start);
      for (int t = 0; t < GRADIENTS; t++) {
        optimizer.step(stays, gradient);
        optimizer.step(goes, gradient);
        goes = optimizer.upload(memory, goes.download());
      }
      assertThat(EntryCases.bits(goes.download())).isEqualTo(EntryCases.bits(stays.download()));
      assertThat(goes.steps()).isEqualTo(stays.steps());
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void a_gradient_may_be_part_of_an_array_from_anywhere(OptimizerSpec spec) {
    Gpu gpu = StandIn.emulation();
    for (Format format : Format.values()) {
      SplittableRandom random = new SplittableRandom(8);
      GpuOptimizer optimizer = GpuOptimizer.of(spec, gpu, format).orElseThrow();
      OptimizerState start = optimizer.start(EntryCases.draw(D, format, false, random));
      double[] all = EntryCases.draw(D + 5, format, false, random);
      try (GpuMemory memory = gpu.memory()) {
        GpuArray gradients = format.upload(memory, all);
        for (int from = 1; from <= 5; from++) {
          DeviceState state = optimizer.upload(memory, start);
          optimizer.step(state, gradients.part(1, D + 4).part(from - 1, D));
          double[] gradient = Arrays.copyOfRange(all, from, from + D);
          assertThat(EntryCases.bits(state.download()))
              .isEqualTo(EntryCases.bits(optimizer.step(start, gradient)));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void no_bit_depends_on_the_order_of_threads(OptimizerSpec spec) {
    try (StandIn device = StandIn.open()) {
      SplittableRandom random = new SplittableRandom(6);
      OptimizerState state = EntryCases.state(spec, D * 9, Format.FLOAT64, false, random);
      double[] gradient = EntryCases.draw(D * 9, Format.FLOAT64, false, random);
      GpuOptimizer optimizer = GpuOptimizer.of(spec, device.gpu(), Format.FLOAT64).orElseThrow();
      OptimizerState first = optimizer.step(state, gradient);
      for (int seed = 1; seed <= 3; seed++) {
        device.schedule(seed);
        assertThat(EntryCases.bits(optimizer.step(state, gradient)))
            .isEqualTo(EntryCases.bits(first));
      }
    }
  }

  @Test
  void a_step_in_doubt_is_the_hosts_and_is_counted_and_the_next_is_the_devices_again() {
    StandIn.emulation();
    Gpu gpu = Gpu.first(Driver.HOST);
    OptimizerSpec spec = new SignSgd(0.1, 0.5);
    GpuOptimizer optimizer = GpuOptimizer.of(spec, gpu, Format.FLOAT32).orElseThrow();
    OptimizerState state =
        OptimizerState.of(3, new double[2], Map.of("momentum", new double[] {1, 1}));
    double tenth = (float) 0.1;
    try (GpuMemory memory = gpu.memory()) {
      DeviceState device = optimizer.upload(memory, state);
      GpuArray opposite = memory.upload(new float[] {-1, 1});
      optimizer.step(device, opposite);
      assertThat(gpu.traffic().fallbacks()).isOne();
      OptimizerState next = device.download();
      assertThat(next.parameters()).containsExactly(0, -tenth);
      assertThat(next.buffer("momentum")).containsExactly(0, 1);
      optimizer.step(device, opposite);
      assertThat(gpu.traffic().fallbacks()).isOne();
      assertThat(device.download()).isEqualTo(optimizer.step(next, new double[] {-1, 1}));
      assertThat(device.steps()).isEqualTo(5);
    }
  }

  @Test
  void a_gradient_in_bfloat16_moves_as_the_floats_that_it_holds() {
    StandIn.emulation();
    Gpu gpu = Gpu.first(Driver.HOST);
    SplittableRandom random = new SplittableRandom(7);
    short[] narrow = new short[D];
    float[] wide = new float[D];
    for (int j = 0; j < D; j++) {
      narrow[j] = (short) (Float.floatToIntBits((float) random.nextGaussian()) >> Short.SIZE);
      wide[j] = Float.intBitsToFloat(narrow[j] << Short.SIZE);
    }
    for (OptimizerSpec spec :
        List.of(
            ADAM,
            new Nadam(1e-3, 0.9, 0.999, 1e-8),
            new Adabelief(1e-3, 0.9, 0.999, 1e-16),
            new Scheduled(ADAM, new Power(-0.5, 0), new Constant()))) {
      GpuOptimizer optimizer = GpuOptimizer.of(spec, gpu, Format.FLOAT32).orElseThrow();
      OptimizerState start = optimizer.start(EntryCases.draw(D, Format.FLOAT32, false, random));
      try (GpuMemory memory = gpu.memory()) {
        DeviceState one = optimizer.upload(memory, start);
        DeviceState other = optimizer.upload(memory, start);
        GpuArray halves = memory.upload(narrow);
        GpuArray floats = memory.upload(wide);
        for (int t = 0; t < GRADIENTS; t++) {
          optimizer.stepBfloat16(one, halves);
          optimizer.step(other, floats);
        }
        assertThat(EntryCases.bits(one.download())).isEqualTo(EntryCases.bits(other.download()));
        assertThat(one.steps()).isEqualTo(GRADIENTS);
      }
    }
    assertThat(gpu.traffic().fallbacks()).isZero();
  }

  @Test
  void a_gradient_in_bfloat16_that_leaves_a_doubt_is_the_hosts() {
    StandIn.emulation();
    Gpu gpu = Gpu.first(Driver.HOST);
    GpuOptimizer optimizer = GpuOptimizer.of(ADAM, gpu, Format.FLOAT32).orElseThrow();
    float huge = 0x1p120f;
    short[] narrow = {(short) (Float.floatToIntBits(huge) >> Short.SIZE)};
    OptimizerState start = optimizer.start(new double[] {1});
    try (GpuMemory memory = gpu.memory()) {
      DeviceState device = optimizer.upload(memory, start);
      optimizer.stepBfloat16(device, memory.upload(narrow));
      assertThat(EntryCases.bits(device.download()))
          .isEqualTo(EntryCases.bits(optimizer.step(start, new double[] {huge})));
    }
    assertThat(gpu.traffic().fallbacks()).isEqualTo(2);
  }

  @Test
  void what_is_not_finite_is_refused_wherever_it_is_and_leaves_the_state_as_it_was() {
    Gpu gpu = StandIn.emulation();
    GpuOptimizer optimizer = GpuOptimizer.of(ADAM, gpu, Format.FLOAT32).orElseThrow();
    OptimizerState start = optimizer.start(new double[] {1, 2, 3});
    try (GpuMemory memory = gpu.memory()) {
      DeviceState device = optimizer.upload(memory, start);
      GpuArray bad = memory.upload(new float[] {1, 2, Float.NaN});
      assertThatIllegalArgumentException()
          .isThrownBy(() -> optimizer.step(device, bad))
          .withMessage("gradient[2] = NaN is not finite");
      assertThat(device.download()).isEqualTo(start);
      GpuArray good = memory.upload(new float[] {1, 2, 3});
      optimizer.step(device, good);
      assertThat(device.download()).isEqualTo(optimizer.step(start, new double[] {1, 2, 3}));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> optimizer.step(start, new double[] {1, 1e39, 1}))
        .withMessage("gradient[1] = 1.0E39 is not finite in float32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> optimizer.start(new double[] {1e39}))
        .withMessage("parameters[0] = 1.0E39 is not finite in float32");
    OptimizerState broken =
        start.with(
            1,
            new double[3],
            Map.of("first_moment", new double[3], "second_moment", new double[] {0, 1e39, 0}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> optimizer.step(broken, new double[3]))
        .withMessage("buffer second_moment[1] = 1.0E39 is not finite in float32");
  }

  @Test
  void what_does_not_fit_is_refused() {
    Gpu gpu = StandIn.emulation();
    GpuOptimizer optimizer = GpuOptimizer.of(ADAM, gpu, Format.FLOAT32).orElseThrow();
    GpuOptimizer doubles = GpuOptimizer.of(ADAM, gpu, Format.FLOAT64).orElseThrow();
    GpuOptimizer sgd =
        GpuOptimizer.of(new Sgd(1, 0, 0, false, 0), gpu, Format.FLOAT32).orElseThrow();
    OptimizerState start = optimizer.start(new double[2]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> optimizer.step(start, new double[3]))
        .withMessage("gradient has 3 entries, expected 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> optimizer.step(sgd.start(new double[2]), new double[2]))
        .withMessage("no buffer named first_moment; this state has []");
    try (GpuMemory memory = gpu.memory()) {
      DeviceState device = optimizer.upload(memory, start);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> optimizer.step(device, memory.upload(new float[3])))
          .withMessage("gradient has 3 entries, expected 2");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> optimizer.step(device, memory.upload(new double[2])))
          .withMessageContaining("gradient of 8-byte numbers, expected FLOAT32 and 4");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> doubles.step(device, memory.upload(new double[2])))
          .withMessageContaining("a state in FLOAT32");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sgd.stepBfloat16(device, memory.upload(new short[2])))
          .withMessageContaining("expected adam, nadam or adabelief in floats");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> device.buffer("momentum"))
          .withMessage("no buffer named momentum; this state has [first_moment, second_moment]");
    }
  }

  @Test
  void the_shape_of_a_matrix_survives() {
    Gpu gpu = StandIn.emulation();
    GpuOptimizer optimizer = GpuOptimizer.of(ADAM, gpu, Format.FLOAT64).orElseThrow();
    OptimizerState state = optimizer.start(new double[6]).shaped(2, 3);
    OptimizerState next = optimizer.step(state, new double[] {1, 2, 3, 4, 5, 6});
    assertThat(next.rows()).isEqualTo(2);
    assertThat(next.columns()).isEqualTo(3);
  }
}
