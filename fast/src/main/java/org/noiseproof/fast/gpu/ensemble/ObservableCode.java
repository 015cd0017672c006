package org.noiseproof.fast.gpu.ensemble;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.noiseproof.ensemble.Observable;
import org.noiseproof.ensemble.PointQuantity;
import org.noiseproof.ensemble.ProblemQuantity;
import org.noiseproof.ensemble.Quantity;

/** What is reported of a replica. */
final class ObservableCode {
  private ObservableCode() {}

  private static final int WORDS = 5;
  private static final int POINT_QUANTITIES = 16;

  /** All of them, or empty where there is no kernel for one. */
  static Optional<Code> of(List<Observable> observables) {
    List<Integer> kinds = new ArrayList<>(List.of(observables.size()));
    List<Integer> codes = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    int codesStart = 1 + WORDS * observables.size();
    for (Observable observable : observables) {
      Optional<Quantified> quantity = quantified(observable.quantity());
      if (quantity.isEmpty()) {
        return Optional.empty();
      }
      long step =
          switch (observable) {
            case Observable.Average average -> average.from();
            case Observable.At at -> at.step();
            case Observable.Largest _, Observable.Last _ -> 0;
          };
      kinds.add(
          switch (observable) {
            case Observable.Average _ -> 0;
            case Observable.Largest _ -> 1;
            case Observable.At _ -> 2;
            case Observable.Last _ -> 3;
          });
      kinds.add((int) step);
      kinds.add((int) (step >>> Integer.SIZE));
      kinds.add(codesStart + codes.size());
      kinds.add(numbers.size());
      codes.addAll(quantity.get().code);
      numbers.addAll(quantity.get().numbers);
    }
    kinds.addAll(codes);
    return Optional.of(
        new Code(
            kinds.stream().mapToInt(Integer::intValue).toArray(),
            numbers.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /** A quantity. */
  private record Quantified(List<Integer> code, List<Double> numbers) {}

  private static Optional<Quantified> quantified(Quantity quantity) {
    return switch (quantity) {
      case ProblemQuantity problem ->
          Optional.of(new Quantified(List.of(kind(problem)), List.of()));
      case PointQuantity.Linear(List<Double> coefficients) ->
          Optional.of(new Quantified(List.of(POINT_QUANTITIES, coefficients.size()), coefficients));
      case PointQuantity _ -> Optional.empty();
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
}
