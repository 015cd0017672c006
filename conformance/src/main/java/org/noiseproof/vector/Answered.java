package org.noiseproof.vector;

import java.util.List;
import java.util.Optional;
import org.noiseproof.backend.Precision;

/**
 * A vector and its answers, the first of them that of the spec's own dialect.
 *
 * @param answers no two for one dialect
 */
record Answered(Vector vector, List<Answer> answers) {
  private static final int CLEARLY = 16;

  Answered {
    answers = List.copyOf(answers);
  }

  static Answered of(Vector vector) {
    return new Answered(vector, Answers.to(vector));
  }

  /**
   * Whether it tells two dialects apart in a precision: their answers are further from each other
   * than programs of both can be off together, {@value #CLEARLY} times over.
   */
  boolean tells(String one, String other, Precision precision) {
    Optional<Answer> first = of(one);
    Optional<Answer> second = of(other);
    return first.isPresent()
        && second.isPresent()
        && first.get().distance(second.get(), precision) > CLEARLY;
  }

  private Optional<Answer> of(String dialect) {
    return answers.stream().filter(answer -> answer.dialects().contains(dialect)).findFirst();
  }
}
