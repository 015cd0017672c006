package org.noiseproof.fast.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.fast.cpu.CpuBackend;
import org.noiseproof.fast.cpu.CpuFloat32Backend;
import org.noiseproof.reference.ExactOptimizer;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Power;

/** Optimizers that move every entry by itself, and states for them, of any bits. */
final class EntryCases {
  private EntryCases() {}

  /** With the hyperparameters of practice. */
  static Stream<OptimizerSpec> usual() {
    return Stream.of(
        new Sgd(0.1, 0, 0, false, 0.01),
        new Sgd(0.1, 0.9, 0.3, false, 0.01),
        new Sgd(0.1, 0.9, 0, true, 0.01),
        new SignSgd(0.1, 0.9),
        new Adam(1e-3, 0.9, 0.999, 1e-8, 0.1),
        new Rmsprop(1e-2, 0.99, 1e-8),
        new Adagrad(1e-2, 0.1, 1e-10),
        new Adadelta(1, 0.9, 1e-6),
        new Adamax(1e-3, 0.9, 0.999, 1e-8),
        new Nadam(1e-3, 0.9, 0.999, 1e-8),
        new Amsgrad(1e-3, 0.9, 0.999, 1e-8),
        new Adabelief(1e-3, 0.9, 0.999, 1e-16),
        new Lion(1e-3, 0.9, 0.99, 0.1),
        new Scheduled(new Adam(1e-3, 0.9, 0.999, 1e-8, 0), new Power(-0.5, 0), new Constant()));
  }

  /** And those at which something vanishes. */
  static Stream<OptimizerSpec> all() {
    return Stream.concat(
        usual(),
        Stream.of(
            new Sgd(0.1, 0, 0, false, 0),
            new SignSgd(0.1, 0),
            new Adam(1e-3, 0.9, 0.999, 0, 0),
            new Rmsprop(1e-2, 0, 0),
            new Adagrad(1e-2, 0, 0),
            new Adadelta(0.5, 0.95, 1e-30),
            new Adadelta(1, 0, 0),
            new Adamax(1e-3, 0.9, 0.5, 0),
            new Nadam(1e-3, 0.99, 0.9, 0),
            new Amsgrad(1e-3, 0.9, 0.5, 0),
            new Adabelief(1e-3, 0, 0, 1e-8),
            new Lion(1e-3, 0.5, 0.5, 0)));
  }

  /** The cpu backend of a format. */
  static Backend cpu(Format format) {
    return switch (format) {
      case FLOAT64 -> new CpuBackend(1);
      case FLOAT32 -> new CpuFloat32Backend(1);
    };
  }

  /** A state after some steps. */
  static OptimizerState state(
      OptimizerSpec spec, int d, Format format, boolean wild, SplittableRandom random) {
    Map<String, double[]> buffers = new TreeMap<>();
    for (String name : ExactOptimizer.start(spec, new double[0]).buffers()) {
      double[] buffer = draw(d, format, wild, random);
      if (!name.equals("momentum") && !name.equals("first_moment")) {
        for (int j = 0; j < d; j++) {
          buffer[j] = Math.abs(buffer[j]);
        }
      }
      buffers.put(name, buffer);
    }
    return OptimizerState.of(random.nextInt(4), draw(d, format, wild, random), buffers);
  }

  /** Finite numbers of the format: normally distributed and some zeros, or any bits. */
  static double[] draw(int d, Format format, boolean wild, SplittableRandom random) {
    double[] values = new double[d];
    for (int j = 0; j < d; j++) {
      double value = wild ? wild(format, random) : tame(random);
      values[j] = format.precision().round(value);
    }
    return values;
  }

  private static double tame(SplittableRandom random) {
    return random.nextInt(8) == 0 ? 0 : random.nextGaussian();
  }

  private static double wild(Format format, SplittableRandom random) {
    double any =
        switch (random.nextInt(8)) {
          case 0 -> 0;
          case 1 -> -0.0;
          case 2 -> random.nextGaussian();
          case 3 -> format.precision().smallestSubnormal() * random.nextInt(-20, 21);
          case 4 -> random.nextInt(-8, 9);
          default ->
              format == Format.FLOAT64
                  ? Double.longBitsToDouble(random.nextLong())
                  : Float.intBitsToFloat(random.nextInt());
        };
    return Double.isFinite(any) ? any : wild(format, random);
  }

  /** All the bits of coordinate j. */
  static List<Long> bits(OptimizerState state, int j) {
    List<Long> bits = new ArrayList<>();
    bits.add(Double.doubleToRawLongBits(state.parameters()[j]));
    for (String name : state.buffers()) {
      bits.add(Double.doubleToRawLongBits(state.buffer(name)[j]));
    }
    return bits;
  }

  /** All the bits of a state. */
  static List<List<Long>> bits(OptimizerState state) {
    List<List<Long>> bits = new ArrayList<>();
    bits.add(bits(state.parameters()));
    state.buffers().forEach(name -> bits.add(bits(state.buffer(name))));
    return bits;
  }

  private static List<Long> bits(double[] values) {
    List<Long> bits = new ArrayList<>();
    for (double value : values) {
      bits.add(Double.doubleToRawLongBits(value));
    }
    return bits;
  }
}
