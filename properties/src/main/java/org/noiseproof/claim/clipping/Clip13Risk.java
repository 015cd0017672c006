package org.noiseproof.claim.clipping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Alternatives.Contestant;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.theory.MinimaxBound;
import org.noiseproof.theory.PerSampleClipBounds;

/** The Bayes risks of CLIP-13, exactly. */
final class Clip13Risk {
  private Clip13Risk() {}

  private static final double[] ORDERS = {1.1, 1.25, 1.5, 2};
  private static final double[] HITS = {0.25, 1, 2};

  /** A lower bound claimed for the average risk. */
  @FunctionalInterface
  interface Bound extends ToDoubleFunction<Alternatives> {}

  /** The alternatives that all enumerations run over. */
  private static List<Alternatives> alternatives(int n) {
    List<Alternatives> all = new ArrayList<>();
    for (double p : ORDERS) {
      for (double c : HITS) {
        all.add(new Alternatives(p, c, n));
      }
    }
    return all;
  }

  /**
   * A contestant's risk and failure probability against their lower bounds, over all 2ⁿ batches.
   */
  static Finding contest(Function<Alternatives, Contestant> contestant, Bound bound, int n) {
    Tightest tightest = new Tightest();
    for (Alternatives alternatives : alternatives(n)) {
      contest(
          tightest, "", alternatives, contestant.apply(alternatives), bound, Tolerance.CLOSED_FORM);
    }
    return Finding.of(tightest.comparisons());
  }

  /** A contestant's risk is the Bayes risk itself, over all 2ⁿ batches. */
  static Finding attained(Function<Alternatives, Contestant> contestant, int n) {
    Tightest tightest = new Tightest();
    for (Alternatives alternatives : alternatives(n)) {
      double least = alternatives.bayesRisk();
      double risk = alternatives.outcome(contestant.apply(alternatives)).risk();
      tightest.offer(
          Comparison.equal("risk", risk, least, Tolerance.CLOSED_FORM * least), alternatives);
    }
    return Finding.of(tightest.comparisons());
  }

  /** The same for every one of these estimators that the backend has. */
  static Finding contest(Trial trial, List<EstimatorSpec> specs, int n) {
    Tightest tightest = new Tightest();
    for (EstimatorSpec spec : specs) {
      Subject.find(trial, spec)
          .ifPresent(
              subject -> {
                for (Alternatives alternatives : alternatives(n)) {
                  contest(
                      tightest,
                      " of " + SpecJson.write(spec),
                      alternatives,
                      Contestant.honest(subject.estimator()),
                      Alternatives::bayesRisk,
                      subject.slack(n, 1, 1));
                }
              });
    }
    return tightest.comparisons().isEmpty()
        ? Finding.notApplicable(trial.backend().name() + " has none of the estimators")
        : Finding.of(tightest.comparisons());
  }

  private static void contest(
      Tightest tightest,
      String name,
      Alternatives alternatives,
      Contestant contestant,
      Bound bound,
      double relativeError) {
    Alternatives.Outcome outcome = alternatives.outcome(contestant);
    double least = bound.applyAsDouble(alternatives);
    double often =
        MinimaxBound.deviationProbability(alternatives.law().probability(), alternatives.n());
    tightest.offer(
        Comparison.atLeast("risk" + name, outcome.risk(), least, relativeError * least),
        alternatives);
    tightest.offer(
        Comparison.atLeast(
            "P(error ≥ qA/2)" + name,
            outcome.failure(relativeError * outcome.mean()),
            often,
            Tolerance.CLOSED_FORM * often),
        alternatives);
  }

  /**
   * The estimators that add up what each index contributes, at sizes that no enumeration reaches,
   * in units of the Bayes risk: their contributions are measured one hit at a time.
   *
   * @param excess 0; more claims a lower bound that decays slower, by n^{excess}
   */
  static Finding additive(Trial trial, double p, double excess, int... sizes) {
    EstimatorSpec clip = new PerSampleClip(1, p);
    EstimatorSpec zero = new PerSampleClip(0, p);
    List<Comparison> comparisons = new ArrayList<>();
    List<Series> curves = new ArrayList<>();
    for (EstimatorSpec spec : List.of(clip, new Mean(), zero)) {
      Finding finding =
          Subject.of(trial, spec, subject -> Finding.of(additive(subject, spec, p, excess, sizes)));
      if (finding.comparisons().isEmpty()) {
        return finding;
      }
      comparisons.addAll(finding.comparisons());
      curves.add(
          Series.of(
              SpecJson.write(spec).toString(),
              spec.equals(clip) ? Role.MEASURED : Role.CONTROL,
              Arrays.stream(sizes).mapToObj(n -> (double) n).toList(),
              finding.comparisons().stream().map(Comparison::measured).toList()));
    }
    curves.add(
        Series.of(
            "no estimator below",
            Role.BOUND,
            Arrays.stream(sizes).mapToObj(n -> (double) n).toList(),
            Arrays.stream(sizes).mapToObj(n -> StrictMath.pow(n, excess)).toList()));
    return Finding.of(comparisons)
        .with(
            new Plot(
                "Risk over the least possible, p = %s, q = 1/n".formatted(p),
                "samples n",
                "average MSE / Bayes risk",
                true,
                false,
                curves));
  }

  private static List<Comparison> additive(
      Subject subject, EstimatorSpec spec, double p, double excess, int... sizes) {
    return Arrays.stream(sizes)
        .mapToObj(
            n -> {
              Alternatives alternatives = new Alternatives(p, 1, n);
              double onHits =
                  Clip7Rate.risk(alternatives.law(), subject.thresholds(n)).meanSquaredError();
              double onZero = Math.pow(subject.estimate(new double[n]), 2);
              return Comparison.atLeast(
                  "risk of %s over the Bayes risk, n = %d".formatted(SpecJson.write(spec), n),
                  (onZero + onHits) / 2 / alternatives.bayesRisk(),
                  StrictMath.pow(n, excess),
                  subject.slack(n, n, 1));
            })
        .toList();
  }

  /**
   * The guarantee of CLIP-7 is at most so many times what no estimator beats, for every order p.
   */
  static Finding gap(double factor, int n) {
    return Finding.of(
        Arrays.stream(ORDERS)
            .mapToObj(
                p ->
                    Comparison.atMost(
                        "C_p(n) over the best lower bound, p = " + p,
                        PerSampleClipBounds.c(p, n)
                            / MinimaxBound.constant(p, MinimaxBound.bestC(p), n),
                        factor,
                        0))
            .toList());
  }
}
