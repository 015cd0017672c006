package org.noiseproof.fast.gpu.ensemble;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.ensemble.Quantity;
import org.noiseproof.matrix.QuadraticForm;

/** Quantities: those of a problem by one word, those of a point as a program for a stack. */
final class QuantityCode {
  private QuantityCode() {}

  /** Places of the device's stack. */
  private static final int DEEPEST = 8;

  private static final int LINEAR = 16;
  private static final int QUADRATIC = 17;
  private static final int RATIO = 18;
  private static final int LOG_MAGNITUDE = 19;
  private static final int CUT = 20;
  private static final int SHOW = 21;

  /** The quantity, or empty where it needs a deeper stack. */
  static Optional<Code> of(Quantity quantity) {
    return switch (quantity) {
      case ProblemQuantity problem -> Optional.of(new Code(new int[] {kind(problem)}));
      case PointQuantity point ->
          depth(point) > DEEPEST
              ? Optional.empty()
              : Optional.of(program(point).then(new Code(new int[] {SHOW})));
    };
  }

  private static int kind(ProblemQuantity quantity) {
    return switch (quantity) {
      case VALUE -> 0;
      case SQUARED_GRADIENT -> 1;
      case GRADIENT_NORM -> 2;
      case SQUARED_DISTANCE -> 3;
      case COORDINATE -> 4;
      case SQUARED_ERROR -> 5;
      case ERROR_NORM -> 6;
    };
  }

  private static int depth(PointQuantity quantity) {
    return switch (quantity) {
      case PointQuantity.Linear _, PointQuantity.Quadratic _ -> 1;
      case PointQuantity.Ratio(PointQuantity over, PointQuantity under) ->
          Math.max(depth(over), 1 + depth(under));
      case PointQuantity.LogMagnitude(PointQuantity of) -> depth(of);
      case PointQuantity.Cut(PointQuantity of, _, _) -> depth(of);
    };
  }

  private static Code program(PointQuantity quantity) {
    return switch (quantity) {
      case PointQuantity.Linear(List<Double> coefficients) ->
          new Code(new int[] {LINEAR, coefficients.size()}, Code.array(coefficients));
      case PointQuantity.Quadratic(QuadraticForm(List<QuadraticForm.Term> terms)) ->
          new Code(new int[] {QUADRATIC, terms.size()})
              .then(
                  new Code(
                      terms.stream()
                          .flatMapToInt(term -> IntStream.of(term.i(), term.j()))
                          .toArray(),
                      terms.stream().mapToDouble(QuadraticForm.Term::c).toArray()));
      case PointQuantity.Ratio(PointQuantity over, PointQuantity under) ->
          program(over).then(program(under)).then(new Code(new int[] {RATIO}));
      case PointQuantity.LogMagnitude(PointQuantity of) ->
          program(of).then(new Code(new int[] {LOG_MAGNITUDE}));
      case PointQuantity.Cut(PointQuantity of, double lower, double upper) ->
          program(of).then(new Code(new int[] {CUT}, lower, upper));
    };
  }
}
