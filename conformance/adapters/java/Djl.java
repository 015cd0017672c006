import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.AdamW;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The optimizers of DJL that its PyTorch engine implements, in single precision; the others throw
 * "Not implemented" there. Their clip, {@code optClipGrad}, is driven as an estimator.
 */
public final class Djl {
  private static final String SOURCE =
      "https://github.com/deepjavalibrary/djl/tree/v0.34.0/api/src/main/java/ai/djl/training/"
          + "optimizer";

  private Djl() {}

  public static void main(String[] args) throws IOException {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      new NoiseproofAdapter("djl", args.length > 0 ? args[0] : "", "float32")
          .library(
              "DJL with its PyTorch engine " + Engine.getEngine("PyTorch").getVersion(),
              "https://djl.ai",
              "https://github.com/deepjavalibrary/djl/issues")
          .optimizer("sgd", (spec, start) -> new Run(manager, sgd(spec), start))
          .optimizer("adam", (spec, start) -> new Run(manager, adam(spec), start))
          .estimator("coordinate_clip", (spec, rows) -> coordinateClip(manager, spec, rows))
          .dialect("sgd", "sgd.rate_inside")
          .dialect("adam", "adam.epsilon_hat")
          .capabilities("tensors")
          .takesBadGradients(SOURCE)
          .serve();
    }
  }

  private static Optimizer sgd(NoiseproofAdapter.Spec spec) {
    spec.only("dampening", 0);
    spec.never("nesterov"); // Nag: not implemented on this engine
    return Optimizer.sgd()
        .setLearningRateTracker(rate(spec))
        .optMomentum((float) spec.number("momentum", 0))
        .optWeightDecays((float) spec.number("weight_decay", 0))
        .build();
  }

  /** AdamW where there is weight decay: Adam's own is coupled. */
  private static Optimizer adam(NoiseproofAdapter.Spec spec) {
    float decay = (float) spec.number("weight_decay", 0);
    float beta1 = (float) spec.number("beta1", 0.9);
    float beta2 = (float) spec.number("beta2", 0.999);
    float epsilon = (float) spec.number("epsilon", 1e-8);
    return decay == 0
        ? Adam.builder()
            .optLearningRateTracker(rate(spec))
            .optBeta1(beta1)
            .optBeta2(beta2)
            .optEpsilon(epsilon)
            .build()
        : AdamW.builder()
            .optLearningRateTracker(rate(spec))
            .optBeta1(beta1)
            .optBeta2(beta2)
            .optEpsilon(epsilon)
            .optWeightDecays(decay)
            .build();
  }

  private static Tracker rate(NoiseproofAdapter.Spec spec) {
    return Tracker.fixed((float) spec.number("learning_rate"));
  }

  /** SGD from 0 with learning rate 1/n and the clip, over the rows. */
  private static double[] coordinateClip(
      NDManager manager, NoiseproofAdapter.Spec spec, double[][] rows) {
    Optimizer clipping =
        Optimizer.sgd()
            .setLearningRateTracker(Tracker.fixed(1f / rows.length))
            .optClipGrad((float) spec.number("threshold"))
            .build();
    int d = rows[0].length;
    double[] gradient = new double[d];
    try (Run run = new Run(manager, clipping, new NoiseproofAdapter.Start(gradient, List.of(d)))) {
      for (double[] row : rows) {
        gradient = run.step(row);
      }
    }
    for (int j = 0; j < d; j++) {
      gradient[j] = 0 - gradient[j];
    }
    return gradient;
  }

  /** An optimizer and its arrays, one a tensor. */
  private static final class Run implements NoiseproofAdapter.Run {
    private final NDManager manager;
    private final Optimizer optimizer;
    private final List<Integer> lengths;
    private final List<NDArray> weights = new ArrayList<>();
    private final int dimension;

    Run(NDManager parent, Optimizer optimizer, NoiseproofAdapter.Start start) {
      manager = parent.newSubManager();
      this.optimizer = optimizer;
      lengths = start.tensors();
      dimension = start.parameters().length;
      int from = 0;
      for (int length : lengths) {
        weights.add(array(start.parameters(), from, length));
        from += length;
      }
    }

    @Override
    public double[] step(double[] gradient) {
      return stepWithout(gradient, Set.of());
    }

    /** As DJL's trainer does with a parameter that is frozen: no update. */
    @Override
    public double[] stepWithout(double[] gradient, Set<Integer> missing) {
      double[] parameters = new double[dimension];
      int from = 0;
      for (int i = 0; i < weights.size(); i++) {
        NDArray weight = weights.get(i);
        if (!missing.contains(i)) {
          try (NDArray tensor = array(gradient, from, lengths.get(i))) {
            optimizer.update("tensor" + i, weight, tensor);
          }
        }
        for (float w : weight.toFloatArray()) {
          parameters[from++] = w;
        }
      }
      return parameters;
    }

    private NDArray array(double[] values, int from, int length) {
      float[] floats = new float[length];
      for (int j = 0; j < length; j++) {
        floats[j] = (float) values[from + j];
      }
      return manager.create(floats);
    }

    @Override
    public void close() {
      manager.close();
    }
  }
}
