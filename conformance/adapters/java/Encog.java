import java.io.IOException;
import java.util.function.BiConsumer;
import org.encog.engine.network.activation.ActivationLinear;
import org.encog.ml.data.basic.BasicMLDataSet;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;
import org.encog.neural.networks.training.propagation.sgd.StochasticGradientDescent;
import org.encog.neural.networks.training.propagation.sgd.update.AdaGradUpdate;
import org.encog.neural.networks.training.propagation.sgd.update.AdamUpdate;
import org.encog.neural.networks.training.propagation.sgd.update.MomentumUpdate;
import org.encog.neural.networks.training.propagation.sgd.update.NesterovUpdate;
import org.encog.neural.networks.training.propagation.sgd.update.RMSPropUpdate;
import org.encog.neural.networks.training.propagation.sgd.update.UpdateRule;

/**
 * The update rules of Encog's stochastic gradient descent, driven as its {@code update()} drives
 * them. Encog's gradients point where the error falls, and the rules add to the weights: a rule is
 * given −g.
 */
public final class Encog {
  private static final String RULES =
      "https://github.com/jeffheaton/encog-java-core/tree/v3.4/src/main/java/org/encog/neural/"
          + "networks/training/propagation/sgd/update";

  private Encog() {}

  public static void main(String[] args) throws IOException {
    new NoiseproofAdapter("encog", args.length > 0 ? args[0] : "", "float64")
        .library(
            "Encog",
            "https://github.com/jeffheaton/encog-java-core",
            "https://github.com/jeffheaton/encog-java-core/issues")
        .optimizer("sgd", Encog::sgd)
        .optimizer("adam", Encog::adam)
        .optimizer("rmsprop", Encog::rmsprop)
        .optimizer("adagrad", Encog::adagrad)
        .dialect("sgd", "sgd.rate_inside")
        .capabilities("set")
        .takesBadGradients(RULES)
        .serve();
  }

  private static Run sgd(NoiseproofAdapter.Spec spec, NoiseproofAdapter.Start start) {
    boolean nesterov = spec.flag("nesterov", false);
    return new Run(
        nesterov ? new NesterovUpdate() : new MomentumUpdate(),
        (training, set) -> {
          if (set.flag("nesterov", false) != nesterov) {
            throw new NoiseproofAdapter.Unsupported("nesterov is another rule");
          }
          set.only("dampening", 0);
          set.only("weight_decay", 0);
          training.setMomentum(set.number("momentum", 0));
        },
        spec,
        start);
  }

  private static Run adam(NoiseproofAdapter.Spec spec, NoiseproofAdapter.Start start) {
    return new Run(
        new AdamUpdate(),
        (training, set) -> {
          set.only("beta1", 0.9);
          set.only("beta2", 0.999);
          set.only("epsilon", 1e-8);
          set.only("weight_decay", 0);
        },
        spec,
        start);
  }

  private static Run rmsprop(NoiseproofAdapter.Spec spec, NoiseproofAdapter.Start start) {
    RMSPropUpdate rule = new RMSPropUpdate();
    return new Run(
        rule,
        (training, set) -> {
          rule.setDecayRate(set.number("decay", 0.99));
          rule.setEps(set.number("epsilon", 1e-8));
        },
        spec,
        start);
  }

  private static Run adagrad(NoiseproofAdapter.Spec spec, NoiseproofAdapter.Start start) {
    AdaGradUpdate rule = new AdaGradUpdate();
    return new Run(
        rule,
        (training, set) -> {
          set.only("initial_accumulator", 0);
          rule.setEps(set.number("epsilon", 1e-10));
        },
        spec,
        start);
  }

  /** A rule, and the weights of a linear network without bias. */
  private static final class Run implements NoiseproofAdapter.Run {
    private final UpdateRule rule;
    private final BiConsumer<StochasticGradientDescent, NoiseproofAdapter.Spec> setter;
    private final StochasticGradientDescent training;
    private final double[] weights;

    Run(
        UpdateRule rule,
        BiConsumer<StochasticGradientDescent, NoiseproofAdapter.Spec> setter,
        NoiseproofAdapter.Spec spec,
        NoiseproofAdapter.Start start) {
      this.rule = rule;
      this.setter = setter;
      BasicNetwork network = new BasicNetwork();
      network.addLayer(new BasicLayer(null, false, start.parameters().length));
      network.addLayer(new BasicLayer(new ActivationLinear(), false, 1));
      network.getStructure().finalizeStructure();
      training = new StochasticGradientDescent(network, new BasicMLDataSet());
      weights = training.getFlat().getWeights();
      System.arraycopy(start.parameters(), 0, weights, 0, weights.length);
      set(spec);
      rule.init(training);
    }

    @Override
    public double[] step(double[] gradient) {
      double[] downhill = new double[gradient.length];
      for (int j = 0; j < downhill.length; j++) {
        downhill[j] = -gradient[j];
      }
      training.preIteration();
      rule.update(downhill, weights);
      training.postIteration();
      return weights;
    }

    @Override
    public void set(NoiseproofAdapter.Spec spec) {
      training.setLearningRate(spec.number("learning_rate"));
      setter.accept(training, spec);
    }
  }
}
