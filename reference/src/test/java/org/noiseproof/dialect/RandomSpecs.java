package org.noiseproof.dialect;

import java.util.List;
import java.util.SplittableRandom;
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
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** Random hyperparameters of the optimizers that have dialects. */
public final class RandomSpecs {
  /** Their types. */
  public static final List<String> TYPES =
      List.of(
          "sgd",
          "adam",
          "rmsprop",
          "adagrad",
          "adadelta",
          "adamax",
          "nadam",
          "amsgrad",
          "adabelief",
          "lion");

  private RandomSpecs() {}

  /** One of a type; its ε and its decays are 0 now and then. */
  public static OptimizerSpec of(String type, SplittableRandom random) {
    double eta = random.nextDouble();
    double beta1 = random.nextInt(4) == 0 ? 0 : random.nextDouble();
    double beta2 = random.nextBoolean() ? 0.999 : random.nextDouble();
    double epsilon = random.nextBoolean() ? 0 : Math.pow(2, -random.nextDouble(40));
    double lambda = random.nextBoolean() ? 0 : random.nextDouble();
    boolean nesterov = beta1 > 0 && random.nextBoolean();
    return switch (type) {
      case "sgd" -> new Sgd(eta, beta1, nesterov ? 0 : lambda / 2, nesterov, lambda);
      case "adam" -> new Adam(eta, beta1, beta2, epsilon, lambda);
      case "rmsprop" -> new Rmsprop(eta, beta2, epsilon);
      case "adagrad" -> new Adagrad(eta, lambda, epsilon);
      case "adadelta" -> new Adadelta(eta, beta2, epsilon);
      case "adamax" -> new Adamax(eta, beta1, beta2, epsilon);
      case "nadam" -> new Nadam(eta, beta1, beta2, epsilon);
      case "amsgrad" -> new Amsgrad(eta, beta1, beta2, epsilon);
      case "adabelief" -> new Adabelief(eta, beta1, beta2, epsilon);
      case "lion" -> new Lion(eta, beta1, beta2, lambda);
      default -> throw new IllegalArgumentException("type = " + type);
    };
  }
}
