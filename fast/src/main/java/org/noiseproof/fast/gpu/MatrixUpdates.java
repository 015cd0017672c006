package org.noiseproof.fast.gpu;

import java.util.Arrays;
import java.util.Optional;
import org.noiseproof.fast.gpu.GpuEntries.Largest;
import org.noiseproof.fast.matrix.SingularValues;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;

/**
 * Steps of optimizers that know rows from columns: {@code matrix.cu}, {@code products.cu}, {@code
 * singular.cu}. m ← μm + φg, a direction D of m, θ ← θ − η(λθ + D). Buffers and parameters are in
 * the format; so are Newton and Schulz's products, and all other directions are computed in doubles
 * of the buffer and then rounded to it. Where a direction takes singular values, these come to the
 * host on the way, one number a row or column; nothing else does.
 */
final class MatrixUpdates {
  static final String MOMENTUM = "momentum";
  static final String LEFT = "left_vector";

  /** Things that the kernels see, as matrix.cu has them. */
  private static final int SEEN = 5;

  /** Below 2⁶⁰ of the smallest normal number, what underflow costs may count. */
  private static final int MARGIN = 60;

  /** Which entries of a buffer need all their bits, as matrix.cu has it. */
  private enum Needed {
    NONE(0),
    SIGNS(1),
    LARGEST(2),
    BESIDE(3);

    /** In the kernel. */
    private final int code;

    Needed(int code) {
      this.code = code;
    }
  }

  private final Gpu gpu;
  private final DeviceState state;
  private final GpuArray gradient;
  private int rooms;

  MatrixUpdates(Gpu gpu, DeviceState state, GpuArray gradient) {
    this.gpu = gpu;
    this.state = state;
    this.gradient = gradient;
  }

  /** Whether a state of this optimizer has a left vector, too. */
  static boolean tracks(MatrixOptimizerSpec spec) {
    return spec instanceof Nucgd nucgd && nucgd.powerIterations() > 0;
  }

  void launch(MatrixOptimizerSpec spec) {
    if (state.dimension() == 0) {
      return;
    }
    try (GpuMemory passing = gpu.memory()) {
      step(spec, new GpuEntries(passing, this::room, state.format()));
    }
  }

  /** The same rooms at every step. */
  private GpuArray room(long length, int bytesEach) {
    String name = "matrix %d: %d of %d".formatted(rooms++, length, bytesEach);
    return state.scratch(name, length, bytesEach);
  }

  private void step(MatrixOptimizerSpec spec, GpuEntries on) {
    double mu = momentum(spec);
    GpuArray seen = on.zeros(SEEN);
    each(
        on,
        "matrix_average",
        state.buffer(MOMENTUM),
        gradient,
        state.nextBuffer(MOMENTUM),
        parameters(),
        number(mu),
        number(spec instanceof Muon ? 1 : 1 - mu),
        number(small()),
        seen);
    Largest largest = on.largest(state.nextBuffer(MOMENTUM));
    GpuMatrix m = GpuMatrix.of(state.nextBuffer(MOMENTUM), state.rows(), state.columns());
    Optional<GpuArray> direction = direction(spec, on, m, largest);
    direction.ifPresent(
        found ->
            each(
                on,
                "matrix_descend",
                state.parameters(),
                found,
                state.nextParameters(),
                parameters(),
                number(-spec.learningRate()),
                number(spec.weightDecay()),
                seen));
    Needed needed = mu == 0 ? Needed.NONE : needed(spec);
    if (needed == Needed.BESIDE) {
      each(
          on,
          "matrix_lost",
          state.buffer(MOMENTUM),
          gradient,
          state.nextBuffer(MOMENTUM),
          state.parameters(),
          parameters(),
          number(small()),
          8 * spec.learningRate(),
          smallestNormal(),
          largest.size(),
          seen);
    }
    int hopeless = direction.isPresent() ? 0 : 1;
    gpu.launch(Program.MATRIX, "matrix_judge", 1, 1, seen, needed.code, hopeless, state.doubt());
  }

  /** D in the format; empty where its singular values are not found. */
  private Optional<GpuArray> direction(
      MatrixOptimizerSpec spec, GpuEntries on, GpuMatrix m, Largest largest) {
    return switch (spec) {
      case Nsd nsd -> steepest(nsd.norm(), on, m, largest);
      case Nucgd nucgd when nucgd.powerIterations() == 0 -> steepest(new Nuclear(), on, m, largest);
      case Nucgd nucgd -> Optional.of(tracked(on, m, largest, nucgd.powerIterations()));
      case Muon muon when muon.newtonSchulzSteps() == 0 -> steepest(new Spectral(), on, m, largest);
      case Muon muon -> Optional.of(GpuNewtonSchulz.of(on, m, muon.newtonSchulzSteps(), largest));
      case PolarGrad _ -> GpuSvd.of(on, m, largest).map(svd -> svd.weighted(nuclear(svd.values())));
    };
  }

  private static double[] nuclear(SingularValues values) {
    double[] weights = values.weights(new Spectral());
    Arrays.fill(weights, values.norm(new Nuclear()));
    return weights;
  }

  private Optional<GpuArray> steepest(NormSpec norm, GpuEntries on, GpuMatrix m, Largest largest) {
    return new GpuNorm(norm, gpu, state.format())
        .steepest(on, m, largest)
        .map(GpuNorm.Steepest::matrix);
  }

  private GpuArray tracked(GpuEntries on, GpuMatrix m, Largest largest, int iterations) {
    GpuPowerIteration.Pair pair =
        new GpuPowerIteration(on, m, largest).pair(state.buffer(LEFT), iterations);
    on.passing().copy(pair.left(), state.nextBuffer(LEFT));
    return pair.direction();
  }

  private static Needed needed(MatrixOptimizerSpec spec) {
    NormSpec norm = spec instanceof Nsd nsd ? nsd.norm() : new Spectral();
    return switch (norm) {
      case Frobenius _ -> Needed.BESIDE;
      case Max _ -> Needed.SIGNS;
      case L1 _, Spectral _, Nuclear _, Schatten _, KyFan _, KyFanDual _ -> Needed.LARGEST;
    };
  }

  private void each(GpuEntries on, String kernel, Object... arguments) {
    on.each(Program.MATRIX, state.format().kernel(kernel), parameters(), arguments);
  }

  private long parameters() {
    return state.parameters().length();
  }

  private Object number(double value) {
    return state.format().argument(value);
  }

  private double small() {
    return Math.scalb(smallestNormal(), MARGIN);
  }

  private double smallestNormal() {
    return switch (state.format()) {
      case FLOAT64 -> Double.MIN_NORMAL;
      case FLOAT32 -> Float.MIN_NORMAL;
    };
  }

  private static double momentum(MatrixOptimizerSpec spec) {
    return switch (spec) {
      case Nsd nsd -> nsd.momentum();
      case Nucgd nucgd -> nucgd.momentum();
      case Muon muon -> muon.momentum();
      case PolarGrad polar -> polar.momentum();
    };
  }

  /** As the cpu's, but for Newton and Schulz's sums, which are in the format itself. */
  static int depth(MatrixOptimizerSpec spec, int dimension) {
    int directions = 32 + 2 * dimension;
    return spec instanceof Muon muon && muon.newtonSchulzSteps() > 0
        ? Math.max(directions, 8 + GpuNewtonSchulz.depth(dimension, muon.newtonSchulzSteps()))
        : directions;
  }
}
