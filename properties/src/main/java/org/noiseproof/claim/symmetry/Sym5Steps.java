package org.noiseproof.claim.symmetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.symmetry.ExactSteps.Rates;
import org.noiseproof.claim.symmetry.ExactSteps.State;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.DiagonalLinear;
import org.noiseproof.loss.DifferenceOfSquares;
import org.noiseproof.loss.ExactSampleLoss;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/**
 * The factors by which a step of SGD multiplies s = u + w, d = u − w and C = sd, all in exact
 * arithmetic: of the exact gradients, and of what a backend steps to.
 */
final class Sym5Steps {
  private Sym5Steps() {}

  static final Population FOUR =
      Population.of(Sample.of(1, 2), Sample.of(1, 0), Sample.of(2, 1), Sample.of(-1, 0.5));

  /** What C is multiplied by in a step. */
  @FunctionalInterface
  interface ChargeFactor {
    /** With 1 − ηγ and ηh. */
    Dyadic of(Dyadic kept, Dyadic etaH);

    /** (1 − ηγ)² − η²h². */
    ChargeFactor EXACT = (kept, etaH) -> kept.square().minus(etaH.square());

    /** Wrong: nothing but decay changes it. */
    ChargeFactor CONSERVED = (kept, etaH) -> kept.square();

    /** Wrong: noise adds to it as it does to u² and to w². */
    ChargeFactor GROWING = (kept, etaH) -> kept.square().plus(etaH.square());
  }

  /** A net whose θ has pairs (u, w), or one pair (s, d). */
  private record Net(ExactSampleLoss loss, boolean rotated) {
    int pairs() {
      return loss.parameters() / 2;
    }

    /** SGD of rate η on (u, w) is SGD of rate 2η on (s, d), with half the decay. */
    double rate(double eta) {
      return rotated ? 2 * eta : eta;
    }

    double decay(double gamma) {
      return rotated ? gamma / 2 : gamma;
    }

    Dyadic s(Dyadic[] theta, int pair) {
      return rotated ? theta[0] : theta[2 * pair].plus(theta[2 * pair + 1]);
    }

    Dyadic d(Dyadic[] theta, int pair) {
      return rotated ? theta[1] : theta[2 * pair].minus(theta[2 * pair + 1]);
    }

    /** Σ uw. */
    Dyadic v(Dyadic[] theta) {
      Dyadic sum = Dyadic.ZERO;
      for (int k = 0; k < pairs(); k++) {
        sum = sum.plus(s(theta, k).square().minus(d(theta, k).square()).scale(-2));
      }
      return sum;
    }

    /** The mean over a batch of x(xv − y); the batch a power of two. */
    Dyadic h(Dyadic[] theta, List<Sample> batch) {
      Dyadic v = v(theta);
      Dyadic sum = Dyadic.ZERO;
      for (Sample z : batch) {
        Dyadic x = Dyadic.of(z.x(0));
        sum = sum.plus(x.times(x.times(v).minus(Dyadic.of(z.y(0)))));
      }
      return sum.scale(-Integer.numberOfTrailingZeros(batch.size()));
    }
  }

  private static final List<Net> NETS =
      List.of(
          new Net(DeepLinear.of(1, 1, 1), false),
          new Net(new DiagonalLinear(2, 3), false),
          new Net(new DifferenceOfSquares(), true));

  private static final double[] DECAYS = {0, 0.5};
  private static final int[] BATCHES = {1, 2, 4};

  /** What a step made of s, d and C of a pair, beside what it should have. */
  private record Judged(Dyadic seen, Dyadic predicted) {}

  private static List<Judged> judge(
      Net net,
      Dyadic[] before,
      Dyadic[] after,
      Dyadic kept,
      Dyadic etaH,
      int pair,
      ChargeFactor charge) {
    Dyadic s = net.s(before, pair);
    Dyadic d = net.d(before, pair);
    Dyadic sAfter = net.s(after, pair);
    Dyadic dAfter = net.d(after, pair);
    return List.of(
        new Judged(sAfter, s.times(kept.minus(etaH))),
        new Judged(dAfter, d.times(kept.plus(etaH))),
        new Judged(sAfter.times(dAfter), s.times(d).times(charge.of(kept, etaH))));
  }

  private static final List<String> NAMES = List.of("s′", "d′", "C′");

  /** Every step of exact SGD, to the last digit. */
  static Finding exactly(Trial trial, ChargeFactor charge) {
    double[] worst = new double[NAMES.size()];
    double eta = 0.125;
    for (int run = 0; run < 24; run++) {
      RandomStream random = trial.streams().replicate(run);
      Net net = NETS.get(run % NETS.size());
      double gamma = DECAYS[run / 3 % 2];
      Rates rates = new Rates(net.rate(eta), 0, net.decay(gamma));
      Dyadic[] theta = new Dyadic[net.loss.parameters()];
      Arrays.setAll(theta, j -> Dyadic.of(random.nextInt(65) - 32L).scale(-4));
      for (int t = 0; t < 3; t++) {
        List<Sample> batch = ExactSteps.draw(FOUR, BATCHES[(run + t) % 3], random);
        Dyadic[] gradient = ExactSteps.gradient(net.loss, theta, batch);
        Dyadic[] next = ExactSteps.SGD.next(rates, State.at(theta), gradient).theta();
        Dyadic kept = Dyadic.ONE.minus(Dyadic.of(eta * gamma));
        Dyadic etaH = Dyadic.of(eta).times(net.h(theta, batch));
        for (int k = 0; k < net.pairs(); k++) {
          List<Judged> judged = judge(net, theta, next, kept, etaH, k, charge);
          for (int i = 0; i < worst.length; i++) {
            Dyadic error = judged.get(i).seen.minus(judged.get(i).predicted).abs();
            worst[i] = Math.max(worst[i], error.toDouble());
          }
        }
        theta = next;
      }
    }
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < worst.length; i++) {
      comparisons.add(
          Comparison.equal("largest error of %s".formatted(NAMES.get(i)), worst[i], 0, 0));
    }
    return Finding.of(comparisons);
  }

  /** A backend's steps, each from where the last one led, up to the rounding of one step. */
  static Finding ofBackend(Trial trial, ChargeFactor charge) {
    Optional<GradientEstimator> mean = trial.backend().estimator(new Mean());
    Tightest found = new Tightest();
    for (int run = 0; run < 24; run++) {
      RandomStream random = trial.streams().replicate(run);
      Net net = NETS.get(run % NETS.size());
      double gamma = DECAYS[run / 3 % 2];
      double eta = 0.05 + 0.01 * random.nextInt(5);
      Optional<Optimizer> optimizer =
          trial.backend().optimizer(new Sgd(net.rate(eta), 0, 0, false, net.decay(gamma)));
      if (mean.isEmpty() || optimizer.isEmpty()) {
        return Finding.notApplicable(trial.backend().name() + " has no SGD of means");
      }
      double[] start = new double[net.loss.parameters()];
      Arrays.setAll(start, j -> 2 * random.nextUniform() - 0.5);
      OptimizerState state = optimizer.get().start(start);
      for (int t = 0; t < 25; t++) {
        List<Sample> batch = ExactSteps.draw(FOUR, BATCHES[(run + t) % 3], random);
        OptimizerState next =
            optimizer.get().step(state, mean.get().estimate(rows(net.loss, state, batch)));
        long depth =
            16L
                + net.loss.parameters()
                + mean.get().depth(batch.size(), start.length)
                + optimizer.get().depth(start.length);
        double granted =
            Tolerance.gamma(depth, trial.backend().describe().precision().unitRoundoff());
        offer(net, state, next, batch, eta, gamma, charge, granted, found, "run " + run);
        state = next;
      }
    }
    return Finding.of(found.comparisons());
  }

  private static Batch rows(ExactSampleLoss loss, OptimizerState state, List<Sample> batch) {
    int d = loss.parameters();
    double[] rows = new double[batch.size() * d];
    for (int k = 0; k < batch.size(); k++) {
      System.arraycopy(loss.gradient(state.parameters(), batch.get(k)), 0, rows, k * d, d);
    }
    return Batch.of(batch.size(), d, rows);
  }

  private static void offer(
      Net net,
      OptimizerState state,
      OptimizerState next,
      List<Sample> batch,
      double eta,
      double gamma,
      ChargeFactor charge,
      double granted,
      Tightest found,
      String input) {
    Dyadic[] before = Dyadics.of(state.parameters());
    Dyadic[] after = Dyadics.of(next.parameters());
    // the backend's own 2η and γ/2 are exact doublings, so ηγ and ηh are those of one η and γ
    Dyadic kept = Dyadic.ONE.minus(Dyadic.of(eta).times(Dyadic.of(gamma)));
    Dyadic etaH = Dyadic.of(eta).times(net.h(before, batch));
    double size = Arrays.stream(state.parameters()).map(Math::abs).sum();
    double gauge = 0;
    for (Sample z : batch) {
      double x = Math.abs(z.x(0));
      gauge += x * (x * size * size + Math.abs(z.y(0))) * size / batch.size();
    }
    double slack = granted * (size + eta * (gauge + gamma * size));
    double reach = Arrays.stream(next.parameters()).map(Math::abs).sum() + size;
    for (int k = 0; k < net.pairs(); k++) {
      List<Judged> judged = judge(net, before, after, kept, etaH, k, charge);
      for (int i = 0; i < NAMES.size(); i++) {
        found.offer(
            Comparison.equal(
                NAMES.get(i) + (gamma > 0 ? " with decay" : ""),
                judged.get(i).seen.toDouble(),
                judged.get(i).predicted.toDouble(),
                i < 2 ? 2 * slack : 4 * slack * (reach + slack)),
            input);
      }
    }
  }
}
