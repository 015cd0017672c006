package org.noiseproof.fast.cpu;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.fast.LaneChoice;
import org.noiseproof.fast.Thresholds;
import org.noiseproof.spec.OptimizerSpec;

/**
 * The kernels themselves, on plain arrays and one thread, for benchmarks and for callers that have
 * their data in a form of their own. Nothing is validated: NaN and infinity go in and come out.
 */
public final class CpuKernels {
  private static final Float64 FLOAT64 = Float64.ofThisMachine();
  private static final Float32 FLOAT32 = Float32.ofThisMachine();
  private static final Reduction ONE_THREAD = new Reduction(1);

  private CpuKernels() {}

  /**
   * (1/n) Σ_k min(1, α k^{1/β}/‖x_k‖) x_k.
   *
   * @param x n rows of d entries
   */
  public static double[] perSampleClip(double[] x, int n, int d, double alpha, double beta) {
    return perSampleClip(FLOAT64, x, n, d, alpha, beta);
  }

  /** {@link #perSampleClip(double[], int, int, double, double)} in float32. */
  public static float[] perSampleClip(float[] x, int n, int d, double alpha, double beta) {
    return perSampleClip(FLOAT32, x, n, d, alpha, beta);
  }

  private static <A> A perSampleClip(
      Format<A> format, A x, int n, int d, double alpha, double beta) {
    Factor clip = new Factor.Clip(new Thresholds(alpha, beta));
    A sum = ONE_THREAD.sum(format, n, d, (from, to) -> ScaledSum.of(clip, format, x, d, from, to));
    format.divide(sum, n);
    return sum;
  }

  /**
   * (1/n) Σ_k x_k.
   *
   * @param x n rows of d entries
   */
  public static double[] mean(double[] x, int n, int d) {
    return mean(FLOAT64, x, n, d);
  }

  /** {@link #mean(double[], int, int)} in float32. */
  public static float[] mean(float[] x, int n, int d) {
    return mean(FLOAT32, x, n, d);
  }

  private static <A> A mean(Format<A> format, A x, int n, int d) {
    A sum = ONE_THREAD.sum(format, n, d, (from, to) -> ScaledSum.plain(format, x, d, from, to));
    format.divide(sum, n);
    return sum;
  }

  /** ‖x‖, where the squares stay in range. */
  public static double norm(double[] x) {
    return norm(FLOAT64, x, x.length);
  }

  /** {@link #norm(double[])} in float32. */
  public static float norm(float[] x) {
    return (float) norm(FLOAT32, x, x.length);
  }

  private static <A> double norm(Format<A> format, A x, int length) {
    double[] squares = new double[1];
    format.rows().sumsOfSquares(x, 0, length, 1, squares);
    return Math.sqrt(squares[0]);
  }

  /** b ← μ b + g, θ ← θ − η b in place, by {@link Updates#momentum}. */
  public static void momentum(
      double[] parameters, double[] buffer, double[] gradient, double learningRate, double mu) {
    FLOAT64.updates().momentum(parameters, buffer, gradient, heavyBall(learningRate, mu));
  }

  /** {@link #momentum(double[], double[], double[], double, double)} in float32. */
  public static void momentum(
      float[] parameters, float[] buffer, float[] gradient, double learningRate, double mu) {
    FLOAT32.updates().momentum(parameters, buffer, gradient, heavyBall(learningRate, mu));
  }

  private static Updates.Momentum heavyBall(double learningRate, double mu) {
    return new Updates.Momentum(learningRate, mu, 1, 0, 1, 0);
  }

  /**
   * Step t of Adam or of an optimizer that moves every coordinate by itself, in place, by {@link
   * CoordinatewisePass}: without the exact arithmetic for coordinates that leave the range or that
   * underflow; a sign that rounding could turn is 0.
   *
   * @param buffers in the order in which the spec's definition names them
   */
  public static void step(
      OptimizerSpec spec, long t, double[] parameters, List<double[]> buffers, double[] gradient) {
    new CoordinatewisePass<>(FLOAT64).step(spec, t, parameters, buffers, gradient);
  }

  /** {@link #step(OptimizerSpec, long, double[], List, double[])} in float32. */
  public static void step(
      OptimizerSpec spec, long t, float[] parameters, List<float[]> buffers, float[] gradient) {
    new CoordinatewisePass<>(FLOAT32).step(spec, t, parameters, buffers, gradient);
  }

  /** α k^{1/β}, k from 1, the same bits on every machine. */
  public static double threshold(double alpha, double beta, int k) {
    return new Thresholds(alpha, beta).at(k);
  }

  /** The lanes of the kernels for values of that many bytes. */
  public static int lanes(int bytes) {
    return LaneChoice.ofThisMachine().lanes(bytes);
  }

  /**
   * Reads everything once and does as little as can be done with it: what bounds a kernel that must
   * read its input.
   */
  public static double read(double[] x) {
    return FLOAT64.rows() instanceof VectorRows64
        ? VectorSquares64.read(x)
        : Arrays.stream(x).sum();
  }
}
