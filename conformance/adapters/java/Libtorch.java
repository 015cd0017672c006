import static org.bytedeco.pytorch.global.torch.clip_grad_norm_;
import static org.bytedeco.pytorch.global.torch.clip_grad_value_;

import java.io.IOException;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adagrad;
import org.bytedeco.pytorch.AdagradOptions;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The optimizers of libtorch, PyTorch's C++ API, and its gradient clipping, on doubles. */
public final class Libtorch {
  private static final String SOURCE =
      "https://github.com/pytorch/pytorch/tree/v2.10.0/torch/csrc/api/src/optim";

  private Libtorch() {}

  public static void main(String[] args) throws IOException {
    torch.set_num_threads(1);
    new NoiseproofAdapter("libtorch", args.length > 0 ? args[0] : "", "float64")
        .library(
            "libtorch", "https://pytorch.org/cppdocs", "https://github.com/pytorch/pytorch/issues")
        .optimizer("sgd", of(Libtorch::sgd))
        .optimizer("adam", of(Libtorch::adam))
        .optimizer("amsgrad", of(Libtorch::amsgrad))
        .optimizer("rmsprop", of(Libtorch::rmsprop))
        .optimizer("adagrad", of(Libtorch::adagrad))
        .optimizer("clipped_sgd", Libtorch::clipped)
        .estimator("coordinate_clip", Libtorch::coordinateClip)
        .dialect("clipped_sgd", "clipped_sgd.floored_norm")
        .capabilities("tensors")
        .takesBadGradients(SOURCE)
        .serve();
  }

  private static NoiseproofAdapter.Optimizer of(Making making) {
    return (spec, start) -> new Run(start, making, spec, gradients -> {});
  }

  private static Optimizer sgd(NoiseproofAdapter.Spec spec, TensorVector parameters) {
    SGDOptions options = new SGDOptions(spec.number("learning_rate"));
    options.momentum().put(spec.number("momentum", 0));
    options.dampening().put(spec.number("dampening", 0));
    options.nesterov().put(spec.flag("nesterov", false));
    options.weight_decay().put(spec.number("weight_decay", 0));
    return new SGD(parameters, options);
  }

  /** AdamW: the weight decay of its Adam is coupled. */
  private static Optimizer adam(NoiseproofAdapter.Spec spec, TensorVector parameters) {
    AdamWOptions options = new AdamWOptions(spec.number("learning_rate"));
    betas(options.betas(), spec);
    options.eps().put(spec.number("epsilon", 1e-8));
    options.weight_decay().put(spec.number("weight_decay", 0));
    return new AdamW(parameters, options);
  }

  private static Optimizer amsgrad(NoiseproofAdapter.Spec spec, TensorVector parameters) {
    AdamOptions options = new AdamOptions(spec.number("learning_rate"));
    betas(options.betas(), spec);
    options.eps().put(spec.number("epsilon", 1e-8));
    options.amsgrad().put(true);
    return new Adam(parameters, options);
  }

  /**
   * The two βs, a C++ tuple seen as two doubles in memory, where GCC's library puts the last
   * element first. The defaults, 0.9 and 0.999, tell.
   */
  private static void betas(DoublePointer pair, NoiseproofAdapter.Spec spec) {
    int first = pair.get(0) < pair.get(1) ? 0 : 1;
    pair.put(first, spec.number("beta1", 0.9));
    pair.put(1 - first, spec.number("beta2", 0.999));
  }

  private static Optimizer rmsprop(NoiseproofAdapter.Spec spec, TensorVector parameters) {
    RMSpropOptions options = new RMSpropOptions(spec.number("learning_rate"));
    options.alpha().put(spec.number("decay", 0.99));
    options.eps().put(spec.number("epsilon", 1e-8));
    return new RMSprop(parameters, options);
  }

  private static Optimizer adagrad(NoiseproofAdapter.Spec spec, TensorVector parameters) {
    AdagradOptions options = new AdagradOptions(spec.number("learning_rate"));
    options.initial_accumulator_value().put(spec.number("initial_accumulator", 0));
    options.eps().put(spec.number("epsilon", 1e-10));
    return new Adagrad(parameters, options);
  }

  /** {@code clip_grad_norm_} over all tensors, and SGD. */
  private static Run clipped(NoiseproofAdapter.Spec spec, NoiseproofAdapter.Start start) {
    spec.only("momentum", 0);
    spec.never("clip_after_momentum");
    double threshold = spec.number("threshold");
    return new Run(
        start,
        (s, parameters) -> new SGD(parameters, new SGDOptions(s.number("learning_rate"))),
        spec,
        parameters -> clip_grad_norm_(parameters, threshold));
  }

  /** {@code clip_grad_value_} of every row, and their mean. */
  private static double[] coordinateClip(NoiseproofAdapter.Spec spec, double[][] rows) {
    double threshold = spec.number("threshold");
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      try (PointerScope scope = new PointerScope()) {
        Tensor tensor = Tensor.create(new double[row.length]);
        tensor.mutable_grad().put(Tensor.create(row));
        clip_grad_value_(tensor, threshold);
        double[] clipped = values(tensor.grad());
        for (int j = 0; j < mean.length; j++) {
          mean[j] += clipped[j] / rows.length;
        }
      }
    }
    return mean;
  }

  private static double[] values(Tensor tensor) {
    double[] values = new double[(int) tensor.numel()];
    DoubleBuffer buffer = tensor.createBuffer();
    buffer.get(values);
    return values;
  }

  /** What makes an optimizer of parameters. */
  private interface Making {
    Optimizer of(NoiseproofAdapter.Spec spec, TensorVector parameters);
  }

  /** An optimizer and its parameters. */
  private static final class Run implements NoiseproofAdapter.Run {
    private final TensorVector parameters = new TensorVector();
    private final Optimizer optimizer;
    private final Consumer<TensorVector> clip;
    private final List<Integer> lengths;
    private final int dimension;

    Run(
        NoiseproofAdapter.Start start,
        Making making,
        NoiseproofAdapter.Spec spec,
        Consumer<TensorVector> clip) {
      this.clip = clip;
      lengths = start.tensors();
      dimension = start.parameters().length;
      int from = 0;
      for (int length : lengths) {
        parameters.push_back(
            Tensor.create(Arrays.copyOfRange(start.parameters(), from, from + length)));
        from += length;
      }
      optimizer = making.of(spec, parameters);
    }

    @Override
    public double[] step(double[] gradient) {
      return stepWithout(gradient, Set.of());
    }

    @Override
    public double[] stepWithout(double[] gradient, Set<Integer> missing) {
      try (PointerScope scope = new PointerScope()) {
        int from = 0;
        for (int i = 0; i < lengths.size(); i++) {
          int end = from + lengths.get(i);
          parameters
              .get(i)
              .mutable_grad()
              .put(
                  missing.contains(i)
                      ? new Tensor()
                      : Tensor.create(Arrays.copyOfRange(gradient, from, end)));
          from = end;
        }
        clip.accept(parameters);
        optimizer.step();
        double[] after = new double[dimension];
        int at = 0;
        for (int i = 0; i < lengths.size(); i++) {
          double[] tensor = values(parameters.get(i));
          System.arraycopy(tensor, 0, after, at, tensor.length);
          at += tensor.length;
        }
        return after;
      }
    }

    @Override
    public void close() {
      optimizer.close();
      parameters.close();
    }
  }
}
