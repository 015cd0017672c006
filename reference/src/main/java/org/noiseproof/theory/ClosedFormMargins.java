package org.noiseproof.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.margin.Instances;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;

/**
 * Maximum margins in closed form, on {@link Instances}: one sample a class, orthogonal or a simplex
 * frame, two opposite samples, one sample alone, and a ring. Derived; J is the matrix of ones.
 */
public final class ClosedFormMargins {
  private ClosedFormMargins() {}

  /** Every one of them, at small sizes. */
  public static List<KnownMargin> all() {
    List<KnownMargin> all = new ArrayList<>();
    for (int k = 2; k <= 5; k++) {
      all.addAll(orthonormal(k));
      all.addAll(simplexFrame(k));
    }
    all.addAll(scaledOrthogonal(1, 2, 4));
    all.addAll(scaledOrthogonal(1, 1.25, 1.5, 2));
    all.add(spectralOfOneTwoFour());
    all.addAll(opposite(3, 1));
    all.addAll(oneSample(4, 3, -1, 2));
    all.add(ring(6, 3, 0.5));
    return List.copyOf(all);
  }

  /** x_i = e_i: p uniform, A p = (I − J/k)/(k − 1). */
  static List<KnownMargin> orthonormal(int k) {
    return simplex("E1, k = " + k, Instances.orthonormal(k), 1);
  }

  /** x_i = √(k/(k−1)) (e_i − 1/k): every margin is √(k/(k−1)) times that of e_i. */
  static List<KnownMargin> simplexFrame(int k) {
    return simplex("E5, k = " + k, Instances.simplexFrame(k), Math.sqrt(k / (k - 1.0)));
  }

  private static List<KnownMargin> simplex(String name, MarginProblem problem, double scale) {
    int k = problem.classes();
    Matrix centred = centredIdentity(k);
    Matrix signs = identity(k).times(2).minus(ones(k, 1));
    double[] uniform = new double[problem.pairs()];
    Arrays.fill(uniform, 1.0 / uniform.length);
    List<KnownMargin> all = new ArrayList<>();
    all.add(known(name, problem, new Frobenius(), scale / Math.sqrt(k - 1.0), centred, uniform));
    all.add(known(name, problem, new Max(), 2 * scale, signs, uniform));
    all.add(known(name, problem, new L1(), scale / k, identity(k), uniform));
    all.add(known(name, problem, new Spectral(), scale, centred, uniform));
    all.add(known(name, problem, new Nuclear(), scale / (k - 1), centred, uniform));
    for (double p : new double[] {1.5, 3}) {
      double margin = scale * StrictMath.pow(k - 1.0, -1 / p);
      all.add(known(name, problem, new Schatten(p), margin, centred, uniform));
    }
    for (int j = 1; j < k; j++) {
      double margin = scale * Math.min(1, j / (k - 1.0));
      all.add(known(name, problem, new KyFanDual(j), margin, centred, uniform));
      all.add(known(name, problem, new KyFan(j), scale / j, centred, uniform));
    }
    return all;
  }

  /**
   * x_i = s_i e_i: 1/√((1 − 1/k) Σ s_i⁻²) under the Frobenius norm, 2 min s_i under the largest
   * entry, 1/Σ s_i⁻¹ under the sum of entries.
   */
  static List<KnownMargin> scaledOrthogonal(double... s) {
    int k = s.length;
    MarginProblem problem = Instances.scaledOrthogonal(s);
    String name = "E2" + Arrays.toString(s);
    double[] inverse = Arrays.stream(s).map(x -> 1 / x).toArray();
    double squares = Arrays.stream(inverse).map(x -> x * x).sum();
    double sum = Arrays.stream(inverse).sum();
    double least = Arrays.stream(s).min().orElseThrow();
    return List.of(
        known(
            name,
            problem,
            new Frobenius(),
            1 / Math.sqrt((1 - 1.0 / k) * squares),
            centredIdentity(k).times(diagonal(inverse)),
            perSample(problem, Arrays.stream(inverse).map(x -> x * x).toArray())),
        known(
            name,
            problem,
            new Max(),
            2 * least,
            identity(k).times(2).minus(ones(k, 1)),
            perSample(problem, Arrays.stream(s).map(x -> x == least ? 1 : 0).toArray())),
        known(name, problem, new L1(), 1 / sum, diagonal(inverse), perSample(problem, inverse)));
  }

  /**
   * s = (1, 2, 4) under the spectral norm: √(3/2), which is all that the shortest sample alone
   * allows.
   */
  static KnownMargin spectralOfOneTwoFour() {
    MarginProblem problem = Instances.scaledOrthogonal(1, 2, 4);
    double a = 1 / Math.sqrt(6);
    double b = Math.sqrt(3.0 / 8);
    Matrix direction =
        Matrix.ofRows(
            new double[] {2 * a, 0, 0}, new double[] {-a, b, -b / 2}, new double[] {-a, -b, b / 2});
    return known(
        "E2[1.0, 2.0, 4.0]",
        problem,
        new Spectral(),
        Math.sqrt(1.5),
        direction,
        perSample(problem, 1, 0, 0));
  }

  /**
   * x of class 0 and −x of class 1: √2 ‖x‖₂ under norms of singular values and the Frobenius norm,
   * 2 ‖x‖₁ under the largest entry, ‖x‖_∞ under the sum of entries.
   */
  static List<KnownMargin> opposite(double... x) {
    MarginProblem problem = Instances.opposite(x);
    return rankOne("E3" + Arrays.toString(x), problem, x);
  }

  /** One sample x of k classes: √(k/(k−1)) ‖x‖₂, 2 ‖x‖₁, ‖x‖_∞ under the same norms. */
  static List<KnownMargin> oneSample(int k, double... x) {
    return rankOne("E4" + Arrays.toString(x), Instances.oneSample(k, x), x);
  }

  private static List<KnownMargin> rankOne(String name, MarginProblem problem, double[] x) {
    int k = problem.classes();
    double[] signs = Arrays.stream(x).map(Math::signum).toArray();
    double most = Arrays.stream(x).map(Math::abs).max().orElseThrow();
    double[] largest = Arrays.stream(x).map(v -> Math.abs(v) == most ? v : 0).toArray();
    double euclidean = Math.sqrt(Arrays.stream(x).map(v -> v * v).sum() * k / (k - 1));
    Matrix centred = first(k, 1 - 1.0 / k, -1.0 / k, x);
    double[] uniform = perSample(problem, ones(1, problem.samples(), 1));
    List<KnownMargin> all = new ArrayList<>();
    for (NormSpec norm :
        List.of(
            new Frobenius(),
            new Spectral(),
            new Nuclear(),
            new Schatten(3),
            new KyFan(2),
            new KyFanDual(2))) {
      all.add(known(name, problem, norm, euclidean, centred, uniform));
    }
    double sum = Arrays.stream(x).map(Math::abs).sum();
    all.add(known(name, problem, new Max(), 2 * sum, first(k, 1, -1, signs), uniform));
    all.add(known(name, problem, new L1(), most, first(k, 1, 0, largest), uniform));
    return all;
  }

  /** (right, wrong, wrong …)ᵀ x: scores of class 0 above the others. */
  private static Matrix first(int k, double right, double wrong, double[] x) {
    double[] column = new double[k];
    Arrays.fill(column, wrong);
    column[0] = right;
    return Matrix.of(k, 1, column).times(Matrix.of(1, x.length, x));
  }

  /**
   * x_i = (r cos θ_i, r sin θ_i, s e_i), θ_i = 2πi/k, under the nuclear norm: (1 − cos 2π/k)
   * √(kr²/2 + s²)/k if 4s ≤ (2 − 2 cos 2π/k) √(kr²/2 + s²). V has rank 2, ½ U Vᵀ of the singular
   * space of the first frequency; p is uniform on the neighbours c = i ± 1.
   */
  public static KnownMargin ring(int k, double r, double s) {
    MarginProblem problem = Instances.ring(k, r, s);
    RingMargin ring = new RingMargin(k, r, s);
    double[] frequency = new double[2 * k];
    for (int i = 0; i < k; i++) {
      double angle = 2 * Math.PI * i / k;
      frequency[2 * i] = Math.sqrt(2.0 / k) * StrictMath.cos(angle);
      frequency[2 * i + 1] = Math.sqrt(2.0 / k) * StrictMath.sin(angle);
    }
    Matrix left = Matrix.of(k, 2, frequency);
    Matrix samples =
        Matrix.ofRows(
            IntStream.range(0, k).mapToObj(problem.data()::input).toArray(double[][]::new));
    Matrix direction = left.times(left.transpose()).times(samples).times(1 / (2 * ring.length()));
    double[] weights = new double[problem.pairs()];
    for (int i = 0; i < k; i++) {
      weights[problem.pair(i, (i + 1) % k)] = 0.5 / k;
      weights[problem.pair(i, (i + k - 1) % k)] = 0.5 / k;
    }
    return known("E8, k = " + k, problem, new Nuclear(), ring.margin(), direction, weights);
  }

  private static KnownMargin known(
      String instance,
      MarginProblem problem,
      NormSpec norm,
      double margin,
      Matrix direction,
      double[] weights) {
    return new KnownMargin(instance, problem, norm, margin, direction, weights);
  }

  /** p_ic in proportion to the sample's share, whatever the class. */
  private static double[] perSample(MarginProblem problem, double... shares) {
    double whole = Arrays.stream(shares).sum() * (problem.classes() - 1);
    double[] p = new double[problem.pairs()];
    Arrays.setAll(p, j -> shares[j / (problem.classes() - 1)] / whole);
    return p;
  }

  private static Matrix centredIdentity(int k) {
    return identity(k).minus(ones(k, 1.0 / k));
  }

  private static Matrix identity(int k) {
    return diagonal(ones(1, k, 1));
  }

  private static Matrix diagonal(double... values) {
    int k = values.length;
    double[] entries = new double[k * k];
    for (int i = 0; i < k; i++) {
      entries[i * k + i] = values[i];
    }
    return Matrix.of(k, k, entries);
  }

  private static Matrix ones(int k, double value) {
    return Matrix.of(k, k, ones(k, k, value));
  }

  private static double[] ones(int rows, int columns, double value) {
    double[] entries = new double[rows * columns];
    Arrays.fill(entries, value);
    return entries;
  }
}
