package org.noiseproof.identify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.noiseproof.dialect.Axis;
import org.noiseproof.dialect.Dialect;

/**
 * What came of asking a black box about one type.
 *
 * @param type of spec
 * @param spoken the dialects in which every answer was right, the spec's own first; none where it
 *     speaks no dialect that we know
 * @param answered how many questions were
 * @param unanswered the others, each with the reason
 * @param nearest where it speaks none: the dialect in which it answers the most questions, the
 *     spec's own before others
 */
public record Identification(
    String type,
    List<Dialect> spoken,
    int answered,
    List<Unanswered> unanswered,
    Optional<Nearest> nearest) {
  public Identification {
    spoken = List.copyOf(spoken);
    unanswered = List.copyOf(unanswered);
  }

  /** A question that was not answered: it could not be asked, or the black box failed. */
  public record Unanswered(String question, String reason, boolean failed) {}

  /**
   * A dialect that a black box almost speaks.
   *
   * @param question the first that it answers differently
   * @param asked the question in full
   */
  public record Nearest(Dialect dialect, String question, String asked, Difference difference) {}

  /** Whether the black box could be asked at all; it may have failed. */
  public boolean isImplemented() {
    return answered > 0 || unanswered.stream().anyMatch(Unanswered::failed);
  }

  /** The choices, axis by axis, that the answers leave open; several where they do not tell. */
  public List<Set<Axis>> choices() {
    List<Set<Axis>> choices = new ArrayList<>();
    for (Dialect dialect : spoken) {
      for (int i = 0; i < dialect.choices().size(); i++) {
        if (choices.size() == i) {
          choices.add(new LinkedHashSet<>());
        }
        choices.get(i).add(dialect.choices().get(i));
      }
    }
    return choices;
  }
}
