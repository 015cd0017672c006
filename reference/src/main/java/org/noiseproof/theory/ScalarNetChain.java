package org.noiseproof.theory;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.Sampling;
import org.noiseproof.symmetry.EveryBatch;

/**
 * Minibatch SGD of rate η on ½(uwx − y)², balanced: v = uw with |u| = |w| (derived).
 *
 * <p>With a = mean x², b = mean xy over a batch and h = av − b, s = u + w and d = u − w obey
 *
 * <pre>
 * s′ = (1 − ηh)s,  d′ = (1 + ηh)d,  C = u² − w² = sd,  C′ = (1 − η²h²)C
 * </pre>
 *
 * on every path, so that v = (s² − d²)/4 follows v′ = v(1 − ηh)² once d has died out. Against the
 * stationary law π of that chain, E_π ln|1 − ηh| = 0, and |C_T| falls off as e^{−rT} with r = −E_π
 * ln|1 − η²h²|.
 *
 * @param batches equiprobable, at least one
 * @param rate η &gt; 0
 */
public record ScalarNetChain(List<Batch> batches, double rate) {
  /**
   * What is left of a batch.
   *
   * @param a mean x², &gt; 0
   * @param b mean xy
   */
  public record Batch(double a, double b) {
    public Batch {
      Argument.positive("a", a);
    }

    /** h at v. */
    public double residual(double v) {
      return a * v - b;
    }

    private double next(double v, double rate) {
      double factor = 1 - rate * residual(v);
      return v * factor * factor;
    }

    /** Its map's fixed point, or its highest point before its zero where that comes first. */
    private double highest(double rate) {
      double top = (1 + rate * b) / (3 * rate * a);
      return top < b / a ? next(top, rate) : b / a;
    }
  }

  /** A law whose tail at 0 falls off faster than v^10 is looked at down to v* e⁻³. */
  private static final double STEEPEST = 10;

  /** ln of what is left out below the grid, about: 1e-13. */
  private static final double LEFT_OUT = 30;

  public ScalarNetChain {
    batches = List.copyOf(batches);
    Argument.require(!batches.isEmpty(), "batches", batches.size(), "at least one");
    Argument.positive("rate", rate);
  }

  /** Of batches of S samples. */
  public static ScalarNetChain of(
      Population population, int samples, Sampling sampling, double rate) {
    return new ScalarNetChain(
        EveryBatch.of(population, samples, sampling).stream().map(ScalarNetChain::batch).toList(),
        rate);
  }

  private static Batch batch(List<Sample> samples) {
    double a = 0;
    double b = 0;
    for (Sample z : samples) {
      a += z.x(0) * z.x(0);
      b += z.x(0) * z.y(0);
    }
    return new Batch(a / samples.size(), b / samples.size());
  }

  /** v* = E b/E a, where the mean gradient vanishes. */
  public double optimum() {
    return batches.stream().mapToDouble(Batch::b).sum()
        / batches.stream().mapToDouble(Batch::a).sum();
  }

  /** E ln|1 + ηb|, how ln|s| grows near the saddle v = 0. */
  public double growth() {
    return mean(batch -> Math.log(Math.abs(1 + rate * batch.b())));
  }

  /** The maps v ↦ v(1 − ηh)². */
  public List<DoubleUnaryOperator> maps() {
    return batches.stream().<DoubleUnaryOperator>map(batch -> v -> batch.next(v, rate)).toList();
  }

  /**
   * The largest v that is reached.
   *
   * @throws IllegalArgumentException where a map leads beyond it
   */
  public double highest() {
    double highest = batches.stream().mapToDouble(batch -> batch.highest(rate)).max().orElseThrow();
    for (Batch batch : batches) {
      Argument.require(
          batch.next(highest, rate) <= highest * (1 + Math.ulp(4.0)),
          "rate",
          rate,
          "small enough that v does not leave the first hump of each map");
    }
    return highest;
  }

  /**
   * A grid in ln v over all that is reached but about 1e-13 of the mass: near 0 the law falls off
   * as v^κ with E|1 + ηb|^{−2κ} = 1.
   *
   * @throws IllegalArgumentException where E ln|1 + ηb| ≤ 0: the chain collapses to 0
   */
  public Grid grid(int cells) {
    Argument.require(growth() > 0, "E ln|1 + ηb|", growth(), "positive, else v → 0");
    double kappa = 0;
    for (double step = STEEPEST / 2; kappa + step > kappa; step /= 2) {
      if (tail(kappa + step) < 1) {
        kappa += step;
      }
    }
    return Grid.logarithmic(optimum() * StrictMath.exp(-LEFT_OUT / kappa), highest(), cells);
  }

  private double tail(double kappa) {
    return mean(batch -> StrictMath.pow(Math.abs(1 + rate * batch.b()), -2 * kappa));
  }

  /** π. */
  public GridLaw stationary(int cells) {
    return TransferMatrix.of(maps(), grid(cells)).stationary();
  }

  /** r = −E_π ln|1 − η²h²|. */
  public double balanceRate(GridLaw law) {
    return -expectation(law, h -> StrictMath.log(Math.abs((1 - rate * h) * (1 + rate * h))));
  }

  /** E_π ln|1 − ηh|, 0 on the stationary law. */
  public double neutrality(GridLaw law) {
    return expectation(law, h -> StrictMath.log(Math.abs(1 - rate * h)));
  }

  /** E f(h) over v and the batches. */
  public double expectation(GridLaw law, DoubleUnaryOperator f) {
    return law.expectation(v -> mean(batch -> f.applyAsDouble(batch.residual(v))));
  }

  /** η² E h² at v*, where E h = 0: r to leading order, η²κ Var[x(v*x − y)]. */
  public double leadingRate() {
    double v = optimum();
    return rate * rate * mean(batch -> batch.residual(v) * batch.residual(v));
  }

  private double mean(ToDoubleFunction<Batch> f) {
    double sum = 0;
    for (Batch batch : batches) {
      sum += f.applyAsDouble(batch);
    }
    return sum / batches.size();
  }
}
