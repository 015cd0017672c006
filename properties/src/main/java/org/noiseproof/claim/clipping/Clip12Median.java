package org.noiseproof.claim.clipping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.backend.Batch;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.theory.GeometricMedianBound;

/** Points of which a minority is anywhere, and how far that carries an estimate. R = 1. */
final class Clip12Median {
  private Clip12Median() {}

  /** In units of R; a power of two, so that the points near z do not lose their digits. */
  private static final double FAR = 0x1p6;

  /**
   * k points, the bad ones last.
   *
   * @param good how many lie within 1 of the origin
   */
  private record Points(String name, List<double[]> all, int good) {
    double share() {
      return 1 - (double) good / all.size();
    }

    @Override
    public String toString() {
      return "%s, %d of %d bad in dimension %d"
          .formatted(name, all.size() - good, all.size(), all.getFirst().length);
    }
  }

  /**
   * ‖estimate − z‖ ≤ C_a on points that were chosen against it and on random ones, everything
   * reflected and moved to a random z.
   *
   * @param shorter what is taken from C_a, 0 for what is claimed
   */
  static Finding bounded(Trial trial, EstimatorSpec spec, double shorter) {
    return Subject.of(
        trial,
        spec,
        subject -> {
          Tightest tightest = new Tightest();
          int rounds = trial.scale() == Scale.DEEP ? 400 : 8;
          for (int round = 0; round < rounds; round++) {
            RandomStream random = trial.streams().replicate(round);
            for (Points points : configurations(random)) {
              double[] z = Vectors.gaussian(points.all().getFirst().length, 1, random);
              double constant = GeometricMedianBound.constant(points.share());
              tightest.offer(
                  Comparison.atMost(
                      "‖estimate − z‖, a = %.3g".formatted(points.share()),
                      distance(subject, points, z, round > 0, random),
                      constant - shorter,
                      slack(subject, points)),
                  points);
            }
          }
          return Finding.of(tightest.comparisons());
        });
  }

  /** On the worst points for the geometric median, it is C_a away. */
  static Finding attained(Trial trial, EstimatorSpec spec) {
    return Subject.of(
        trial,
        spec,
        subject -> {
          List<Comparison> comparisons = new ArrayList<>();
          RandomStream random = trial.streams().replicate(0);
          for (Points points : worst()) {
            double[] z = Vectors.gaussian(2, 1, random);
            comparisons.add(
                Comparison.equal(
                    "‖estimate − z‖ at a = %.3g".formatted(points.share()),
                    distance(subject, points, z, true, random),
                    GeometricMedianBound.constant(points.share()),
                    slack(subject, points)));
          }
          return Finding.of(comparisons);
        });
  }

  /** Of the points about z, in random order, as they are or turned away from the axes. */
  private static double distance(
      Subject subject, Points points, double[] z, boolean turned, RandomStream random) {
    double[] direction = Vectors.gaussian(z.length, 1, random);
    double[] unit = Vectors.times(1 / Vectors.norm(direction), direction);
    double[][] rows = new double[points.all().size()][];
    for (int k = 0; k < rows.length; k++) {
      double[] point = points.all().get(k);
      rows[k] = Vectors.plus(z, turned ? Vectors.reflect(unit, point) : point);
    }
    for (int k = rows.length - 1; k > 0; k--) {
      int j = random.nextInt(k + 1);
      double[] swapped = rows[k];
      rows[k] = rows[j];
      rows[j] = swapped;
    }
    return Vectors.distance(subject.estimator().estimate(Batch.ofRows(rows)), z);
  }

  private static double slack(Subject subject, Points points) {
    return subject.slack(points.all().size(), points.all().getFirst().length, FAR);
  }

  private static List<Points> configurations(RandomStream random) {
    List<Points> all = new ArrayList<>(worst());
    for (int d : new int[] {2, 3, 5}) {
      all.add(corner(d));
      for (int k : new int[] {3, 8, 15}) {
        int bad = random.nextInt((k - 1) / 2 + 1);
        all.add(random(d, k - bad, bad, random));
      }
    }
    return all;
  }

  /**
   * Where the bound is attained: z at the origin, half of the good points where either tangent from
   * (C_a, 0) touches the circle, the bad ones behind that point. There the unit vectors towards all
   * points add up to 0, for cos γ = a/(1 − a), γ the angle to the tangents.
   */
  private static List<Points> worst() {
    return List.of(tangents(18, 2), tangents(6, 2), tangents(6, 4));
  }

  private static Points tangents(int good, int bad) {
    double cosine = (double) bad / good;
    double sine = Math.sqrt((1 - cosine) * (1 + cosine));
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < good; i++) {
      all.add(new double[] {sine, i % 2 == 0 ? cosine : -cosine});
    }
    for (int i = 0; i < bad; i++) {
      all.add(new double[] {FAR / Math.scalb(1.0, i), 0});
    }
    return new Points("tangents", all, good);
  }

  /** Two good points at the end of each axis, the bad ones far out on the diagonal. */
  private static Points corner(int d) {
    List<double[]> all = new ArrayList<>();
    for (int i = 0; i < 2 * d; i++) {
      double[] axis = new double[d];
      axis[i % d] = 1;
      all.add(axis);
    }
    for (int i = 0; i < 2 * d - 2; i++) {
      double[] far = new double[d];
      Arrays.fill(far, FAR / (1 + i));
      all.add(far);
    }
    return new Points("corner", all, 2 * d);
  }

  /** Good points in the ball or on its sphere, bad ones together or scattered, near or far. */
  private static Points random(int d, int good, int bad, RandomStream random) {
    List<double[]> all = new ArrayList<>();
    boolean sphere = random.nextInt(2) == 0;
    for (int i = 0; i < good; i++) {
      double[] g = Vectors.gaussian(d, 1, random);
      double length = sphere ? 1 : random.nextUniform();
      all.add(Vectors.times(length / Vectors.norm(g), g));
    }
    double[] together = Vectors.gaussian(d, 1, random);
    boolean scattered = random.nextInt(2) == 0;
    double distance = 2 / random.nextUniform();
    for (int i = 0; i < bad; i++) {
      double[] g = scattered ? Vectors.gaussian(d, 1, random) : together;
      all.add(Vectors.times(Math.min(distance * (1 + i), FAR) / Vectors.norm(g), g));
    }
    return new Points("random", all, good);
  }
}
