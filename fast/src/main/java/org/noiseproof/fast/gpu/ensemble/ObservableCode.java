package org.noiseproof.fast.gpu.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.noiseproof.ensemble.Observable;

/** What is reported of a replica. */
final class ObservableCode {
  private ObservableCode() {}

  private static final int WORDS = 5;

  /** All of them, or empty where there is no kernel for one. */
  static Optional<Code> of(List<Observable> observables) {
    List<Integer> kinds = new ArrayList<>(List.of(observables.size()));
    List<Integer> codes = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    int codesStart = 1 + WORDS * observables.size();
    for (Observable observable : observables) {
      Optional<Code> quantity = QuantityCode.of(observable.quantity());
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
      Arrays.stream(quantity.get().kinds()).forEach(codes::add);
      Arrays.stream(quantity.get().numbers()).forEach(numbers::add);
    }
    kinds.addAll(codes);
    return Optional.of(
        new Code(
            kinds.stream().mapToInt(Integer::intValue).toArray(),
            numbers.stream().mapToDouble(Double::doubleValue).toArray()));
  }
}
