package org.noiseproof.zoo;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.backend.Norm;
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

/** Wrong norms of matrices, and right ones with wrong directions. */
public final class WrongNorms {
  private WrongNorms() {}

  /** What a norm of this kind makes of a matrix that is not 0. */
  private interface Part<N, R> {
    R of(N norm, Matrix matrix);
  }

  /** Every wrong norm. */
  public static List<Specimen> all() {
    return List.of(
        value(
            "frobenius-unscaled",
            "√Σw² without scaling: it overflows at 1e155 and vanishes at 1e-163",
            Frobenius.class,
            (norm, w) -> Math.sqrt(w.inner(w))),
        value(
            "max-induced",
            "the largest row sum, which is the norm that the largest entry of vectors induces",
            Max.class,
            (norm, w) -> {
              double largest = 0;
              for (int i = 0; i < w.rows(); i++) {
                largest = Math.max(largest, Arrays.stream(w.row(i)).map(Math::abs).sum());
              }
              return largest;
            }),
        value(
            "max-without-sizes",
            "the largest entry, not the largest of their sizes",
            Max.class,
            (norm, w) -> Arrays.stream(w.entries()).max().orElseThrow()),
        value(
            "l1-induced",
            "the largest column sum, which is the norm that the sum of entries of vectors induces",
            L1.class,
            (norm, w) -> {
              double largest = 0;
              for (int j = 0; j < w.columns(); j++) {
                double[] column = w.transpose().row(j);
                largest = Math.max(largest, Arrays.stream(column).map(Math::abs).sum());
              }
              return largest;
            }),
        direction(
            "l1-signs",
            "the direction under the largest entry: all signs",
            L1.class,
            (norm, z) -> Directions.of(new Max(), z)),
        value(
            "spectral-by-length",
            "the Frobenius norm, an upper bound that is cheap",
            Spectral.class,
            (norm, w) -> Parts.norm(w.entries())),
        direction(
            "spectral-whitened",
            "the gradient over its largest singular value, not the polar factor",
            Spectral.class,
            (norm, z) -> z.times(1 / Pairs.of(z).value(0))),
        value(
            "nuclear-trace",
            "the size of the trace for the sum of the singular values: right where the matrix is"
                + " symmetric and definite",
            Nuclear.class,
            (norm, w) -> {
              double trace = 0;
              for (int i = 0; i < Math.min(w.rows(), w.columns()); i++) {
                trace += w.at(i, i);
              }
              return Math.abs(trace);
            }),
        value(
            "nuclear-of-roots",
            "(Σ √σ)², the Schatten quasi-norm of ½, which favours low rank yet more",
            Nuclear.class,
            (norm, w) -> {
              Pairs pairs = Pairs.of(w);
              double roots = 0;
              for (int i = 0; i < pairs.count(); i++) {
                roots += Math.sqrt(pairs.value(i));
              }
              return roots * roots;
            }),
        direction(
            "nuclear-left-vector-twice",
            "u₁u₁ᵀ where the matrix is square",
            Nuclear.class,
            (norm, z) -> {
              Pairs pairs = Pairs.of(z);
              return z.rows() == z.columns()
                  ? Pairs.outer(pairs.left(0), pairs.left(0))
                  : pairs.leading(1);
            }),
        dual(
            "nuclear-its-own-dual",
            "the dual norm that comes with a direction is the nuclear norm",
            Nuclear.class,
            Norms::of),
        value(
            "schatten-of-entries",
            "(Σ|w|ᵖ)^{1/p}, of the entries and not of the singular values",
            Schatten.class,
            (norm, w) -> {
              double largest = w.largest();
              double sum =
                  Arrays.stream(w.entries())
                      .map(x -> Math.pow(Math.abs(x) / largest, norm.p()))
                      .sum();
              return largest * Math.pow(sum, 1 / norm.p());
            }),
        dual(
            "schatten-dual-of-p",
            "the dual norm is that of p, not of p/(p − 1)",
            Schatten.class,
            Norms::of),
        value(
            "ky_fan-mean",
            "the mean of the k largest singular values, not their sum",
            KyFan.class,
            (norm, w) -> Norms.leading(Pairs.of(w), norm.k()) / norm.k()),
        value(
            "ky_fan_dual-mean-alone",
            "(1/k) Σ σ, which may be below σ₁",
            KyFanDual.class,
            (norm, w) -> Pairs.of(w).sum() / norm.k()),
        WrongNorm.specimen(
            "spectral-takes-anything",
            "a NaN is taken for a number",
            Spectral.class,
            norm ->
                with(
                    new Norms(norm),
                    w -> w.isFinite() ? new Norms(norm).of(w) : Double.NaN,
                    z ->
                        z.isFinite()
                            ? new Norms(norm).direction(z)
                            : new Norm.Direction(z, Double.NaN))),
        WrongNorm.specimen(
            "spectral-zero-over-zero",
            "0/0 where the gradient is 0",
            Spectral.class,
            norm ->
                with(
                    new Norms(norm),
                    new Norms(norm)::of,
                    z ->
                        z.largest() == 0
                            ? new Norm.Direction(z.times(Double.NaN), 0)
                            : new Norms(norm).direction(z))));
  }

  private static <N extends NormSpec> Specimen value(
      String name, String wrong, Class<N> kind, Part<N, Double> value) {
    return WrongNorm.specimen(
        name,
        wrong,
        kind,
        norm ->
            with(
                new Norms(norm),
                w -> finite(norm, w) && w.largest() > 0 ? value.of(norm, w) : 0,
                new Norms(norm)::direction));
  }

  private static <N extends NormSpec> Specimen direction(
      String name, String wrong, Class<N> kind, Part<N, Matrix> direction) {
    return WrongNorm.specimen(
        name,
        wrong,
        kind,
        norm ->
            with(
                new Norms(norm),
                new Norms(norm)::of,
                z -> {
                  Norm.Direction right = new Norms(norm).direction(z);
                  return z.largest() == 0
                      ? right
                      : new Norm.Direction(direction.of(norm, z), right.dualNorm());
                }));
  }

  private static <N extends NormSpec> Specimen dual(
      String name, String wrong, Class<N> kind, Part<N, Double> dual) {
    return WrongNorm.specimen(
        name,
        wrong,
        kind,
        norm ->
            with(
                new Norms(norm),
                new Norms(norm)::of,
                z -> new Norm.Direction(new Norms(norm).direction(z).matrix(), dual.of(norm, z))));
  }

  /** Whether the right norm takes a matrix; it throws where it does not. */
  private static boolean finite(NormSpec norm, Matrix w) {
    return Double.isFinite(new Norms(norm).of(w));
  }

  private interface Value {
    double of(Matrix w);
  }

  private interface Ascent {
    Norm.Direction of(Matrix z);
  }

  private static Norm with(Norm depth, Value value, Ascent ascent) {
    return new Norm() {
      @Override
      public double of(Matrix w) {
        return value.of(w);
      }

      @Override
      public Direction direction(Matrix gradient) {
        return ascent.of(gradient);
      }

      @Override
      public int depth(int rows, int columns) {
        return depth.depth(rows, columns);
      }
    };
  }
}
