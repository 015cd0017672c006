package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.symmetry.ExactSteps.Rates;
import org.noiseproof.claim.symmetry.ExactSteps.Rule;
import org.noiseproof.claim.symmetry.ExactSteps.State;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.DiagonalLinear;
import org.noiseproof.loss.DifferenceOfSquares;
import org.noiseproof.loss.ExactSampleLoss;
import org.noiseproof.loss.ReluNeuron;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.random.RandomStream;

/** The theorem itself: what should be 0 is computed from θ, ĝ and θ′ without any rounding. */
final class Sym2Exact {
  private Sym2Exact() {}

  static final Rates PLAIN = new Rates(0.13, 0, 0.4);
  static final Rates BUFFERED = new Rates(0.05, 0.7, 0);
  static final Rates BUFFERED_WITH_DECAY = new Rates(0.05, 0.7, 0.2);

  /** Every exact loss of the package that has a symmetry. */
  static final List<ExactSampleLoss> LOSSES =
      List.of(
          DeepLinear.of(1, 1, 1),
          DeepLinear.of(4, 1, 1),
          DeepLinear.of(4, 3, 2),
          DeepLinear.of(2, 3, 2, 2),
          new DiagonalLinear(3, 2),
          new ReluNeuron(3),
          new DifferenceOfSquares());

  /**
   * One step, and A.
   *
   * @param now before it
   * @param gradient ĝ
   * @param next after it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Step(Rates rates, Symmetry symmetry, State now, Dyadic[] gradient, State next) {
    /** C. */
    Dyadic charge() {
      return Dyadics.form(symmetry.generator(), now.theta());
    }

    /** C′. */
    Dyadic nextCharge() {
      return Dyadics.form(symmetry.generator(), next.theta());
    }

    /** ĝᵀAĝ. */
    Dyadic push() {
      return Dyadics.form(symmetry.generator(), gradient);
    }

    /** X = θᵀAm. */
    Dyadic cross() {
      return Dyadics.bilinear(now.theta(), symmetry.generator(), now.m());
    }

    /** X′. */
    Dyadic nextCross() {
      return Dyadics.bilinear(next.theta(), symmetry.generator(), next.m());
    }

    /** Q = m′ᵀAm′. */
    Dyadic buffered() {
      return Dyadics.form(symmetry.generator(), next.m());
    }
  }

  /** What is 0 by an identity. */
  record Identity(String text, Function<Step, Dyadic> defect) {}

  /** The law of the charge. */
  static final Identity CHARGE =
      new Identity(
          "C′ − (1−ηγ)²C − η²ĝᵀAĝ",
          s ->
              s.nextCharge()
                  .minus(s.rates.kept().square().times(s.charge()))
                  .minus(s.rates.eta().square().times(s.push())));

  /** To first order in ηγ. */
  static final Identity FIRST_ORDER =
      new Identity(
          "C′ − (1−2ηγ)C − η²ĝᵀAĝ",
          s ->
              s.nextCharge()
                  .minus(s.rates.kept().scale(1).minus(Dyadic.ONE).times(s.charge()))
                  .minus(s.rates.eta().square().times(s.push())));

  /** As in gradient flow. */
  static final Identity CONSERVED =
      new Identity(
          "C′ − (1−ηγ)²C", s -> s.nextCharge().minus(s.rates.kept().square().times(s.charge())));

  /** With X = θᵀAm, Q = m′ᵀAm′. */
  static final List<Identity> HEAVY_BALL =
      List.of(
          new Identity(
              "C′ − C + 2η(μX + γC) − η²Q",
              s -> {
                Dyadic along = carried(s);
                Dyadic eta = s.rates.eta();
                return s.nextCharge()
                    .minus(s.charge())
                    .plus(eta.scale(1).times(along))
                    .minus(eta.square().times(s.buffered()));
              }),
          new Identity(
              "X′ − μX − γC + ηQ",
              s -> s.nextCross().minus(carried(s)).plus(s.rates.eta().times(s.buffered()))));

  /** (1−μ) times the growth of Z = C − 2ημ/(1−μ) X. */
  static final Identity Z =
      new Identity(
          "(1−μ)(Z′ − Z) − η²(1+μ)Q",
          s -> {
            Dyadic mu = s.rates.mu();
            Dyadic eta = s.rates.eta();
            Dyadic charge = Dyadic.ONE.minus(mu).times(s.nextCharge().minus(s.charge()));
            Dyadic cross = eta.times(mu).scale(1).times(s.nextCross().minus(s.cross()));
            Dyadic pushed = eta.square().times(Dyadic.ONE.plus(mu)).times(s.buffered());
            return charge.minus(cross).minus(pushed);
          });

  /** μX + γC. */
  private static Dyadic carried(Step s) {
    return s.rates.mu().times(s.cross()).plus(s.rates.gamma().times(s.charge()));
  }

  /** Two steps from a random point, S = 1, 2, 3 of five random samples. */
  static Check check(
      String name,
      List<ExactSampleLoss> losses,
      Rates rates,
      Rule rule,
      List<Identity> identities) {
    return Check.exact(
        name,
        "%s on %d losses with every symmetry, S = 1, 2, 3, two steps; η = %s, μ = %s, γ = %s"
            .formatted(
                String.join(" and ", identities.stream().map(Identity::text).toList()),
                losses.size(),
                rates.rate(),
                rates.momentum(),
                rates.decay()),
        trial -> Finding.of(compare(trial, losses, rates, rule, identities)));
  }

  private static List<Comparison> compare(
      Trial trial,
      List<ExactSampleLoss> losses,
      Rates rates,
      Rule rule,
      List<Identity> identities) {
    Tightest found = new Tightest();
    int runs = trial.scale().of(1, 2, 100);
    for (int run = 0; run < runs; run++) {
      for (ExactSampleLoss loss : losses) {
        for (int batch = 1; batch <= 3; batch++) {
          RandomStream random = trial.streams().replicate(run, batch);
          for (Step step : path(loss, rates, rule, batch, random)) {
            for (Identity identity : identities) {
              found.offer(
                  Comparison.equal(identity.text, identity.defect.apply(step).toDouble(), 0, 0),
                  "%s of %s, S = %d".formatted(step.symmetry.name(), loss, batch));
            }
          }
        }
      }
    }
    return found.comparisons();
  }

  private static List<Step> path(
      ExactSampleLoss loss, Rates rates, Rule rule, int batch, RandomStream random) {
    List<Step> steps = new ArrayList<>();
    State now = State.at(ExactSteps.point(loss.parameters(), random));
    List<Sample> samples = ExactSteps.samples(loss, 5, random);
    for (int t = 0; t < 2; t++) {
      Sample[] drawn = new Sample[batch];
      Arrays.setAll(drawn, k -> samples.get(random.nextIndex(samples.size())));
      Dyadic[] gradient = ExactSteps.gradient(loss, now.theta(), List.of(drawn));
      State next = rule.next(rates, now, gradient);
      for (Symmetry symmetry : loss.symmetries()) {
        steps.add(new Step(rates, symmetry, now, gradient, next));
      }
      now = next;
    }
    return steps;
  }
}
