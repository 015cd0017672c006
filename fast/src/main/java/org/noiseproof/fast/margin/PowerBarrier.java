package org.noiseproof.fast.margin;

import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Of Σ |x_i|ᵖ ≤ 1: the least Σ φ(x_i, v_i) − log(1 − Σ v_i) over v, φ(x, v) = −log(v^{2/p} − x²) −
 * 2 log v the barrier of |x|ᵖ ≤ v (Nesterov and Nemirovskii 1994, cited from memory).
 */
record PowerBarrier(double p) implements BallBarrier {
  private static final int MOST_STEPS = 200;

  @Override
  public Optional<Local> at(double[] x) {
    double[] power = Arrays.stream(x).map(value -> StrictMath.pow(Math.abs(value), p)).toArray();
    double room = 1 - Arrays.stream(power).sum();
    if (!(room > 0)) {
      return Optional.empty();
    }
    double[] v = Arrays.stream(power).map(value -> value + room / (x.length + 1)).toArray();
    if (Arrays.stream(v).sum() >= 1) {
      return Optional.empty(); // closer to the boundary than doubles tell
    }
    return Optional.of(minimize(x, v));
  }

  private Local minimize(double[] x, double[] v) {
    int m = x.length;
    double[] step = new double[m];
    double[] perCurvature = new double[m];
    double last = Double.POSITIVE_INFINITY;
    for (int s = 0; s < MOST_STEPS; s++) {
      double rate = 1 / (1 - Arrays.stream(v).sum());
      double sum = 0;
      double whole = 0;
      for (int i = 0; i < m; i++) {
        Pair at = new Pair(x[i], v[i]);
        perCurvature[i] = 1 / at.vv();
        step[i] = -(at.v() + rate) * perCurvature[i];
        sum += step[i];
        whole += perCurvature[i];
      }
      double shared = rate * rate * sum / (1 + rate * rate * whole);
      double decrement = 0;
      double total = 0;
      for (int i = 0; i < m; i++) {
        step[i] -= shared * perCurvature[i];
        decrement += step[i] * step[i] / perCurvature[i];
        total += step[i];
      }
      double length = Math.sqrt(decrement + rate * rate * total * total);
      // Damped as for any self-concordant function, whole once that is safe.
      double damping = length < QUADRATIC ? 1 : 1 / (1 + length);
      for (int i = 0; i < m; i++) {
        v[i] += damping * step[i];
      }
      if (length < QUADRATIC && (length < SMALL || length >= last)) {
        break;
      }
      last = length;
    }
    return local(x, v);
  }

  private static final double QUADRATIC = 0.25;
  private static final double SMALL = 0x1p-30;

  private Local local(double[] x, double[] v) {
    int m = x.length;
    double rest = 1 - Arrays.stream(v).sum();
    double value = -StrictMath.log(rest);
    double whole = 0;
    double[] slope = new double[m];
    double[] curvature = new double[m];
    double[] shared = new double[m];
    for (int i = 0; i < m; i++) {
      Pair at = new Pair(x[i], v[i]);
      value += at.value();
      slope[i] = at.slope();
      shared[i] = at.xv() / at.vv();
      curvature[i] = at.xx() - shared[i] * at.xv();
      whole += 1 / at.vv();
    }
    double factor = 1 / (rest * rest + whole);
    DMatrixRMaj coupling = new DMatrixRMaj(m, m);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        coupling.set(i, j, factor * shared[i] * shared[j]);
      }
    }
    return new Local(value, slope, curvature, coupling);
  }

  /** φ and its derivatives at one (x, v). */
  private final class Pair {
    private final double x;
    private final double v;
    private final double a = 2 / p;
    private final double power;
    private final double gap;

    Pair(double x, double v) {
      this.x = x;
      this.v = v;
      power = StrictMath.pow(v, a);
      double root = Math.sqrt(power);
      gap = (root - Math.abs(x)) * (root + Math.abs(x));
    }

    double value() {
      return -StrictMath.log(gap) - 2 * StrictMath.log(v);
    }

    double slope() {
      return 2 / gap;
    }

    double v() {
      return -(a * power / gap + 2) / v;
    }

    double xx() {
      return 2 * (power + x * x) / (gap * gap);
    }

    double xv() {
      return -2 * x * a * power / (v * gap * gap);
    }

    double vv() {
      double ratio = power / gap;
      return (a * ratio * (a * ratio - (a - 1)) + 2) / (v * v);
    }
  }
}
