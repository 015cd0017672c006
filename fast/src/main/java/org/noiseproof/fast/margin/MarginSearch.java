package org.noiseproof.fast.margin;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.noiseproof.backend.Norm;
import org.noiseproof.fast.cpu.CpuBackend;
import org.noiseproof.margin.Certificate;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;

/**
 * Narrows the interval of a maximum margin: the steps of an interior-point method propose
 * witnesses, and {@link Certificate} proves what they are worth. For one number of steps it gives
 * the same bits anywhere; time only decides when to stop. Not safe for use by several threads.
 */
public final class MarginSearch {
  /** A step solves a linear system of as many unknowns as W has entries. */
  public static final int MOST_ENTRIES = 3000;

  /** Each has a weight. */
  public static final int MOST_PAIRS = 1 << 24;

  /** Below this share of R an upper end may be that of data that are not separable. */
  private static final double VANISHING = 0x1p-20;

  /** Steps in which the gap does not shrink by a tenth before nothing more is expected. */
  private static final int PATIENCE = 40;

  private static final double PROGRESS = 0.9;

  /** Binary digits between features above which a second search makes them even. */
  private static final int UNEVEN = 20;

  private static final double ROUGH = 0.5;

  private final MarginProblem problem;

  /** The problem times a power of two, of a radius in [1, 2): nothing over- or underflows. */
  private final MarginProblem scaled;

  private final NormSpec norm;
  private final Norm fast;
  private final Scaling even;
  private final Atoms atoms;
  private final CentralPath path;
  private final double radius;

  private int iterations;
  private int lastProgress;
  private double narrowest = 1;
  private Witness<Matrix> direction;
  private Witness<double[]> weights;
  private Certificate certificate;
  private double tried = Double.POSITIVE_INFINITY;
  private boolean evened;

  /** A witness and what doubles take its end of the interval for. */
  private record Witness<T>(T of, double end) {}

  /**
   * A search that has not begun: W = 0 and equal weights.
   *
   * @throws IllegalArgumentException where W would have more than {@value #MOST_ENTRIES} entries,
   *     or there are more than {@value #MOST_PAIRS} pairs, or the radius is beyond the largest
   *     double
   */
  public MarginSearch(MarginProblem problem, NormSpec norm) {
    long entries = (long) problem.classes() * problem.features();
    if (entries > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "%d classes of %d features make a W of %d entries, expected at most %d"
              .formatted(problem.classes(), problem.features(), entries, MOST_ENTRIES));
    }
    long pairs = (long) problem.samples() * (problem.classes() - 1);
    if (pairs > MOST_PAIRS) {
      throw new IllegalArgumentException(
          "%d samples beside %d wrong classes make %d pairs, expected at most %d"
              .formatted(problem.samples(), problem.classes() - 1, pairs, MOST_PAIRS));
    }
    this.problem = problem;
    this.norm = norm;
    fast = new CpuBackend().norm(norm).orElseThrow();
    int exponent = Scaling.toOne(problem.radius(norm));
    scaled = Scaling.uniform(problem.features(), exponent).of(problem);
    radius = scaled.radius(norm);
    even = Scaling.equilibrating(problem.data());
    evened = even.spread() < UNEVEN;
    atoms = new Atoms(scaled);
    path = new CentralPath(atoms, NormBarrier.of(norm, problem.classes(), problem.features()));
    direction = new Witness<>(problem.zero(), 0);
    weights = new Witness<>(path.weights(), end(path.weights()));
    certificate = Certificate.of(problem, norm, direction.of, weights.of);
  }

  /**
   * Steps until the interval is narrow enough, the data are found not to be separable (exactly, or
   * up to rounding), doubles allow no more, or it is told to stop.
   *
   * @param gap (upper − lower)/upper to be reached
   * @param stop asked before every step
   * @param watch told after every step
   */
  public Certificate narrow(double gap, BooleanSupplier stop, Consumer<MarginSearch> watch) {
    boolean moving = true;
    while (moving && !isDecided(gap) && !stop.getAsBoolean()) {
      if (cancels()) {
        even(stop);
      } else {
        moving = advance(gap);
        watch.accept(this);
      }
    }
    certify();
    return certificate;
  }

  private boolean isDecided(double gap) {
    return certificate.gap() <= gap || (evened && cancels());
  }

  private boolean cancels() {
    return certificate.separableToRounding().equals(Optional.of(false));
  }

  /**
   * What vanishes beside the largest features may still separate: with every feature of the order
   * of 1 the same data have the same answer, and a margin that shows.
   */
  private void even(BooleanSupplier stop) {
    evened = true;
    MarginSearch search = new MarginSearch(even.of(problem), norm);
    search.narrow(ROUGH, stop, _ -> {});
    keep(search.weights());
    Matrix w = even.back(search.direction());
    if (search.certificate().lower() > 0) {
      keep(w.times(1 / fast.of(w)));
    }
    certify();
  }

  /** One step; false where doubles allow no more. */
  private boolean advance(double gap) {
    if (radius == 0) {
      return false;
    }
    iterations++;
    boolean moving = path.advance() && iterations - lastProgress < PATIENCE;
    keep(path.weights());
    Matrix w = Matrix.of(problem.classes(), problem.features(), path.direction());
    keep(w.times(1 / fast.of(w)));
    // Rounding may cross the ends; an estimate that is 0 already cannot make progress.
    double estimate = Math.max(0, weights.end - direction.end) / weights.end;
    if (estimate < PROGRESS * narrowest) {
      narrowest = estimate;
      lastProgress = iterations;
    }
    if (estimate <= gap || estimate <= certificate.gap() / 2) {
      certify();
    }
    if (direction.end == 0 && (weights.end < Math.min(VANISHING * radius, tried / 8) || !moving)) {
      tried = weights.end;
      keep(Cancellation.of(scaled, atoms, weights.of));
      certify();
    }
    return moving;
  }

  private void keep(double[] p) {
    double end = end(p);
    if (end < weights.end) {
      weights = new Witness<>(p, end);
    }
  }

  private void keep(Matrix unit) {
    double lower = scaled.margin(unit);
    if (lower > direction.end) {
      direction = new Witness<>(unit, lower);
    }
  }

  private double end(double[] p) {
    double sum = 0;
    for (double weight : p) {
      sum += weight;
    }
    return fast.direction(scaled.combination(p)).dualNorm() / sum;
  }

  private void certify() {
    certificate = certificate.and(Certificate.of(problem, norm, direction.of, weights.of));
  }

  /** What is solved. */
  public MarginProblem problem() {
    return problem;
  }

  /** The interval proven so far. */
  public Certificate certificate() {
    return certificate;
  }

  /**
   * W, the best so far, of norm 1 up to rounding; 0 where none with a positive margin was found.
   */
  public Matrix direction() {
    return direction.of;
  }

  /** p, the best so far, in the order of the problem's pairs. */
  public double[] weights() {
    return weights.of.clone();
  }

  /** Newton steps so far. */
  public int iterations() {
    return iterations;
  }
}
