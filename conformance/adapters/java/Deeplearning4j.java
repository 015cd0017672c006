import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The updaters of ND4J on doubles, and the gradient normalization of Deeplearning4j. An updater
 * turns a gradient into a step, in place; the step is subtracted from the parameters.
 */
public final class Deeplearning4j {
  private static final String SOURCE =
      "https://github.com/deeplearning4j/deeplearning4j/tree/1.0.0-M2.1/";
  private static final String UPDATERS =
      SOURCE + "nd4j/nd4j-backends/nd4j-api-parent/nd4j-api/src/main/java/org/nd4j/linalg/learning";

  private Deeplearning4j() {}

  public static void main(String[] args) throws IOException {
    Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    new NoiseproofAdapter("nd4j", args.length > 0 ? args[0] : "", "float64")
        .library(
            "ND4J and Deeplearning4j",
            "https://github.com/deeplearning4j/deeplearning4j",
            "https://github.com/deeplearning4j/deeplearning4j/issues")
        .optimizer("sgd", updater(Deeplearning4j::sgd))
        .optimizer("adam", updater(Deeplearning4j::adam))
        .optimizer("amsgrad", updater(s -> new AMSGrad(rate(s), beta1(s), beta2(s), epsilon(s))))
        .optimizer("adamax", updater(s -> new AdaMax(rate(s), beta1(s), beta2(s), epsilon(s))))
        .optimizer("nadam", updater(s -> new Nadam(rate(s), beta1(s), beta2(s), epsilon(s))))
        .optimizer("adabelief", Deeplearning4j::adabelief)
        .optimizer("adagrad", updater(Deeplearning4j::adagrad))
        .optimizer("adadelta", updater(Deeplearning4j::adadelta))
        .optimizer(
            "rmsprop", updater(s -> new RmsProp(rate(s), s.number("decay", 0.99), epsilon(s))))
        .optimizer("clipped_sgd", Deeplearning4j::clipped)
        .optimizer("normalized_sgd", Deeplearning4j::normalized)
        .estimator("coordinate_clip", Deeplearning4j::coordinateClip)
        .dialect("sgd", "sgd.rate_inside")
        .dialect("adam", "adam.epsilon_hat")
        .dialect("amsgrad", "amsgrad.epsilon_hat")
        .dialect("nadam", "nadam.corrected_alike.second_uncorrected")
        .dialect("adamax", "adamax.without_epsilon")
        .dialect("adabelief", "adabelief.epsilon_hat")
        .dialect("rmsprop", "rmsprop.from_epsilon")
        .takesBadGradients(UPDATERS)
        .serve();
  }

  private static double rate(NoiseproofAdapter.Spec spec) {
    return spec.number("learning_rate");
  }

  private static double beta1(NoiseproofAdapter.Spec spec) {
    return spec.number("beta1", 0.9);
  }

  private static double beta2(NoiseproofAdapter.Spec spec) {
    return spec.number("beta2", 0.999);
  }

  private static double epsilon(NoiseproofAdapter.Spec spec) {
    return spec.number("epsilon", 1e-8);
  }

  private static IUpdater sgd(NoiseproofAdapter.Spec spec) {
    spec.only("dampening", 0);
    spec.only("weight_decay", 0);
    double momentum = spec.number("momentum", 0);
    if (spec.flag("nesterov", false)) {
      return new Nesterovs(rate(spec), momentum);
    }
    spec.only("momentum", 0);
    return new Sgd(rate(spec));
  }

  private static IUpdater adam(NoiseproofAdapter.Spec spec) {
    spec.only("weight_decay", 0);
    return new Adam(rate(spec), beta1(spec), beta2(spec), epsilon(spec));
  }

  /** The sum of squares starts from 1e-6, whatever ε. */
  private static IUpdater adagrad(NoiseproofAdapter.Spec spec) {
    spec.only("initial_accumulator", 1e-6);
    return new AdaGrad(rate(spec), spec.number("epsilon", 1e-10));
  }

  private static IUpdater adadelta(NoiseproofAdapter.Spec spec) {
    spec.only("learning_rate", 1);
    return new AdaDelta(spec.number("decay", 0.9), spec.number("epsilon", 1e-6));
  }

  /** With its state in two arrays, as in SameDiff: that in one, as in a network, it refuses. */
  private static Run adabelief(NoiseproofAdapter.Spec spec, NoiseproofAdapter.Start start) {
    IUpdater config =
        new AdaBelief(rate(spec), beta1(spec), beta2(spec), spec.number("epsilon", 1e-16));
    Map<String, INDArray> state = new LinkedHashMap<>();
    for (String name : List.of("M", "S")) {
      state.put(name, Nd4j.zeros(DataType.DOUBLE, 1, start.parameters().length));
    }
    return new Run(config.instantiate(state, true), start.parameters());
  }

  private static NoiseproofAdapter.Optimizer updater(
      Function<NoiseproofAdapter.Spec, IUpdater> config) {
    return (spec, start) ->
        new Run(inOneArray(config.apply(spec), start.parameters().length), start.parameters());
  }

  /** As a network of Deeplearning4j does it. */
  private static GradientUpdater<?> inOneArray(IUpdater config, int length) {
    long size = config.stateSize(length);
    return config.instantiate(size == 0 ? null : Nd4j.zeros(DataType.DOUBLE, 1, size), true);
  }

  /** An updater and the parameters. */
  private static final class Run implements NoiseproofAdapter.Run {
    private final GradientUpdater<?> updater;
    private final INDArray parameters;
    private int iteration;

    Run(GradientUpdater<?> updater, double[] start) {
      this.updater = updater;
      parameters = Nd4j.createFromArray(start).reshape(1, start.length).dup();
    }

    @Override
    public double[] step(double[] gradient) {
      INDArray step = Nd4j.createFromArray(gradient).reshape(1, gradient.length).dup();
      updater.applyUpdater(step, iteration++, 0);
      parameters.subi(step);
      return parameters.toDoubleVector();
    }
  }

  private static NoiseproofAdapter.Run clipped(
      NoiseproofAdapter.Spec spec, NoiseproofAdapter.Start start) {
    spec.only("momentum", 0);
    spec.never("clip_after_momentum");
    double threshold = spec.number("threshold");
    Network network =
        new Network(
            rate(spec), GradientNormalization.ClipL2PerLayer, threshold, start.parameters());
    return network::step;
  }

  private static NoiseproofAdapter.Run normalized(
      NoiseproofAdapter.Spec spec, NoiseproofAdapter.Start start) {
    spec.only("momentum", 0);
    spec.flag("warm_start", false); // without momentum the first step is like any other
    Network network =
        new Network(rate(spec), GradientNormalization.RenormalizeL2PerLayer, 1, start.parameters());
    return network::step;
  }

  /** SGD from 0 with learning rate 1/n, over the rows. */
  private static double[] coordinateClip(NoiseproofAdapter.Spec spec, double[][] rows) {
    double threshold = spec.number("threshold");
    if (threshold == 0) {
      throw new NoiseproofAdapter.Unsupported(
          "a threshold of 0 is refused by ND4J's clip_by_value");
    }
    double[] gradient = new double[rows[0].length];
    Network network =
        new Network(
            1.0 / rows.length,
            GradientNormalization.ClipElementWiseAbsoluteValue,
            threshold,
            gradient);
    for (double[] row : rows) {
      gradient = network.step(row);
    }
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] = 0 - gradient[j];
    }
    return gradient;
  }

  /** A linear layer without bias, whose weights are the parameters, under plain SGD. */
  private static final class Network {
    private final MultiLayerNetwork network;
    private int iteration;

    Network(double rate, GradientNormalization mode, double threshold, double[] parameters) {
      network =
          new MultiLayerNetwork(
              new NeuralNetConfiguration.Builder()
                  .dataType(DataType.DOUBLE)
                  .updater(new Sgd(rate))
                  .gradientNormalization(mode)
                  .gradientNormalizationThreshold(threshold)
                  .list()
                  .layer(
                      new OutputLayer.Builder(LossFunction.MSE)
                          .nIn(parameters.length)
                          .nOut(1)
                          .hasBias(false)
                          .activation(Activation.IDENTITY)
                          .build())
                  .build());
      network.init();
      network.initGradientsView();
      network.params().assign(Nd4j.createFromArray(parameters).reshape(network.params().shape()));
    }

    double[] step(double[] gradient) {
      INDArray flat = network.getFlattenedGradients();
      flat.assign(Nd4j.createFromArray(gradient).reshape(1, gradient.length));
      Gradient gradients = new DefaultGradient(flat);
      gradients.setGradientFor("0_W", flat.reshape('f', gradient.length, 1));
      network
          .getUpdater()
          .update(network, gradients, iteration++, 0, 1, LayerWorkspaceMgr.noWorkspaces());
      network.params().subi(flat.reshape(network.params().shape()));
      return network.params().toDoubleVector();
    }
  }
}
