package org.noiseproof.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Names that people type, and what they may have meant. */
public final class Names {
  private Names() {}

  /**
   * {@code PerSampleClip} and {@code learningRate} as {@code per_sample_clip}, {@code
   * learning_rate}.
   */
  public static String snakeCase(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /**
   * The end of a message about an unknown name: the closest known one, and all of them.
   *
   * @param known not empty
   */
  public static String didYouMean(String unknown, Collection<String> known) {
    return "did you mean \"%s\"? Known: %s"
        .formatted(closest(unknown, known), String.join(", ", known));
  }

  /**
   * The known name that is the fewest edits away, the first of several.
   *
   * @param known not empty
   */
  public static String closest(String unknown, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.comparing(
                name -> LevenshteinDistance.getDefaultInstance().apply(unknown, name)))
        .orElseThrow();
  }
}
