package org.noiseproof.claim.descent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.clipping.Vectors;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.problem.ZeroChain;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.theory.ZeroChainBound;

/** Optimizers on the zero-chain of CLIP-14, behind a gate. */
final class Clip14Gates {
  private Clip14Gates() {}

  /**
   * A chain behind a gate.
   *
   * @param chain F
   * @param probability π
   * @param steps T
   */
  record Instance(ZeroChain chain, double probability, int steps) {

    /** What multiplies the next coordinate's derivative. */
    double gate(boolean open) {
      return open ? 1 / probability : 0;
    }
  }

  /**
   * Through every sequence of gates, from 0: the run has no more coordinates than the gate had
   * openings, and P(min_{s≤t} ‖∇F(x_s)‖ &lt; 1) ≤ P(Bin(t, π) ≥ d) for each t ≤ T.
   *
   * @param needed openings claimed to be needed, d
   * @param attained whether the probabilities are claimed to be equal
   */
  static Finding every(
      Trial trial, OptimizerSpec spec, Instance instance, int needed, boolean attained) {
    return with(
        trial,
        spec,
        optimizer -> {
          Tree tree = new Tree(optimizer, instance);
          tree.visit(optimizer.start(new double[instance.chain().dimension()]), 0, 0);
          List<Comparison> comparisons = new ArrayList<>(tree.tightest.comparisons());
          List<Double> t = new ArrayList<>();
          List<Double> measured = new ArrayList<>();
          List<Double> allowed = new ArrayList<>();
          double finished = 0;
          for (int step = 1; step <= instance.steps(); step++) {
            finished += tree.finished[step];
            double bound = ZeroChainBound.finished(step, instance.probability(), needed);
            double slack = Tolerance.CLOSED_FORM * bound;
            String quantity = "P(min ‖∇F‖ < 1), T = " + step;
            comparisons.add(Comparison.atMost(quantity, finished, bound, slack));
            if (attained) {
              comparisons.add(Comparison.equal(quantity + ", attained", finished, bound, slack));
            }
            t.add((double) step);
            measured.add(finished);
            allowed.add(bound);
          }
          return Finding.of(comparisons)
              .with(
                  new Plot(
                      "The chain of %d coordinates, π = %s, all 2^%d gates"
                          .formatted(
                              instance.chain().dimension(),
                              instance.probability(),
                              instance.steps()),
                      "gradients T",
                      "P(some ‖∇F(x_t)‖ < 1)",
                      false,
                      true,
                      List.of(
                          Series.of("P(Bin(T, π) ≥ d)", Role.BOUND, t, allowed),
                          Series.of(SpecJson.type(spec), Role.MEASURED, t, measured))));
        });
  }

  /** All runs at once, a step shared by all that have seen the same gates. */
  private static final class Tree {
    private final Optimizer optimizer;
    private final Instance instance;
    private final Tightest tightest = new Tightest();
    private final double[] finished;

    Tree(Optimizer optimizer, Instance instance) {
      this.optimizer = optimizer;
      this.instance = instance;
      this.finished = new double[instance.steps() + 1];
    }

    void visit(OptimizerState state, int step, int openings) {
      observe(tightest, instance.chain(), state, openings, step);
      double[] x = state.parameters();
      if (Vectors.norm(instance.chain().gradient(x)) < 1) {
        double pi = instance.probability();
        finished[step] += Math.pow(pi, openings) * Math.pow(1 - pi, step - openings);
        return;
      }
      if (step < instance.steps()) {
        for (boolean open : new boolean[] {false, true}) {
          double[] gradient = instance.chain().gated(x, instance.gate(open));
          visit(optimizer.step(state, gradient), step + 1, openings + (open ? 1 : 0));
        }
      }
    }
  }

  /** Turned into text only where it is wanted. */
  private record At(int step, int openings) {
    @Override
    public String toString() {
      return "t = %d, after %d openings".formatted(step, openings);
    }
  }

  /** No coordinate that no opening has shown, and no small gradient before all are shown. */
  private static void observe(
      Tightest tightest, ZeroChain chain, OptimizerState state, int openings, int step) {
    double[] x = state.parameters();
    At at = new At(step, openings);
    tightest.offer(
        Comparison.atMost(
            "coordinates discovered beyond the openings", chain.progress(x, 0) - openings, 0, 0),
        at);
    if (openings < chain.dimension()) {
      tightest.offer(
          Comparison.atLeast(
              "‖∇F‖ before d openings", Vectors.norm(chain.gradient(x)), 1, Tolerance.CLOSED_FORM),
          at);
    }
  }

  /**
   * Some runs of T steps through random gates; each is judged at every step.
   *
   * @param exact whether the gradient is given as it is, the openings being counted all the same
   */
  static Finding random(Trial trial, OptimizerSpec spec, Instance instance, boolean exact) {
    return with(
        trial,
        spec,
        optimizer -> {
          Tightest tightest = new Tightest();
          int runs = trial.scale() == Scale.DEEP ? 4000 : 40;
          for (int run = 0; run < runs; run++) {
            RandomStream random = trial.streams().replicate(run);
            OptimizerState state = optimizer.start(new double[instance.chain().dimension()]);
            int openings = 0;
            for (int step = 1; step <= instance.steps(); step++) {
              boolean open = random.nextUniform() < instance.probability();
              openings += open ? 1 : 0;
              double gate = exact ? 1 : instance.gate(open);
              state = optimizer.step(state, instance.chain().gated(state.parameters(), gate));
              observe(tightest, instance.chain(), state, openings, step);
            }
          }
          return Finding.of(tightest.comparisons());
        });
  }

  private static Finding with(
      Trial trial, OptimizerSpec spec, Function<Optimizer, Finding> experiment) {
    return trial
        .backend()
        .optimizer(spec)
        .map(experiment)
        .orElseGet(
            () ->
                Finding.notApplicable(
                    "%s does not implement %s"
                        .formatted(trial.backend().name(), SpecJson.write(spec))));
  }
}
