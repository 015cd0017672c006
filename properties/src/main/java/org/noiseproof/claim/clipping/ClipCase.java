package org.noiseproof.claim.clipping;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.noiseproof.claim.Trial;
import org.noiseproof.random.RandomStream;

/**
 * A row g, a threshold t (which may be 0 or infinite) and a random unit vector. Cases run through
 * all combinations of dimension, shape of the row and place of the threshold, at scales 2⁻¹⁰ … 2¹⁰.
 */
final class ClipCase {
  private static final int[] DIMENSIONS = {1, 2, 5, 50};

  private final int number;
  private final double[] g;
  private final double t;
  private final double[] unit;

  private ClipCase(int number, double[] g, double t, double[] unit) {
    this.number = number;
    this.g = g;
    this.t = t;
    this.unit = unit;
  }

  /** What the row looks like. */
  private enum Shape {
    GAUSSIAN,
    HEAVY_TAILED,
    ONE_HOT,
    MOSTLY_ZERO,
    ZERO,
    PYTHAGOREAN
  }

  /** Where the threshold lies. */
  private enum Place {
    INSIDE,
    OUTSIDE,
    TIE,
    JUST_BELOW,
    ZERO,
    INFINITE
  }

  private static final int COMBINATIONS =
      DIMENSIONS.length * Shape.values().length * Place.values().length;

  /** The cases of a trial: each combination twice, or a hundred times in a deep run. */
  static Stream<ClipCase> of(Trial trial) {
    int rounds = trial.scale() == Trial.Scale.DEEP ? 100 : 2;
    return IntStream.range(0, rounds * COMBINATIONS)
        .mapToObj(i -> of(trial.streams().replicate(i), i));
  }

  private static ClipCase of(RandomStream random, int i) {
    int d = DIMENSIONS[i % DIMENSIONS.length];
    int rest = i / DIMENSIONS.length;
    Shape shape = Shape.values()[rest % Shape.values().length];
    Place place = Place.values()[rest / Shape.values().length % Place.values().length];
    double scale = scale(random);
    double[] g = Vectors.times(scale, row(shape, d, random));
    double norm = shape == Shape.PYTHAGOREAN ? 5 * scale : Vectors.norm(g);
    return new ClipCase(i, g, threshold(place, norm, random), unit(d, random));
  }

  private static double[] row(Shape shape, int d, RandomStream random) {
    double[] row = new double[d];
    switch (shape) {
      case GAUSSIAN -> fill(row, random, 0);
      case HEAVY_TAILED -> fill(row, random, 1);
      case ONE_HOT -> row[random.nextInt(d)] = random.nextSign();
      case MOSTLY_ZERO -> {
        row[0] = random.nextNormal();
        row[d - 1] = random.nextNormal();
      }
      case ZERO -> {}
      case PYTHAGOREAN -> {
        row[0] = d == 1 ? 5 : 3;
        if (d > 1) {
          row[d - 1] = 4 * random.nextSign();
        }
      }
    }
    return row;
  }

  /** Normals, divided by uniforms to the power given. */
  private static void fill(double[] row, RandomStream random, int power) {
    for (int j = 0; j < row.length; j++) {
      row[j] = random.nextNormal() / Math.pow(random.nextUniform(), power);
    }
  }

  private static double threshold(Place place, double norm, RandomStream random) {
    return switch (place) {
      case INSIDE -> norm * random.nextUniform();
      case OUTSIDE -> norm + scale(random);
      case TIE -> norm;
      case JUST_BELOW -> Math.max(0, Math.nextDown(norm));
      case ZERO -> 0;
      case INFINITE -> Double.POSITIVE_INFINITY;
    };
  }

  /** A power of two from 2⁻¹⁰ to 2¹⁰, so that scaling is exact. */
  private static double scale(RandomStream random) {
    return Math.scalb(1.0, random.nextInt(21) - 10);
  }

  private static double[] unit(int d, RandomStream random) {
    double[] direction = new double[d];
    fill(direction, random, 0);
    return Vectors.times(1 / Vectors.norm(direction), direction);
  }

  double[] g() {
    return g;
  }

  double t() {
    return t;
  }

  double[] unit() {
    return unit;
  }

  /** ‖g‖. */
  double norm() {
    return Vectors.norm(g);
  }

  /** The radius of a ball on which clip_t does not differ from the clipping of this row. */
  double radius() {
    return Math.min(t, norm());
  }

  /**
   * Points against which the row is held: opposite, on either side of it, near it, and anywhere.
   */
  List<double[]> others() {
    double scale = Math.max(norm(), 1);
    return List.of(
        Vectors.times(-1, g),
        Vectors.times(1.25, g),
        Vectors.times(0.75, g),
        Vectors.plus(g, Vectors.times(Math.scalb(scale, -10), unit)),
        Vectors.times(scale, unit));
  }

  @Override
  public String toString() {
    return "case %d: g = %s, t = %s".formatted(number, Estimators.show(g), t);
  }
}
