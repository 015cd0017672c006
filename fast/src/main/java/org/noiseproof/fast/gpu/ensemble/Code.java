package org.noiseproof.fast.gpu.ensemble;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Part of a specification: what it is, and its parameters.
 *
 * @param kinds whole numbers
 * @param numbers all others
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Code(int[] kinds, double... numbers) {

  /** The parts one behind the other; where each begins stands first, two entries a part. */
  static Code of(List<Code> parts) {
    int kindsLength = 2 * parts.size() + parts.stream().mapToInt(part -> part.kinds.length).sum();
    int[] kinds = new int[kindsLength];
    double[] numbers = new double[parts.stream().mapToInt(part -> part.numbers.length).sum()];
    int nextKind = 2 * parts.size();
    int nextNumber = 0;
    for (int p = 0; p < parts.size(); p++) {
      Code part = parts.get(p);
      kinds[2 * p] = nextKind;
      kinds[2 * p + 1] = nextNumber;
      System.arraycopy(part.kinds, 0, kinds, nextKind, part.kinds.length);
      System.arraycopy(part.numbers, 0, numbers, nextNumber, part.numbers.length);
      nextKind += part.kinds.length;
      nextNumber += part.numbers.length;
    }
    return new Code(kinds, numbers);
  }

  /** This, and then that. */
  Code then(Code that) {
    return new Code(
        IntStream.concat(Arrays.stream(kinds), Arrays.stream(that.kinds)).toArray(),
        join(numbers, that.numbers));
  }

  /** A truth as a kind. */
  static int kind(boolean holds) {
    return holds ? 1 : 0;
  }

  /** These numbers. */
  static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Some numbers, as many as there are entries, one after the other. */
  static double[] join(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
  }
}
