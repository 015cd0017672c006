package org.noiseproof.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.spec.EstimatorSpec;

/**
 * How far from exact a subject was seen, under one type of specs.
 *
 * @param ratio the largest test ratio |computed − exact| / (γ_d · gauge) of the criteria B and F, d
 *     the depth that the subject declares
 * @param depth d, where that ratio was seen; 0 where every answer was exact
 */
public record Accuracy(double ratio, int depth) {
  private static final Pattern COMPARES = Pattern.compile("criterion/[BF]/.*");

  /**
   * The error in roundings, ratio · d: γ_d is nearly d u, so this is |computed − exact| in units of
   * u · gauge, and a depth declared too large makes it no smaller.
   */
  public double roundings() {
    return ratio * depth;
  }

  /** Of the checks of a type; empty where none of them that compares could be judged. */
  static Optional<Accuracy> of(Subject subject, ConformanceRun run, String type) {
    List<CheckResult> compared =
        run.results().stream()
            .filter(result -> result.check().type().equals(type) && result.cases() > 0)
            .filter(result -> COMPARES.matcher(result.check().id()).matches())
            .toList();
    return compared.stream()
        .max(Comparator.comparingDouble(CheckResult::worstRatio))
        .map(
            worst ->
                new Accuracy(
                    worst.worstRatio(),
                    worst.worst().map(input -> depth(subject, input)).orElse(0)));
  }

  private static int depth(Subject subject, Case input) {
    try {
      return input.spec() instanceof EstimatorSpec
          ? Probe.estimator(subject, input).depth(input.count(), input.dimension())
          : Probe.optimizer(subject, input).depth(input.dimension());
    } catch (NotImplemented _) {
      return 0;
    }
  }
}
