package org.noiseproof.zoo;

import org.noiseproof.backend.OptimizerState;
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

/** Directions of matrices in plain double arithmetic. All of them are right. */
final class Directions {
  private Directions() {}

  static final String LEFT = "left_vector";

  /** a, b and c of Newton and Schulz's quintic. */
  private static final double[] QUINTIC = {3.4445, -4.7750, 2.0315};

  /** The direction under a norm, 0 where m = 0. */
  static Matrix of(NormSpec norm, Matrix m) {
    if (m.largest() == 0) {
      return m;
    }
    return switch (norm) {
      case Frobenius _ -> entrywise(m, Parts.normalized(m.entries()));
      case Max _ -> entrywise(m, Parts.signs(m.entries()));
      case L1 _ -> firstLargest(m);
      case Spectral _ -> Pairs.of(m).leading(Integer.MAX_VALUE);
      case Nuclear _ -> Pairs.of(m).leading(1);
      case KyFanDual(int k) -> Pairs.of(m).leading(k);
      case KyFan(int k) -> kyFan(Pairs.of(m), k);
      case Schatten s -> schatten(Pairs.of(m), s.conjugate() - 1, s.p());
    };
  }

  /** These entries, in the shape of m. */
  static Matrix entrywise(Matrix m, double[] entries) {
    return Matrix.of(m.rows(), m.columns(), entries);
  }

  private static Matrix firstLargest(Matrix m) {
    double[] entries = m.entries();
    double[] one = new double[entries.length];
    int first = 0;
    while (Math.abs(entries[first]) < m.largest()) {
      first++;
    }
    one[first] = Math.signum(entries[first]);
    return entrywise(m, one);
  }

  private static Matrix kyFan(Pairs pairs, int k) {
    return pairs.value(0) >= pairs.sum() / k
        ? pairs.leading(1)
        : pairs.leading(Integer.MAX_VALUE).times(1.0 / k);
  }

  /** Σ σ_i^power u_i v_iᵀ over its Schatten norm of p. */
  static Matrix schatten(Pairs pairs, double power, double p) {
    double sum = 0;
    for (int i = 0; i < pairs.rank(); i++) {
      sum += Math.pow(pairs.share(i), power * p);
    }
    double whole = Math.pow(sum, 1 / p);
    return pairs.weighted(0, Integer.MAX_VALUE, i -> Math.pow(pairs.share(i), power) / whole);
  }

  /** Newton and Schulz's iterations on m/‖m‖, 0 where m = 0. */
  static Matrix newtonSchulz(Matrix m, int steps) {
    return newtonSchulz(of(new Frobenius(), m), steps, QUINTIC);
  }

  /** So many iterations aX + b(XXᵀ)X + c(XXᵀ)²X. */
  static Matrix newtonSchulz(Matrix start, int steps, double... quintic) {
    Matrix x = start;
    for (int i = 0; i < steps; i++) {
      Matrix square = x.times(x.transpose());
      Matrix polynomial = square.times(quintic[1]).plus(square.times(square).times(quintic[2]));
      x = x.times(quintic[0]).plus(polynomial.times(x));
    }
    return x;
  }

  /** The left vector that nucgd remembers, or the longest column of m. */
  static Matrix left(OptimizerState state, Matrix m) {
    if (state.buffers().contains(LEFT)) {
      Matrix p = Matrix.of(m.rows(), 1, state.buffer(LEFT));
      if (m.transpose().times(p).largest() > 0) {
        return p;
      }
    }
    return longestColumn(m);
  }

  /** The longest column of m at length 1, the first of several. */
  static Matrix longestColumn(Matrix m) {
    Matrix columns = m.transpose();
    double[] longest = columns.row(0);
    for (int j = 1; j < m.columns(); j++) {
      if (Parts.norm(columns.row(j)) > Parts.norm(longest)) {
        longest = columns.row(j);
      }
    }
    return Matrix.of(m.rows(), 1, Parts.normalized(longest));
  }

  /** p ← m mᵀp/‖m mᵀp‖, so many times. */
  static Matrix iterated(Matrix m, Matrix left, int iterations) {
    Matrix p = left;
    for (int q = 0; q < iterations; q++) {
      p = unit(m.times(m.transpose().times(p)));
    }
    return p;
  }

  /** p (mᵀp)ᵀ/‖mᵀp‖. */
  static Matrix along(Matrix m, Matrix p) {
    return p.times(unit(m.transpose().times(p)).transpose());
  }

  /** x/‖x‖. */
  static Matrix unit(Matrix x) {
    return entrywise(x, Parts.normalized(x.entries()));
  }
}
