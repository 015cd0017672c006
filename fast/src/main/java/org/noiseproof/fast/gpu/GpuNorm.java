package org.noiseproof.fast.gpu;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.noiseproof.backend.Norm;
import org.noiseproof.fast.gpu.GpuEntries.Largest;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.reference.ExactNorm;
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
 * A norm of matrices on a device: of the entries as they are in the format, computed in doubles and
 * rounded in the end. Where the singular values are not found, which would take a sweep more than
 * forty, the exact reference has them.
 */
public record GpuNorm(NormSpec spec, Gpu gpu, Format format) implements Norm {

  /** The norm; there are kernels for every one. */
  static Optional<Norm> of(NormSpec spec, Gpu gpu, Format format) {
    return Optional.of(new GpuNorm(spec, gpu, format));
  }

  /**
   * A direction that is on the device.
   *
   * @param matrix D in the format, row by row
   * @param dualNorm ‖Z‖_*, fetched when it is asked for
   */
  record Steepest(GpuArray matrix, DoubleSupplier dualNorm) {}

  @Override
  public double of(Matrix w) {
    double[] entries = entries(w);
    try (GpuMemory memory = gpu.memory()) {
      GpuEntries on = GpuEntries.in(memory, format);
      GpuArray matrix = format.upload(memory, entries);
      Optional<Double> norm =
          norm(on, GpuMatrix.of(matrix, w.rows(), w.columns()), on.largest(matrix));
      return rounded(norm.orElseGet(() -> exact().of(rounded(w))));
    }
  }

  private Optional<Double> norm(GpuEntries on, GpuMatrix w, Largest largest) {
    return switch (spec) {
      case Max _ -> Optional.of(on.fetched(largest.size()));
      case L1 _ -> Optional.of(on.fetched(on.sizes(w.entries())));
      case Frobenius _ -> Optional.of(frobenius(on, w, largest));
      case Spectral _, Nuclear _, Schatten _, KyFan _, KyFanDual _ ->
          GpuSvd.of(on, w, largest).map(svd -> svd.values().norm(spec));
    };
  }

  @Override
  public Direction direction(Matrix gradient) {
    int rows = gradient.rows();
    int columns = gradient.columns();
    double[] entries = entries(gradient);
    try (GpuMemory memory = gpu.memory()) {
      GpuEntries on = GpuEntries.in(memory, format);
      GpuArray z = format.upload(memory, entries);
      return steepest(on, GpuMatrix.of(z, rows, columns), on.largest(z))
          .map(
              found ->
                  new Direction(
                      Matrix.of(rows, columns, format.download(memory, found.matrix)),
                      rounded(found.dualNorm.getAsDouble())))
          .orElseGet(() -> rounded(exact().direction(rounded(gradient))));
    }
  }

  /** The direction of a matrix on the device, row by row; empty where it is not found. */
  Optional<Steepest> steepest(GpuEntries on, GpuMatrix z, Largest largest) {
    GpuArray x = z.entries();
    return switch (spec) {
      case Frobenius _ ->
          Optional.of(new Steepest(on.normalized(x, largest), () -> frobenius(on, z, largest)));
      case Max _ -> Optional.of(new Steepest(on.signs(x), () -> on.fetched(on.sizes(x))));
      case L1 _ ->
          Optional.of(new Steepest(on.signOfLargest(x, largest), () -> on.fetched(largest.size())));
      case Spectral _, Nuclear _, Schatten _, KyFan _, KyFanDual _ ->
          GpuSvd.of(on, z, largest)
              .map(
                  svd ->
                      new Steepest(
                          svd.weighted(svd.values().weights(spec)),
                          () -> svd.values().norm(spec.dual())));
    };
  }

  private static double frobenius(GpuEntries on, GpuMatrix x, Largest largest) {
    double squares = on.fetched(on.squares(x.entries(), largest));
    return Math.scalb(Math.sqrt(squares), Math.getExponent(on.fetched(largest.size())));
  }

  private ExactNorm exact() {
    gpu.fallbacks.incrementAndGet();
    return new ExactNorm(spec);
  }

  private double rounded(double value) {
    return format.precision().round(value);
  }

  private Direction rounded(Direction direction) {
    return new Direction(rounded(direction.matrix()), rounded(direction.dualNorm()));
  }

  private Matrix rounded(Matrix matrix) {
    double[] entries = matrix.entries();
    for (int e = 0; e < entries.length; e++) {
      entries[e] = rounded(entries[e]);
    }
    return Matrix.of(matrix.rows(), matrix.columns(), entries);
  }

  private double[] entries(Matrix matrix) {
    double[] entries = matrix.entries();
    for (int e = 0; e < entries.length; e++) {
      if (!Double.isFinite(rounded(entries[e]))) {
        throw new IllegalArgumentException(
            "matrix[%d][%d] = %s is not finite%s"
                .formatted(
                    e / matrix.columns(),
                    e % matrix.columns(),
                    entries[e],
                    format == Format.FLOAT64
                        ? ""
                        : " in " + format.precision().name().toLowerCase(Locale.ROOT)));
      }
    }
    return entries;
  }

  /** In floats one rounding, and room for what doubles lose beside it. */
  @Override
  public int depth(int rows, int columns) {
    return format == Format.FLOAT32
        ? 2
        : switch (spec) {
          case Max _, L1 _, Frobenius _ -> 4 + GpuEntries.depth((long) rows * columns);
          // As the cpu's. Measured: a fiftieth of it at most, on all cases of the conformance kit.
          case Spectral _, Nuclear _, Schatten _, KyFan _, KyFanDual _ -> 32 + 8 * (rows + columns);
        };
  }
}
