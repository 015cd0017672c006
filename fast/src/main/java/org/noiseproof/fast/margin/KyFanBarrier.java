package org.noiseproof.fast.margin;

import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Of the sum of the k largest |x_i| ≤ 1, which is the least kτ + Σ (u_i − τ) over τ ≥ 0 and u_i ≥
 * max(|x_i|, τ): the least −Σ log(u_i² − x_i²) − Σ log(u_i − τ) − log τ − log(1 − kτ − Σ (u_i − τ))
 * over u and τ.
 */
record KyFanBarrier(int k) implements BallBarrier {
  private static final int MOST_STEPS = 200;
  private static final double QUADRATIC = 0.25;
  private static final double SMALL = 0x1p-30;

  @Override
  public Optional<Local> at(double[] x) {
    int m = x.length;
    double[] sizes = Arrays.stream(x).map(Math::abs).sorted().toArray();
    double room = 1 - Arrays.stream(sizes).skip(Math.max(0, m - k)).sum();
    if (!(room > 0)) {
      return Optional.empty();
    }
    double share = room / (2 * (m + k + 1));
    double tau = (k <= m ? sizes[m - k] : 0) + share;
    double[] z = new double[m + 1];
    for (int i = 0; i < m; i++) {
      z[i] = Math.max(Math.abs(x[i]), tau) + share;
    }
    z[m] = tau;
    return rest(z) > 0 ? Optional.of(minimize(x, z)) : Optional.empty();
  }

  private double rest(double[] z) {
    int m = z.length - 1;
    return 1 - Arrays.stream(z).limit(m).sum() + (m - k) * z[m];
  }

  private Local minimize(double[] x, double[] z) {
    int m = x.length;
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(m + 1);
    DMatrixRMaj step = new DMatrixRMaj(m + 1, 1);
    double last = Double.POSITIVE_INFINITY;
    for (int s = 0; s < MOST_STEPS; s++) {
      DMatrixRMaj downhill = downhill(x, z);
      if (!solver.setA(hessian(x, z))) {
        break;
      }
      solver.solve(downhill, step);
      double square = 0;
      for (int i = 0; i <= m; i++) {
        square += downhill.get(i) * step.get(i);
      }
      double length = Math.sqrt(Math.max(0, square));
      double damping = length < QUADRATIC ? 1 : 1 / (1 + length);
      for (int i = 0; i <= m; i++) {
        z[i] += damping * step.get(i);
      }
      if (length < QUADRATIC && (length < SMALL || length >= last)) {
        break;
      }
      last = length;
    }
    return local(x, z);
  }

  private DMatrixRMaj downhill(double[] x, double[] z) {
    int m = x.length;
    double tau = z[m];
    double rate = 1 / rest(z);
    DMatrixRMaj downhill = new DMatrixRMaj(m + 1, 1);
    double last = 1 / tau + (m - k) * rate;
    for (int i = 0; i < m; i++) {
      double above = 1 / (z[i] - tau);
      downhill.set(i, 0, 2 * z[i] / gap(x[i], z[i]) + above - rate);
      last -= above;
    }
    downhill.set(m, 0, last);
    return downhill;
  }

  private DMatrixRMaj hessian(double[] x, double[] z) {
    int m = x.length;
    double tau = z[m];
    double rate = 1 / rest(z);
    double both = rate * rate;
    DMatrixRMaj hessian = new DMatrixRMaj(m + 1, m + 1);
    double last = 1 / (tau * tau) + both * (m - k) * (m - k);
    for (int i = 0; i < m; i++) {
      double above = 1 / (z[i] - tau);
      for (int j = 0; j < m; j++) {
        hessian.set(i, j, both + (i == j ? own(x[i], z[i], tau) : 0));
      }
      hessian.set(i, m, -above * above - both * (m - k));
      hessian.set(m, i, hessian.get(i, m));
      last += above * above;
    }
    hessian.set(m, m, last);
    return hessian;
  }

  private static double gap(double x, double u) {
    return (u - Math.abs(x)) * (u + Math.abs(x));
  }

  /** The second derivative in x, and in u of that term alone. */
  private static double bend(double x, double u) {
    double gap = gap(x, u);
    return 2 * (u * u + x * x) / (gap * gap);
  }

  private static double own(double x, double u, double tau) {
    return bend(x, u) + 1 / ((u - tau) * (u - tau));
  }

  private Local local(double[] x, double[] z) {
    int m = x.length;
    double tau = z[m];
    double value = -StrictMath.log(tau) - StrictMath.log(rest(z));
    double[] slope = new double[m];
    double[] curvature = new double[m];
    double[] mixed = new double[m];
    for (int i = 0; i < m; i++) {
      double gap = gap(x[i], z[i]);
      value -= StrictMath.log(gap) + StrictMath.log(z[i] - tau);
      slope[i] = 2 / gap;
      mixed[i] = -4 * x[i] * z[i] / (gap * gap);
      curvature[i] = bend(x[i], z[i]) - mixed[i] * mixed[i] / own(x[i], z[i], tau);
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(m + 1);
    DMatrixRMaj inverse = new DMatrixRMaj(m + 1, m + 1);
    DMatrixRMaj coupling = new DMatrixRMaj(m, m);
    if (solver.setA(hessian(x, z))) {
      solver.invert(inverse);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m; j++) {
          double alone = i == j ? 1 / own(x[i], z[i], tau) : 0;
          coupling.set(i, j, -mixed[i] * (inverse.get(i, j) - alone) * mixed[j]);
        }
      }
    }
    return new Local(value, slope, curvature, coupling);
  }
}
