package org.noiseproof.vector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.noiseproof.backend.Precision;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.Dialects;

/**
 * A few vectors that tell every dialect of a type from every other: of those that are left, always
 * the one that tells the most pairs apart that no other has (greedy set cover), and short ones
 * only.
 *
 * @param ids of the vectors
 * @param left the pairs that none tells apart
 */
record Cover(List<String> ids, List<Pair> left) {
  Cover {
    ids = List.copyOf(ids);
    left = List.copyOf(left);
  }

  /** Two dialects. */
  record Pair(String one, String other) {}

  /**
   * Of a type.
   *
   * @param vectors of any types
   */
  static Cover of(String type, List<Answered> vectors, Precision precision) {
    List<Answered> candidates =
        vectors.stream()
            .filter(answered -> answered.vector().spoken().equals(type))
            .filter(answered -> !answered.vector().isLong())
            .toList();
    Set<Pair> left = pairs(type);
    List<String> ids = new ArrayList<>();
    while (!left.isEmpty() && !candidates.isEmpty()) {
      Answered best =
          candidates.stream()
              .max(Comparator.comparingLong(answered -> told(answered, left, precision)))
              .orElseThrow();
      if (!left.removeIf(pair -> best.tells(pair.one, pair.other, precision))) {
        break;
      }
      ids.add(best.vector().id());
    }
    return new Cover(ids, List.copyOf(left));
  }

  private static long told(Answered answered, Set<Pair> pairs, Precision precision) {
    return pairs.stream().filter(p -> answered.tells(p.one, p.other, precision)).count();
  }

  private static Set<Pair> pairs(String type) {
    List<String> ids = Dialects.of(type).stream().map(Dialect::id).toList();
    Set<Pair> pairs = new HashSet<>();
    for (int i = 0; i < ids.size(); i++) {
      for (int j = 0; j < i; j++) {
        pairs.add(new Pair(ids.get(j), ids.get(i)));
      }
    }
    return pairs;
  }
}
