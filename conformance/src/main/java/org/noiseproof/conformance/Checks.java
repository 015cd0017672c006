package org.noiseproof.conformance;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.check.Check;
import org.noiseproof.criteria.Criteria;
import org.noiseproof.law.EstimatorLaws;
import org.noiseproof.law.NormLaws;
import org.noiseproof.law.OptimizerLaws;
import org.noiseproof.spec.Names;
import org.noiseproof.vector.Vectors;

/** Every check there is. */
public final class Checks {
  private static final List<Check> ALL =
      Stream.of(
              OptimizerLaws.all(),
              EstimatorLaws.all(),
              NormLaws.all(),
              Vectors.checks(),
              Criteria.all())
          .flatMap(List::stream)
          .toList();

  private Checks() {}

  /** All, laws before vectors before criteria. */
  public static List<Check> all() {
    return ALL;
  }

  /**
   * Those with these ids, or whose ids start with these and a slash: {@code law/adam}, {@code
   * law/adam/}; all where none is named.
   *
   * @throws IllegalArgumentException where nothing is so named, with the closest id and the groups
   */
  public static List<Check> select(List<String> ids) {
    for (String id : ids) {
      if (!isKnown(id)) {
        throw new IllegalArgumentException("unknown check \"%s\": %s".formatted(id, known(id)));
      }
    }
    return ALL.stream()
        .filter(check -> ids.isEmpty() || ids.stream().anyMatch(id -> names(id, check)))
        .toList();
  }

  /** Whether anything is so named: an id, or the beginning of some. */
  public static boolean isKnown(String id) {
    return ALL.stream().anyMatch(check -> names(id, check));
  }

  /** Those about these spec types. */
  public static List<Check> about(Collection<String> types) {
    return ALL.stream().filter(check -> types.contains(check.type())).toList();
  }

  /** The closest id, and the groups: there are too many ids for a message. */
  private static String known(String unknown) {
    List<String> groups = ALL.stream().map(Check::folder).distinct().toList();
    List<String> ids = Stream.concat(groups.stream(), ALL.stream().map(Check::id)).toList();
    return "did you mean \"%s\"? Groups: %s"
        .formatted(Names.closest(unknown, ids), String.join(", ", groups));
  }

  private static boolean names(String id, Check check) {
    return Check.isNamed(id, check.id());
  }
}
