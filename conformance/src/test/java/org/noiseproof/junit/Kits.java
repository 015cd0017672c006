package org.noiseproof.junit;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.noiseproof.backend.Batch;
import org.noiseproof.check.Case;
import org.noiseproof.check.Implementation;
import org.noiseproof.check.Subject.OptimizerUnderTest;
import org.noiseproof.conformance.Checks;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.Examination;
import org.noiseproof.conformance.ExpectedFailure;
import org.noiseproof.conformance.ExpectedFailures;
import org.noiseproof.conformance.Prerequisites;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** Right and wrong implementations under the kit, for {@link ConformanceTestsTest} to look at. */
final class Kits {
  private Kits() {}

  static Implementation sgd(Function<Sgd, OptimizerUnderTest> make) {
    return Implementation.named("mine")
        .optimizer(Sgd.class, make, "learning_rate", "momentum")
        .notPromising("law/sgd/refuses-bad-gradients", "no promise", "https://example.org/terms");
  }

  /** Under the kit, by a few cases a check. */
  static Stream<DynamicNode> under(Implementation subject, ExpectedFailures expected) {
    Examination examination =
        new Examination(
            subject,
            Checks.about(subject.types()),
            Conformance.DEFAULT_SEED,
            5,
            Prerequisites.FIRST_STEP);
    return new ConformanceTests(examination, expected, LocalDate.of(2026, 1, 1)).nodes();
  }

  static Stream<DynamicNode> under(Implementation subject) {
    return under(subject, ExpectedFailures.NONE);
  }

  /** Plain SGD with momentum, times this. */
  static OptimizerUnderTest steps(Sgd sgd, double factor) {
    return start -> {
      double[] position = start.clone();
      double[] velocity = new double[start.length];
      return gradient -> {
        for (int j = 0; j < position.length; j++) {
          velocity[j] = sgd.momentum() * velocity[j] + gradient[j];
          position[j] -= factor * sgd.learningRate() * velocity[j];
        }
        return position.clone();
      };
    };
  }

  static double[] mean(Batch batch, double scale) {
    double[] mean = new double[batch.dimension()];
    for (int k = 0; k < batch.samples(); k++) {
      double[] row = batch.row(k);
      for (int j = 0; j < mean.length; j++) {
        if (!Double.isFinite(row[j])) {
          throw new IllegalArgumentException("row " + k + ", column " + j + " is not finite");
        }
        mean[j] += row[j];
      }
    }
    for (int j = 0; j < mean.length; j++) {
      mean[j] /= scale * batch.samples();
    }
    return mean;
  }

  static ExpectedFailures doubled(String check, double gradient, int year) {
    return new ExpectedFailures(
        List.of(
            new ExpectedFailure(
                "mine",
                check,
                "steps are twice as long",
                "https://example.org/issues/1",
                Case.of(
                    new Sgd(0.5, 0, 0, false, 0), new double[] {0}, new double[][] {{gradient}}),
                LocalDate.of(year, 1, 1))));
  }

  static final class Right {
    @TestFactory
    Stream<DynamicNode> conforms() {
      return under(sgd(sgd -> steps(sgd, 1)));
    }
  }

  static final class TwiceTheStep {
    @TestFactory
    Stream<DynamicNode> conforms() {
      return under(sgd(sgd -> steps(sgd, 2)));
    }
  }

  static final class FirstGradientForgotten {
    @TestFactory
    Stream<DynamicNode> conforms() {
      return under(
          sgd(
              sgd ->
                  start -> {
                    double[][] position = {start.clone()};
                    var session = steps(sgd, 1).start(start);
                    boolean[] first = {true};
                    return gradient -> {
                      position[0] = first[0] ? position[0] : session.step(gradient);
                      first[0] = false;
                      return position[0].clone();
                    };
                  }));
    }
  }

  static final class Throwing {
    @TestFactory
    Stream<DynamicNode> conforms() {
      return under(
          sgd(
              sgd ->
                  start -> {
                    throw new IllegalStateException("out of order");
                  }));
    }
  }

  static final class Averages {
    @TestFactory
    Stream<DynamicNode> right() {
      return under(
          Implementation.named("mine").estimator(Mean.class, mean -> batch -> mean(batch, 1)));
    }

    @TestFactory
    Stream<DynamicNode> doubled() {
      return under(
          Implementation.named("mine").estimator(Mean.class, mean -> batch -> mean(batch, 0.5)));
    }
  }

  static final class Expected {
    private static final String CHECK = "vector/sgd/first-step";

    @TestFactory
    Stream<DynamicNode> asExpected() {
      return under(sgd(sgd -> steps(sgd, 2)), doubled(CHECK, 1, 2027));
    }

    @TestFactory
    Stream<DynamicNode> mended() {
      return under(sgd(sgd -> steps(sgd, 1)), doubled(CHECK, 1, 2027));
    }

    @TestFactory
    Stream<DynamicNode> otherwise() {
      return under(sgd(sgd -> steps(sgd, 2)), doubled("law/sgd/plain-step", 0, 2027));
    }

    @TestFactory
    Stream<DynamicNode> expired() {
      return under(sgd(sgd -> steps(sgd, 2)), doubled(CHECK, 1, 2025));
    }

    @TestFactory
    Stream<DynamicNode> unknown() {
      return under(sgd(sgd -> steps(sgd, 1)), doubled("vector/sgd/first-stop", 1, 2027));
    }
  }
}
