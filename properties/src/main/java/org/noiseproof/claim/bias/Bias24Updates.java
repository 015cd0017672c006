package org.noiseproof.claim.bias;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.noise.Cauchy;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.theory.AdamUpdateBound;

/** The updates of BIAS-24: a coordinate that is put back to 0 after every step. */
final class Bias24Updates {
  private Bias24Updates() {}

  private static final List<AdamUpdateBound> PAIRS =
      List.of(
          new AdamUpdateBound(0.9, 0.999),
          new AdamUpdateBound(0.9, 0.99),
          new AdamUpdateBound(0.5, 0.9),
          new AdamUpdateBound(0.9, 0.9));

  /** What is said of |m̂|/√v̂ at step t. */
  interface Most {
    double at(AdamUpdateBound bound, int t);
  }

  private static OptimizerSpec adam(AdamUpdateBound pair) {
    return new Adam(1, pair.beta1(), pair.beta2(), 0, 0);
  }

  private static List<OptimizerSpec> needed(List<AdamUpdateBound> pairs) {
    return pairs.stream().map(Bias24Updates::adam).toList();
  }

  /** |m̂|/√v̂ after each gradient. */
  private static List<Double> updates(Trial trial, AdamUpdateBound pair, double[] gradients) {
    Optimizer optimizer = trial.backend().optimizer(adam(pair)).orElseThrow();
    OptimizerState state = optimizer.start(new double[1]);
    List<Double> updates = new ArrayList<>();
    for (double gradient : gradients) {
      state = optimizer.step(state, new double[] {gradient});
      updates.add(Math.abs(state.parameters()[0]));
      state = state.with(state.steps(), new double[1], buffers(state));
    }
    return updates;
  }

  private static Map<String, double[]> buffers(OptimizerState state) {
    Map<String, double[]> buffers = new TreeMap<>();
    state.buffers().forEach(name -> buffers.put(name, state.buffer(name)));
    return buffers;
  }

  /** Every step rounds both moments; β itself is raised to t by the closed form. */
  private static double slack(Trial trial, AdamUpdateBound pair, int t, double scale) {
    Optimizer optimizer = trial.backend().optimizer(adam(pair)).orElseThrow();
    double unit = trial.backend().describe().precision().unitRoundoff();
    return (Tolerance.CLOSED_FORM + Tolerance.gamma((long) t * optimizer.depth(1), unit)) * scale;
  }

  /** After t extremal gradients. */
  static Finding attained(Trial trial, Most most) {
    return Needs.met(
        trial,
        List.of(),
        needed(PAIRS),
        () -> {
          List<Comparison> comparisons = new ArrayList<>();
          for (AdamUpdateBound pair : PAIRS) {
            for (int t : new int[] {1, 2, 10, 50, 200}) {
              double update = updates(trial, pair, pair.extremal(t)).getLast();
              comparisons.add(
                  Comparison.equal(
                      "|m̂|/√v̂ for (%s, %s), t = %d".formatted(pair.beta1(), pair.beta2(), t),
                      update,
                      most.at(pair, t),
                      slack(trial, pair, t, most.at(pair, t))));
            }
          }
          return Finding.of(comparisons).with(curve(trial, PAIRS.getFirst()));
        });
  }

  private static Plot curve(Trial trial, AdamUpdateBound pair) {
    List<Double> steps = new ArrayList<>();
    List<Double> seen = new ArrayList<>();
    List<Double> bound = new ArrayList<>();
    for (int t = 1; t <= 1024; t *= 2) {
      steps.add((double) t);
      seen.add(updates(trial, pair, pair.extremal(t)).getLast());
      bound.add(pair.at(t));
    }
    return new Plot(
        "The longest update of Adam(0.9, 0.999)",
        "t",
        "|m̂|/√v̂",
        true,
        false,
        List.of(
            Series.of("extremal gradients", Role.MEASURED, steps, seen),
            Series.of("bound", Role.BOUND, steps, bound)));
  }

  /** Along Cauchy gradients, and along the extremal ones of step 60. */
  static Finding bounded(Trial trial, Most most) {
    return Needs.met(
        trial,
        List.of(),
        needed(PAIRS),
        () -> {
          Tightest tightest = new Tightest();
          for (AdamUpdateBound pair : PAIRS) {
            String quantity = "|m̂|/√v̂ for (%s, %s)".formatted(pair.beta1(), pair.beta2());
            for (int replicate = 0; replicate < 10; replicate++) {
              offer(trial, pair, quantity, cauchy(trial, replicate), most, tightest);
            }
            offer(trial, pair, quantity, pair.extremal(60), most, tightest);
          }
          return Finding.of(tightest.comparisons());
        });
  }

  private static void offer(
      Trial trial,
      AdamUpdateBound pair,
      String quantity,
      double[] gradients,
      Most most,
      Tightest tightest) {
    List<Double> updates = updates(trial, pair, gradients);
    for (int t = 1; t <= updates.size(); t++) {
      double bound = most.at(pair, t);
      tightest.offer(
          Comparison.atMost(quantity, updates.get(t - 1), bound, slack(trial, pair, t, bound)),
          "t = " + t);
    }
  }

  private static double[] cauchy(Trial trial, int replicate) {
    RandomStream random = trial.streams().replicate(replicate);
    Cauchy law = new Cauchy(1);
    double[] gradients = new double[60];
    for (int t = 0; t < gradients.length; t++) {
      gradients[t] = law.sample(random);
    }
    return gradients;
  }

  /** (0.99, 0.9), beside √|1/((1 − β₂)(1 − β₁²/β₂))| (1 − β₁). */
  static Finding squaresForgotten(Trial trial) {
    AdamUpdateBound pair = new AdamUpdateBound(0.99, 0.9);
    return Needs.met(
        trial,
        List.of(),
        needed(List.of(pair)),
        () -> {
          double formula = 0.01 / Math.sqrt(0.1 * (0.99 * 0.99 / 0.9 - 1));
          return Finding.of(
              List.of(
                  Comparison.atMost(
                      "|m̂|/√v̂ for (0.99, 0.9), t = 200",
                      updates(trial, pair, pair.extremal(200)).getLast(),
                      formula,
                      slack(trial, pair, 200, formula))));
        });
  }
}
