package org.noiseproof.compare;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.Spec;

/**
 * The sizes that matter: in a cache and out of every one, of few coordinates and of many.
 *
 * @param quick whether to have half of them
 * @param own those asked for, in place of these; may be empty
 */
public record Sizes(boolean quick, List<Size> own) {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(?:[x×](\\d{1,9}))?");

  /** Rows and columns. */
  public record Size(int rows, int columns) {
    /**
     * Of a text: {@code 64x1024}, or {@code 4096} for 4096 × 1.
     *
     * @throws IllegalArgumentException where it is no such text
     */
    public static Size of(String text) {
      Matcher size = SIZE.matcher(text);
      if (!size.matches()) {
        throw new IllegalArgumentException(
            "size \"%s\" is out of range: rows x columns, as 64x1024".formatted(text));
      }
      String columns = size.group(2);
      return new Size(
          Integer.parseInt(size.group(1)), columns == null ? 1 : Integer.parseInt(columns));
    }
  }

  /** Copies what it is given. */
  public Sizes {
    own = List.copyOf(own);
  }

  /** Of a spec's batches, vectors or matrices. */
  List<Size> of(Spec spec) {
    List<Size> sizes = own.isEmpty() ? standard(spec) : own;
    return isOfVectors(spec)
        ? sizes.stream().map(s -> new Size(Math.multiplyExact(s.rows, s.columns), 1)).toList()
        : sizes;
  }

  private List<Size> standard(Spec spec) {
    if (spec instanceof MatrixOptimizerSpec) {
      return quick ? List.of(new Size(128, 128)) : List.of(new Size(32, 32), new Size(256, 256));
    }
    if (isOfVectors(spec)) {
      return quick
          ? List.of(new Size(1 << 16, 1), new Size(1 << 23, 1))
          : List.of(new Size(1 << 10, 1), new Size(1 << 16, 1), new Size(1 << 23, 1));
    }
    return quick
        ? List.of(new Size(1 << 6, 1 << 10), new Size(1 << 13, 1 << 10))
        : List.of(
            new Size(1 << 12, 1 << 4),
            new Size(1 << 6, 1 << 10),
            new Size(1 << 19, 1 << 4),
            new Size(1 << 13, 1 << 10));
  }

  private static boolean isOfVectors(Spec spec) {
    return switch (spec) {
      case EstimatorSpec _ -> false;
      case CoordinatewiseOptimizerSpec _ -> true;
      case MatrixOptimizerSpec _ -> false;
      case OptimizerSpec _ -> true;
      default -> throw new IllegalArgumentException(spec + " is no estimator or optimizer");
    };
  }
}
