package org.noiseproof.theory;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.noiseproof.exact.Tolerance;

/**
 * A chain x′ = f_i(x) on the line, i drawn anew at each step, each as likely as every other:
 * minibatch SGD on one parameter, a batch a map.
 *
 * <p>Ulam's method with hat functions (derived): the mass of a node goes where f_i takes it, split
 * between the two neighbouring nodes so that its mean in the grid's coordinate z is kept. That adds
 * at most h²/4 to the variance of a step and nothing to its mean, so on a stationary law inside the
 * grid E(z′ − z) = 0 up to rounding, and expectations of smooth functions are off by O(h²).
 */
public final class TransferMatrix {
  private static final int LONGEST = 1 << 20;

  /** Products, all steps together: half a minute. */
  private static final long MOST = 1L << 35;

  /** Each so many steps one is half a step. */
  private static final int LAZY = 16;

  /** ‖πP − π‖₁ where rounding alone is left. */
  private static final double STATIONARY = 8 * Tolerance.UNIT_ROUNDOFF;

  private final Grid grid;
  private final int maps;
  private final int[] targets;
  private final double[] shares;

  private TransferMatrix(Grid grid, int maps, int[] targets, double[] shares) {
    this.grid = grid;
    this.maps = maps;
    this.targets = targets;
    this.shares = shares;
  }

  /**
   * Of these maps. What they take out of the grid is put on its ends.
   *
   * @param maps f_i, at least one, equiprobable; finite on the grid, and not negative where it is
   *     logarithmic
   */
  public static TransferMatrix of(List<DoubleUnaryOperator> maps, Grid grid) {
    Argument.require(!maps.isEmpty(), "maps", maps.size(), "at least one");
    int nodes = grid.cells() + 1;
    int[] targets = new int[maps.size() * nodes];
    double[] shares = new double[targets.length];
    for (int j = 0; j < nodes; j++) {
      double x = grid.point(j);
      for (int i = 0; i < maps.size(); i++) {
        double position = grid.position(image(maps, i, x, grid));
        int target = (int) Math.min(position, grid.cells() - 1.0);
        targets[j * maps.size() + i] = target;
        shares[j * maps.size() + i] = position - target;
      }
    }
    return new TransferMatrix(grid, maps.size(), targets, shares);
  }

  private static double image(List<DoubleUnaryOperator> maps, int i, double x, Grid grid) {
    double image = maps.get(i).applyAsDouble(x);
    if (!Double.isFinite(image) || (grid.logarithmic() && image < 0)) {
      throw new IllegalArgumentException(
          "maps: map %d at x = %s is %s, out of range: %s"
              .formatted(i, x, image, grid.logarithmic() ? "finite and ≥ 0" : "finite"));
    }
    return image;
  }

  /**
   * The law after one step more.
   *
   * @param law on the grid of this matrix
   */
  public GridLaw next(GridLaw law) {
    if (!law.grid().equals(grid)) {
      throw new IllegalArgumentException(
          "law is on %s, expected one on %s".formatted(law.grid(), grid));
    }
    return GridLaw.of(grid, step(law.masses()));
  }

  /**
   * The law of x_T from x_0 = start.
   *
   * @param start on the grid
   * @param steps T ≥ 0
   */
  public GridLaw after(double start, long steps) {
    Argument.require(
        grid.contains(start),
        "start",
        start,
        grid.point(0) + " ≤ start ≤ " + grid.point(grid.cells()) + ", the grid");
    Argument.require(steps >= 0, "steps", steps, "steps ≥ 0");
    double[] masses = new double[grid.cells() + 1];
    double position = grid.position(start);
    int node = (int) Math.min(position, grid.cells() - 1.0);
    masses[node] = 1 - (position - node);
    masses[node + 1] = position - node;
    for (long t = 0; t < steps; t++) {
      masses = step(masses);
    }
    return GridLaw.of(grid, masses);
  }

  /**
   * The law π = πP that the uniform one goes to, by powers of P with a ½(I + P) among each 16: that
   * has the same π, and ends what would go round in a circle, as under x ↦ −x.
   *
   * @throws ArithmeticException where a million steps, or 2³⁵ products, do not get there
   */
  public GridLaw stationary() {
    double[] masses = new double[grid.cells() + 1];
    Arrays.fill(masses, 1);
    long longest = Math.min(LONGEST, MOST / targets.length);
    for (int t = 1; t <= longest; t++) {
      normalize(masses);
      double[] next = step(masses);
      double change = 0;
      for (int j = 0; j < masses.length; j++) {
        change += Math.abs(next[j] - masses[j]);
      }
      if (change <= STATIONARY) {
        return GridLaw.of(grid, next);
      }
      if (t % LAZY == 0) {
        for (int j = 0; j < masses.length; j++) {
          next[j] = (masses[j] + next[j]) / 2;
        }
      }
      masses = next;
    }
    throw new ArithmeticException("after %d steps the law still changes".formatted(longest));
  }

  private static void normalize(double[] masses) {
    double sum = Arrays.stream(masses).sum();
    for (int j = 0; j < masses.length; j++) {
      masses[j] /= sum;
    }
  }

  private double[] step(double[] masses) {
    double[] next = new double[masses.length];
    int k = 0;
    for (double mass : masses) {
      if (mass == 0) {
        k += maps;
        continue;
      }
      double each = mass / maps;
      for (int i = 0; i < maps; i++, k++) {
        double right = each * shares[k];
        next[targets[k]] += each - right;
        next[targets[k] + 1] += right;
      }
    }
    return next;
  }
}
