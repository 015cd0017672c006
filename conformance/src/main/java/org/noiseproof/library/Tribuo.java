package org.noiseproof.library;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Subject;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/**
 * The optimizers of Oracle's Tribuo, {@code org.tribuo.math.optimisers}, as a subject. Met by
 * reflection, so that this project compiles and runs without Tribuo.
 *
 * <p>Tribuo's optimizers turn a gradient tensor into an update in place, and its models add the
 * update to their parameters: a gradient there points uphill. So θ ← θ + step(−g), on a copy of g.
 */
public final class Tribuo implements Subject {
  static final Artifact ARTIFACT = new Artifact("org.tribuo", "tribuo-math", "4.3.2");

  private static final Set<String> UNPROMISED =
      Set.of("law/sgd/refuses-bad-gradients", "law/adam/refuses-bad-gradients");

  private final ClassLoader loader;

  /** The Tribuo that this loader sees. */
  Tribuo(ClassLoader loader) {
    this.loader = loader;
  }

  @Override
  public String name() {
    return "tribuo";
  }

  @Override
  public String option() {
    return "--library tribuo";
  }

  @Override
  public Description describe() {
    return new Description(
        Precision.FLOAT64, Determinism.REPRODUCIBLE, 1, 1, ARTIFACT + " on this JVM");
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return Optional.empty();
  }

  @Override
  public Optional<OptimizerUnderTest> optimizer(OptimizerSpec spec) {
    return switch (spec) {
      case Sgd sgd ->
          sgd.dampening() == 0 && sgd.weightDecay() == 0
              ? Optional.of(parameters -> new Run(parameters, sgd(sgd)))
              : Optional.empty();
      case ClippedSgd _,
          NormalizedSgd _,
          SignSgd _,
          Scheduled _,
          MatrixOptimizerSpec _,
          CoordinatewiseOptimizerSpec _ ->
          Optional.empty();
      case Adam adam ->
          adam.weightDecay() == 0
              ? Optional.of(parameters -> new Run(parameters, adam(adam)))
              : Optional.empty();
    };
  }

  @Override
  public Optional<String> exemption(String checkId) {
    return UNPROMISED.contains(checkId)
        ? Optional.of("Tribuo promises nothing about gradients that are not finite")
        : Optional.empty();
  }

  private Object sgd(Sgd spec) {
    return call(
        () -> {
          Class<?> sgd = load("org.tribuo.math.optimisers.SGD");
          Class<?> kind = load("org.tribuo.math.optimisers.SGD$Momentum");
          String momentum =
              spec.momentum() == 0 ? "NONE" : spec.nesterov() ? "NESTEROV" : "STANDARD";
          return sgd.getMethod("getSimpleSGD", double.class, double.class, kind)
              .invoke(
                  null,
                  spec.learningRate(),
                  spec.momentum(),
                  kind.getMethod("valueOf", String.class).invoke(null, momentum));
        });
  }

  private Object adam(Adam spec) {
    return call(
        () ->
            load("org.tribuo.math.optimisers.Adam")
                .getConstructor(double.class, double.class, double.class, double.class)
                .newInstance(spec.learningRate(), spec.beta1(), spec.beta2(), spec.epsilon()));
  }

  /** One run: Tribuo's optimizer, and the parameters that a Tribuo model would hold. */
  private final class Run implements Session {
    private final double[] parameters;
    private final Object optimizer;

    Run(double[] parameters, Object optimizer) {
      this.parameters = parameters.clone();
      this.optimizer = optimizer;
      call(
          () -> {
            Class<?> model = load("org.tribuo.math.Parameters");
            return load("org.tribuo.math.StochasticGradientOptimiser")
                .getMethod("initialise", model)
                .invoke(optimizer, model(model, parameters.length));
          });
    }

    @Override
    public double[] step(double[] gradient) {
      double[] uphill = new double[gradient.length];
      for (int j = 0; j < uphill.length; j++) {
        uphill[j] = -gradient[j];
      }
      double[] update = update(uphill);
      for (int j = 0; j < parameters.length; j++) {
        parameters[j] += update[j];
      }
      return parameters.clone();
    }

    private double[] update(double[] uphill) {
      return (double[])
          call(
              () -> {
                Object tensors = tensors(uphill);
                Object updates =
                    load("org.tribuo.math.StochasticGradientOptimiser")
                        .getMethod("step", tensors.getClass(), double.class)
                        .invoke(optimizer, tensors, 1.0);
                return load("org.tribuo.math.la.DenseVector")
                    .getMethod("toArray")
                    .invoke(Array.get(updates, 0));
              });
    }
  }

  /** Parameters that know only their shape: all that an optimizer asks of them. */
  private Object model(Class<?> type, int dimension) {
    return Proxy.newProxyInstance(
        loader,
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.getName().equals("getEmptyCopy")) {
            return tensors(new double[dimension]);
          }
          throw new UnsupportedOperationException(method.toString());
        });
  }

  /** Tribuo's {@code Tensor[]} of one vector. */
  private Object tensors(double[] values) throws ReflectiveOperationException {
    Object tensors = Array.newInstance(load("org.tribuo.math.la.Tensor"), 1);
    Object vector =
        load("org.tribuo.math.la.DenseVector")
            .getMethod("createDenseVector", double[].class)
            .invoke(null, (Object) values);
    Array.set(tensors, 0, vector);
    return tensors;
  }

  private Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, true, loader);
  }

  private interface Reflection {
    Object run() throws ReflectiveOperationException;
  }

  private static Object call(Reflection reflection) {
    try {
      return reflection.run();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new LibraryUnavailable("Tribuo broke: " + e.getCause(), e);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new LibraryUnavailable(ARTIFACT + " is not as expected: " + e, e);
    }
  }
}
