package org.noiseproof.claim.clipping;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.random.Streams;
import org.noiseproof.reference.ReferenceBackend;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.statistics.ErrorBudget;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.verifier.ClaimResult;
import org.noiseproof.verifier.Verifier;

/**
 * What tests of claims compare: digits as they are printed, and verdicts that are not as they
 * should be.
 */
public final class Golden {
  private Golden() {}

  public static final Backend REFERENCE = new ReferenceBackend();

  public static final Trial TRIAL = trial(REFERENCE);

  private static Trial trial(Backend backend) {
    return new Trial(backend, Streams.of(1, "golden"), Scale.DEFAULT, new ErrorBudget(0.1, 0.1));
  }

  /** A trial of a backend that implements nothing. */
  public static Trial bare() {
    return trial(new Bare());
  }

  /** A number rounded to so many significant digits. */
  public static String digits(double value, int digits) {
    return new BigDecimal(value)
        .round(new MathContext(digits))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Checks of a claim that do not hold on a backend, and controls that are not found. */
  public static List<String> surprises(Claim claim, Backend backend) {
    ClaimResult result =
        Verifier.verify(List.of(claim), backend, 1, Scale.DEFAULT, new Silent())
            .results()
            .getFirst();
    Stream<String> checks =
        result.checks().stream()
            .filter(check -> check.finding().verdict() != Verdict.HOLDS)
            .map(check -> check.check().name() + ": " + check.finding().summary());
    Stream<String> controls =
        result.controls().stream()
            .filter(control -> !control.found())
            .map(control -> control.control().check().name() + ": " + control.finding().summary());
    return Stream.concat(checks, controls).toList();
  }

  private record Silent() implements Verifier.Listener {
    @Override
    public void running(Claim claim, String check, int n, int all) {}

    @Override
    public void finished(ClaimResult result) {}
  }

  /** Implements nothing. */
  private record Bare() implements Backend {
    @Override
    public String name() {
      return "bare";
    }

    @Override
    public Description describe() {
      return REFERENCE.describe();
    }

    @Override
    public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
      return Optional.empty();
    }

    @Override
    public Optional<Optimizer> optimizer(OptimizerSpec spec) {
      return Optional.empty();
    }
  }
}
