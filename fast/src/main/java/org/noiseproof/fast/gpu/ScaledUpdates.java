package org.noiseproof.fast.gpu;

import org.noiseproof.backend.Precision;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;

/**
 * Steps along a vector times a function of its norm, min(1, τ/‖x‖) or 1/‖x‖: {@code
 * scaled_updates.cu}. The squares are summed in doubles by a tree whose shape depends on d alone,
 * then the factor is found on the device, then one pass moves everything.
 */
record ScaledUpdates(Gpu gpu, DeviceState state, GpuArray gradient) {
  private static final String MOMENTUM = "momentum";
  private static final int BLOCK = 256;

  /** Entries of which one block takes the squares, as the kernels have it. */
  private static final int CHUNK = 4096;

  /** Below 2⁶⁰ of the smallest normal number, what underflow costs may count. */
  private static final int MARGIN = 60;

  void launch(ClippedSgd spec) {
    double fresh = 1 - spec.momentum();
    if (spec.clipAfterMomentum()) {
      average(spec.momentum());
      clip(spec.threshold());
      descend(spec.learningRate(), spec.momentum());
    } else {
      launch("update_sum_of_squares", chunks(), gradient, d(), partial());
      clip(spec.threshold());
      launch(
          "update_scaled_momentum",
          EntryUpdates.blocks(state),
          state.parameters(),
          state.buffer(MOMENTUM),
          gradient,
          state.nextParameters(),
          state.nextBuffer(MOMENTUM),
          d(),
          state.doubt(),
          scale(),
          number(-spec.learningRate()),
          number(spec.momentum()),
          number(fresh));
    }
  }

  void launch(NormalizedSgd spec) {
    double momentum = spec.warmStart() && state.steps() == 0 ? 0 : spec.momentum();
    average(momentum);
    boolean doubles = precision() == Precision.FLOAT64;
    double normal = smallestNormal(precision());
    gpu.launch(
        Program.SCALED_UPDATES,
        "update_normalize_factor",
        1,
        BLOCK,
        partial(),
        mark(),
        chunks(),
        doubles ? Math.scalb(normal, MARGIN) : 0.0,
        normal,
        precision().largest(),
        8 * spec.learningRate() * normal,
        scale(),
        state.doubt());
    descend(spec.learningRate(), momentum);
  }

  /** b' and the sums of its squares. */
  private void average(double momentum) {
    launch(
        "update_average",
        chunks(),
        state.buffer(MOMENTUM),
        gradient,
        state.nextBuffer(MOMENTUM),
        d(),
        number(momentum),
        number(1 - momentum),
        number(small()),
        partial(),
        mark());
  }

  private void clip(double threshold) {
    boolean doubles = precision() == Precision.FLOAT64;
    double safe = Math.sqrt(Math.scalb(smallestNormal(Precision.FLOAT64), MARGIN));
    gpu.launch(
        Program.SCALED_UPDATES,
        "update_clip_factor",
        1,
        BLOCK,
        partial(),
        chunks(),
        threshold,
        doubles ? 2 * safe : 0.0,
        slack(state.dimension()),
        smallestNormal(precision()),
        scale(),
        state.doubt());
  }

  private void descend(double learningRate, double momentum) {
    launch(
        "update_scaled_descent",
        EntryUpdates.blocks(state),
        state.parameters(),
        state.buffer(MOMENTUM),
        gradient,
        state.nextBuffer(MOMENTUM),
        state.nextParameters(),
        d(),
        state.doubt(),
        scale(),
        number(-learningRate),
        number(momentum),
        number(small()));
  }

  /** How far a computed norm can be from the real one, relatively. */
  private static double slack(int d) {
    return (normDepth(d) + 8) * 2 * Precision.FLOAT64.unitRoundoff();
  }

  /** The roundings to a double behind a computed norm; the root halves those of the sum. */
  private static int normDepth(int d) {
    int tree = Integer.numberOfTrailingZeros(BLOCK);
    int chain =
        Math.min(CHUNK / BLOCK, Math.ceilDiv(d, BLOCK))
            + tree
            + Math.ceilDiv(chunks(d), BLOCK)
            + tree;
    return (chain + 1) / 2 + 1;
  }

  /** The longest chain of roundings of a step: of floats, the norm's are those of doubles. */
  static int depth(Format format, int d) {
    int roundings = 12;
    return switch (format) {
      case FLOAT64 -> normDepth(d) + roundings;
      case FLOAT32 -> 1 + roundings;
    };
  }

  private static int chunks(int d) {
    return Math.max(1, Math.ceilDiv(d, CHUNK));
  }

  private int chunks() {
    return chunks(state.dimension());
  }

  private long d() {
    return state.dimension();
  }

  private GpuArray partial() {
    return state.scratch("partial", chunks(), Double.BYTES);
  }

  private GpuArray mark() {
    return state.scratch("mark", chunks(), Integer.BYTES);
  }

  /** The factor, what a parameter must be not to notice, and whether any has to. */
  private GpuArray scale() {
    return state.scratch("scale", 3, Double.BYTES);
  }

  private double small() {
    return Math.scalb(smallestNormal(precision()), MARGIN);
  }

  private static double smallestNormal(Precision precision) {
    return precision.smallestSubnormal() / (2 * precision.unitRoundoff());
  }

  private Precision precision() {
    return state.format().precision();
  }

  private Object number(double value) {
    return state.format().argument(value);
  }

  private void launch(String kernel, int blocks, Object... arguments) {
    gpu.launch(Program.SCALED_UPDATES, state.format().kernel(kernel), blocks, BLOCK, arguments);
  }
}
