package org.noiseproof.claim.symmetry;

import java.util.List;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.symmetry.MatrixNet.Start;
import org.noiseproof.ensemble.EnsembleSpec;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.Observable.Average;
import org.noiseproof.ensemble.PointQuantity.Quadratic;
import org.noiseproof.matrix.QuadraticForm;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.theory.Factorization;
import org.noiseproof.theory.MatrixEquilibrium;
import org.noiseproof.theory.MatrixFlow;

/**
 * Runs from a minimum, averaged over a span of τ = Σ η², as η → 0: beside the flow along the
 * minima.
 *
 * @param net what learns
 * @param noise whether by one sample a step, or by all
 * @param start where
 * @param seen what of it
 * @param clock the learning rate over time
 */
record Sym10Runs(MatrixNet net, Noise noise, Start start, Seen seen, Clock clock) {
  private static final int POINTS = 16;

  /** SGD at a constant rate. */
  static Sym10Runs of(MatrixNet net, Start start, Seen seen) {
    return new Sym10Runs(net, Noise.MINIBATCH, start, seen, Clock.CONSTANT);
  }

  /** What a step sees. */
  enum Noise {
    /** One sample. */
    MINIBATCH,
    /** Every sample: gradient descent. */
    NONE
  }

  /** Averages of forms in θ, and what is made of them. */
  enum Seen {
    /** Tr H. */
    SHARPNESS("Tr H"),
    /** E‖h‖² of the representation h = Wx. */
    REPRESENTATION("E‖h‖²"),
    /** E[hhᵀ]/E‖x‖² − E[δδᵀ]/E‖r‖², the Frobenius norm of its average, squared. */
    IMBALANCE("‖E[hhᵀ]/E‖x‖² − E[δδᵀ]/E‖r‖²‖²");

    private final String words;

    Seen(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }

    private List<QuadraticForm> forms(MatrixEquilibrium known) {
      return switch (this) {
        case SHARPNESS -> List.of(known.sharpness());
        case REPRESENTATION -> List.of(known.representation());
        case IMBALANCE ->
            List.of(known.imbalance(0, 0), known.imbalance(0, 1), known.imbalance(1, 1));
      };
    }

    private double value(double[] means) {
      return switch (this) {
        case SHARPNESS, REPRESENTATION -> means[0];
        case IMBALANCE -> means[0] * means[0] + 2 * means[1] * means[1] + means[2] * means[2];
      };
    }
  }

  /** How the learning rate goes, and with it τ over the share s of the steps that are done. */
  enum Clock {
    /** η: τ = η²t. */
    CONSTANT,
    /** Linearly from 0 to η: τ = η²t/3 · s². */
    WARM_UP;

    long steps(double tau, double rate) {
      return Math.round((this == CONSTANT ? 1 : 3) * tau / (rate * rate));
    }

    OptimizerSpec optimizer(double rate, long steps) {
      return switch (this) {
        case CONSTANT -> new Sgd(rate, 0, 0, false, 0);
        case WARM_UP ->
            new Scheduled(
                new Sgd(rate / steps, 0, 0, false, 0),
                new ScheduleSpec.Power(1, 0),
                new ScheduleSpec.Constant());
      };
    }

    /** τ at s, of 1 at the end. */
    double tau(double share) {
      return this == CONSTANT ? share : share * share * share;
    }

    /** s at τ. */
    double share(double tau) {
      return this == CONSTANT ? tau : StrictMath.cbrt(tau);
    }
  }

  /** Whether it goes to what the flow says of the same span. */
  Finding goesTo(Trial trial, Sym10Sizes sizes) {
    return goesTo(trial, predicted(sizes), sizes);
  }

  /** Whether it goes to the value. */
  Finding goesTo(Trial trial, double value, Sym10Sizes sizes) {
    return new Limit(seen.toString(), toString(), seen::value)
        .is(trial, sizes.approach(), rate -> List.of(run(rate, sizes)), value);
  }

  private EnsembleSpec run(double rate, Sym10Sizes sizes) {
    long steps = clock.steps(sizes.end(), rate);
    long from = (long) (steps * clock.share(sizes.settle() / sizes.end()));
    List<Observable> averages =
        seen.forms(net.equilibrium()).stream()
            .<Observable>map(form -> new Average(new Quadratic(form), from))
            .toList();
    OptimizerSpec optimizer = clock.optimizer(rate, steps);
    return noise == Noise.MINIBATCH
        ? net.sgd(optimizer, start, steps, averages)
        : net.descent(optimizer, start, steps, averages);
  }

  /** Of the flow, averaged over the same share of the steps by the trapezoidal rule. */
  double predicted(Sym10Sizes sizes) {
    MatrixFlow flow = net.flow();
    List<QuadraticForm> forms = seen.forms(net.equilibrium());
    double first = clock.share(sizes.settle() / sizes.end());
    double[] means = new double[forms.size()];
    double tau = 0;
    Factorization point = start.of(net);
    for (int k = 0; k <= POINTS; k++) {
      double next = sizes.end() * clock.tau(first + (1 - first) * k / POINTS);
      point = flow.after(next - tau, point);
      tau = next;
      double weight = (k == 0 || k == POINTS ? 0.5 : 1) / POINTS;
      for (int i = 0; i < means.length; i++) {
        means[i] += weight * forms.get(i).of(point.parameters());
      }
    }
    return seen.value(means);
  }

  /** At the start. */
  double atStart() {
    double[] theta = start.of(net).parameters();
    return seen.value(
        seen.forms(net.equilibrium()).stream().mapToDouble(form -> form.of(theta)).toArray());
  }

  /** For a reader. */
  @Override
  public String toString() {
    return "%s from %s (%s)%s"
        .formatted(
            noise == Noise.MINIBATCH ? "SGD" : "gradient descent",
            start,
            net.name(),
            clock == Clock.WARM_UP ? " while the rate warms up" : "");
  }
}
