import java.io.IOException;
import java.util.List;
import org.tribuo.math.Parameters;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.Tensor;
import org.tribuo.math.optimisers.AdaDelta;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.math.optimisers.Adam;
import org.tribuo.math.optimisers.RMSProp;
import org.tribuo.math.optimisers.SGD;
import org.tribuo.math.protos.ParametersProto;

/**
 * The optimizers of Oracle's Tribuo. They turn gradients into updates, in place, and its models add
 * the updates to their parameters: a gradient there points uphill. So θ ← θ + step(−g).
 */
public final class Tribuo {
  private static final String SOURCE =
      "https://github.com/oracle/tribuo/blob/v4.3.2/Math/src/main/java/org/tribuo/math/";

  private Tribuo() {}

  public static void main(String[] args) throws IOException {
    new NoiseproofAdapter("tribuo", args.length > 0 ? args[0] : "", "float64")
        .library(
            "Tribuo", "https://github.com/oracle/tribuo", "https://github.com/oracle/tribuo/issues")
        .optimizer("sgd", (spec, start) -> new Run(sgd(spec), start))
        .optimizer("adam", (spec, start) -> new Run(adam(spec), start))
        .optimizer("rmsprop", (spec, start) -> new Run(rmsprop(spec), start))
        .optimizer("adagrad", (spec, start) -> new Run(adagrad(spec), start))
        .optimizer("adadelta", (spec, start) -> new Run(adadelta(spec), start))
        .dialect("adam", "adam.epsilon_hat")
        .capabilities("weight", "tensors")
        .takesBadGradients(SOURCE + "StochasticGradientOptimiser.java")
        .serve();
  }

  private static StochasticGradientOptimiser sgd(NoiseproofAdapter.Spec spec) {
    spec.only("dampening", 0);
    spec.only("weight_decay", 0);
    double momentum = spec.number("momentum", 0);
    boolean nesterov = spec.flag("nesterov", false);
    double rate = spec.number("learning_rate");
    return momentum == 0
        ? SGD.getSimpleSGD(rate)
        : SGD.getSimpleSGD(
            rate, momentum, nesterov ? SGD.Momentum.NESTEROV : SGD.Momentum.STANDARD);
  }

  private static StochasticGradientOptimiser adam(NoiseproofAdapter.Spec spec) {
    spec.only("weight_decay", 0);
    return new Adam(
        spec.number("learning_rate"),
        spec.number("beta1", 0.9),
        spec.number("beta2", 0.999),
        spec.number("epsilon", 1e-8));
  }

  private static StochasticGradientOptimiser rmsprop(NoiseproofAdapter.Spec spec) {
    return new RMSProp(
        spec.number("learning_rate"), spec.number("decay", 0.99), spec.number("epsilon", 1e-8), 0);
  }

  private static StochasticGradientOptimiser adagrad(NoiseproofAdapter.Spec spec) {
    return new AdaGrad(
        spec.number("learning_rate"),
        spec.number("epsilon", 1e-10),
        spec.number("initial_accumulator", 0));
  }

  private static StochasticGradientOptimiser adadelta(NoiseproofAdapter.Spec spec) {
    spec.only("learning_rate", 1);
    return new AdaDelta(spec.number("decay", 0.9), spec.number("epsilon", 1e-6));
  }

  /** Tribuo's optimizer, and the parameters that a Tribuo model would hold. */
  private static final class Run implements NoiseproofAdapter.Run {
    private final StochasticGradientOptimiser optimizer;
    private final List<Integer> lengths;
    private final double[] parameters;

    Run(StochasticGradientOptimiser optimizer, NoiseproofAdapter.Start start) {
      this.optimizer = optimizer;
      lengths = start.tensors();
      parameters = start.parameters().clone();
      optimizer.initialise(new Shapes(lengths));
    }

    @Override
    public double[] step(double[] gradient) {
      return step(gradient, 1);
    }

    @Override
    public double[] step(double[] gradient, double weight) {
      Tensor[] uphill = new Tensor[lengths.size()];
      int from = 0;
      for (int i = 0; i < uphill.length; i++) {
        double[] tensor = new double[lengths.get(i)];
        for (int j = 0; j < tensor.length; j++) {
          tensor[j] = -gradient[from + j];
        }
        uphill[i] = DenseVector.createDenseVector(tensor);
        from += tensor.length;
      }
      int at = 0;
      for (Tensor update : optimizer.step(uphill, weight)) {
        for (double u : ((DenseVector) update).toArray()) {
          parameters[at++] += u;
        }
      }
      return parameters;
    }
  }

  /** Parameters that know only their shape: all that an optimizer asks of them. */
  private record Shapes(List<Integer> lengths) implements Parameters {
    @Override
    public Tensor[] getEmptyCopy() {
      return lengths.stream().map(DenseVector::new).toArray(Tensor[]::new);
    }

    @Override
    public Tensor[] get() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void set(Tensor[] parameters) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void update(Tensor[] gradients) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ParametersProto serialize() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Tensor[] merge(Tensor[][] gradients, int size) {
      throw new UnsupportedOperationException();
    }
  }
}
