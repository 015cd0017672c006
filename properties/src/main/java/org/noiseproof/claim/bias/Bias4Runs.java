package org.noiseproof.claim.bias;

import static org.noiseproof.claim.Comparison.atLeast;
import static org.noiseproof.claim.Comparison.atMost;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Picture;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Loss;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.ScheduleSpec.InverseSqrt;
import org.noiseproof.theory.SteepestDescentBounds;

/**
 * The runs of BIAS-4: the margins that each geometry's descent has reached under all five norms.
 */
final class Bias4Runs {
  private Bias4Runs() {}

  /** Rη_t = 0.2/√(1 + t/300). */
  private static final double RATE = 0.2;

  private static final InverseSqrt SCHEDULE = new InverseSqrt(0, 300);

  /** Of what is said that it has been reached. */
  enum Columns {
    /** The norm's own margin, and no other's. */
    OWN,
    /** Some other norm's. */
    OTHERS
  }

  /**
   * Measured shares of γ.
   *
   * @param own is reached of its own norm's, {@code ownL1} under the sum of entries
   * @param proven is reached of the run's own upper end
   * @param others is not passed of the others'
   */
  private record Shares(long steps, double own, double ownL1, double proven, double others) {
    static Shares of(Scale scale) {
      return switch (scale) {
        case SHORT, DEFAULT -> new Shares(1_000, 0.97, 0.97, 0.95, 0.95);
        case DEEP -> new Shares(30_000, 0.995, 0.99, 0.99, 0.94);
      };
    }

    double of(NormSpec norm) {
      return norm instanceof L1 ? ownL1 : own;
    }
  }

  /** One run for each of the geometries. */
  static Finding reaches(
      Trial trial, Loss loss, List<Geometry> geometries, Stepping stepping, Columns columns) {
    return Needs.steepest(Geometry.FIVE.stream().map(Geometry::norm).toList())
        .or(
            trial,
            () -> {
              Shares shares = Shares.of(trial.scale());
              List<Comparison> comparisons = new ArrayList<>();
              List<Trajectory> seen = new ArrayList<>();
              List<Picture.Panel> directions = new ArrayList<>();
              Backend backend = stepping.of(trial.backend());
              for (Geometry geometry : geometries) {
                OptimizerSpec spec = geometry.descent(RATE, SCHEDULE);
                MarginDescent run =
                    new MarginDescent(backend, Geometry.EIGHT, loss, geometry.norm(), spec);
                seen.add(run(run, loss, geometry, shares.steps()));
                directions.add(new Directions(trial.backend()).panel(geometry.name(), run.point()));
                Roundoff roundoff = Roundoff.of(backend, Geometry.EIGHT, geometry.norm(), spec);
                switch (columns) {
                  case OWN -> {
                    own(run, roundoff, loss, geometry, shares, comparisons);
                    others(backend, run.point(), geometry, shares, comparisons);
                  }
                  case OTHERS ->
                      comparisons.add(
                          atLeast(
                              geometry.name() + ": the largest share of another γ",
                              largest(backend, run.point(), geometry),
                              shares.own(),
                              0));
                }
              }
              return Trajectory.plotted(Finding.of(comparisons), geometries, seen)
                  .with(new Picture("Where each norm's descent went: W and σ(W)", directions));
            });
  }

  private static Trajectory run(MarginDescent run, Loss loss, Geometry geometry, long steps) {
    SteepestDescentBounds bounds = bounds(geometry);
    Trajectory trajectory = new Trajectory();
    for (long next = 1; run.taken() < steps; next *= 2) {
      run.steps(Math.min(next, steps) - run.taken());
      switch (loss) {
        case LOG_SUM_EXP -> trajectory.add(run, bounds.gap(run.length(), run.squares(), 0));
        case CROSS_ENTROPY -> trajectory.add(run);
      }
    }
    return trajectory;
  }

  private static SteepestDescentBounds bounds(Geometry geometry) {
    return new SteepestDescentBounds(Geometry.EIGHT.pairs(), geometry.radius());
  }

  private static void own(
      MarginDescent run,
      Roundoff roundoff,
      Loss loss,
      Geometry geometry,
      Shares shares,
      List<Comparison> comparisons) {
    double gamma = geometry.margin();
    double reached = run.normalizedMargin();
    double slack = roundoff.normalizedMargin() + Tolerance.CLOSED_FORM * gamma;
    String name = geometry.name();
    comparisons.add(atMost(name + ": m/‖W‖ ≤ γ", reached, gamma, slack));
    if (loss == Loss.LOG_SUM_EXP) {
      double bound = bounds(geometry).gap(run.length(), run.squares(), 0);
      comparisons.add(
          atLeast(name + ": m/‖W‖ ≥ γ − B", reached, gamma - bound, slack + roundoff.gap(run)));
    }
    comparisons.add(
        atLeast(
            name + ": the certificate's other end",
            run.upperBound(),
            gamma,
            slack + roundoff.dual(run.point())));
    comparisons.add(atLeast(name + ": share of γ", reached / gamma, shares.of(geometry.norm()), 0));
    comparisons.add(
        atLeast(name + ": share proven", reached / run.upperBound(), shares.proven(), 0));
  }

  private static void others(
      Backend backend,
      Matrix point,
      Geometry geometry,
      Shares shares,
      List<Comparison> comparisons) {
    comparisons.add(
        atMost(
            geometry.name() + ": the largest share of another γ",
            largest(backend, point, geometry),
            shares.others(),
            0));
  }

  private static double largest(Backend backend, Matrix point, Geometry geometry) {
    double margin = Geometry.EIGHT.margin(point);
    return Geometry.FIVE.stream()
        .filter(other -> !other.equals(geometry))
        .mapToDouble(
            other -> margin / backend.norm(other.norm()).orElseThrow().of(point) / other.margin())
        .max()
        .orElseThrow();
  }
}
