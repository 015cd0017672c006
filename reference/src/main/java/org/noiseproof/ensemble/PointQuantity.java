package org.noiseproof.ensemble;

import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.matrix.QuadraticForm;
import org.noiseproof.random.Elementary;

/** A number that a point θ shows by itself, whatever the loss. */
public sealed interface PointQuantity extends Quantity {

  /** Its value at θ. */
  double of(double[] theta);

  /** How many coordinates θ must have at least. */
  default int dimension() {
    return switch (this) {
      case Linear linear -> linear.coefficients().size();
      case Quadratic quadratic -> quadratic.form().dimension();
      case Ratio ratio -> Math.max(ratio.numerator().dimension(), ratio.denominator().dimension());
      case LogMagnitude log -> log.quantity().dimension();
      case Cut cut -> cut.quantity().dimension();
    };
  }

  /**
   * Σ c_j θ_j over all coordinates, each product rounded, from the first to the last.
   *
   * @param coefficients c, at most as many as there are coordinates
   */
  record Linear(List<Double> coefficients) implements PointQuantity {
    public Linear {
      coefficients = List.copyOf(coefficients);
    }

    /** θ_i. */
    public static Linear coordinate(int i) {
      return new Linear(IntStream.rangeClosed(0, i).mapToObj(j -> j == i ? 1.0 : 0.0).toList());
    }

    @Override
    public double of(double[] theta) {
      double sum = 0;
      for (int j = 0; j < coefficients.size(); j++) {
        sum += coefficients.get(j) * theta[j];
      }
      return sum;
    }
  }

  /** θᵀBθ. */
  record Quadratic(QuadraticForm form) implements PointQuantity {
    @Override
    public double of(double[] theta) {
      return form.of(theta);
    }
  }

  /** One divided by another; NaN and infinities as they come. */
  record Ratio(PointQuantity numerator, PointQuantity denominator) implements PointQuantity {
    @Override
    public double of(double[] theta) {
      return numerator.of(theta) / denominator.of(theta);
    }
  }

  /** ln |q|; −∞ at 0. */
  record LogMagnitude(PointQuantity quantity) implements PointQuantity {
    @Override
    public double of(double[] theta) {
      double value = Math.abs(quantity.of(theta));
      // The ends of the range are the same in any logarithm.
      return 0 < value && value < Double.POSITIVE_INFINITY
          ? Elementary.log(value)
          : Math.log(value);
    }
  }

  /** q, cut off at two ends; what is NaN counts as the upper. */
  record Cut(PointQuantity quantity, double lower, double upper) implements PointQuantity {
    public Cut {
      if (!(lower < upper)) {
        throw new IllegalArgumentException(
            "lower = %s, upper = %s is out of range: lower < upper".formatted(lower, upper));
      }
    }

    @Override
    public double of(double[] theta) {
      double value = quantity.of(theta);
      return value <= lower ? lower : value < upper ? value : upper;
    }
  }
}
