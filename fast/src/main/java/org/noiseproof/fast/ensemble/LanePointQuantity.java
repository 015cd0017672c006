package org.noiseproof.fast.ensemble;

import java.util.List;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.matrix.QuadraticForm;

/** The operations of {@link PointQuantity#of}. */
sealed interface LanePointQuantity extends LaneQuantity {

  /** Its values. */
  void measure(double[][] x, double[] into);

  @Override
  default void measure(double[][] x, double[][] estimate, double[] into) {
    measure(x, into);
  }

  /** On so many lanes. */
  static LanePointQuantity of(PointQuantity quantity, int lanes) {
    return switch (quantity) {
      case PointQuantity.Linear(List<Double> coefficients) ->
          new Linear(coefficients.stream().mapToDouble(Double::doubleValue).toArray());
      case PointQuantity.Quadratic(QuadraticForm form) -> new Quadratic(form);
      case PointQuantity.Ratio(PointQuantity numerator, PointQuantity denominator) ->
          new Ratio(of(numerator, lanes), of(denominator, lanes), new double[lanes]);
      case PointQuantity.LogMagnitude(PointQuantity of) ->
          new LogMagnitude(of(of, lanes), LaneLogarithm.of(lanes), new double[lanes]);
      case PointQuantity.Cut(PointQuantity of, double lower, double upper) ->
          new Cut(of(of, lanes), lower, upper);
    };
  }

  /** Σ c_j θ_j. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Linear(double[] coefficients) implements LanePointQuantity {
    @Override
    public void measure(double[][] x, double[] into) {
      LaneSquares.clear(into);
      for (int j = 0; j < coefficients.length; j++) {
        // Where θ_j is finite, 0 · θ_j changes no sum that began with 0.
        if (coefficients[j] != 0) {
          LaneProducts.addMultiple(coefficients[j], x[j], into);
        }
      }
    }
  }

  /** θᵀBθ. */
  record Quadratic(QuadraticForm form) implements LanePointQuantity {
    @Override
    public void measure(double[][] x, double[] into) {
      LaneSquares.clear(into);
      for (QuadraticForm.Term term : form.terms()) {
        LaneProducts.addMultiple(term.c(), x[term.i()], x[term.j()], into);
      }
    }
  }

  /** One divided by another. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Ratio(LanePointQuantity numerator, LanePointQuantity denominator, double[] divisor)
      implements LanePointQuantity {
    @Override
    public void measure(double[][] x, double[] into) {
      numerator.measure(x, into);
      denominator.measure(x, divisor);
      for (int l = 0; l < into.length; l++) {
        into[l] /= divisor[l];
      }
    }
  }

  /** ln |q|. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record LogMagnitude(LanePointQuantity quantity, LaneLogarithm logarithm, double[] magnitude)
      implements LanePointQuantity {
    @Override
    public void measure(double[][] x, double[] into) {
      quantity.measure(x, magnitude);
      for (int l = 0; l < into.length; l++) {
        magnitude[l] = Math.abs(magnitude[l]);
      }
      logarithm.of(magnitude, into);
      for (int l = 0; l < into.length; l++) {
        double value = magnitude[l];
        into[l] =
            value == 0
                ? Double.NEGATIVE_INFINITY
                : value < Double.POSITIVE_INFINITY ? into[l] : value;
      }
    }
  }

  /** Cut off at two ends. */
  record Cut(LanePointQuantity quantity, double lower, double upper) implements LanePointQuantity {
    @Override
    public void measure(double[][] x, double[] into) {
      quantity.measure(x, into);
      for (int l = 0; l < into.length; l++) {
        double value = into[l];
        into[l] = value <= lower ? lower : value < upper ? value : upper;
      }
    }
  }
}
