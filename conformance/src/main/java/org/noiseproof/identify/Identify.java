package org.noiseproof.identify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.noiseproof.backend.BackendFailure;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Subject;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.identify.Identification.Nearest;
import org.noiseproof.identify.Identification.Unanswered;

/**
 * Finds out which dialect a black box speaks: it is asked a few questions, and its answers are held
 * against those of every dialect. An answer is one in a dialect where no coordinate is off by more
 * than rounding may have cost ({@link org.noiseproof.dialect.RunningError}); the questions are such
 * that every two dialects answer one of them differently by more than both may be off.
 */
public final class Identify {
  private Identify() {}

  /** The types that have dialects. */
  public static List<String> types() {
    return Dialects.all().stream().map(Dialect::type).distinct().toList();
  }

  /**
   * What a black box speaks under the name of a type.
   *
   * @throws IllegalArgumentException where the type has no dialects
   */
  public static Identification of(Subject subject, String type) {
    Precision precision = subject.describe().precision();
    Map<Question, double[][]> answers = new LinkedHashMap<>();
    List<Unanswered> unanswered = new ArrayList<>();
    for (Question question : Questions.of(type)) {
      try {
        answers.put(question, question.ask(subject));
      } catch (NotImplemented missing) {
        unanswered.add(
            new Unanswered(question.name(), String.valueOf(missing.getMessage()), false));
      } catch (IllegalArgumentException refused) {
        unanswered.add(
            new Unanswered(question.name(), "it refused: " + refused.getMessage(), true));
      } catch (BackendFailure lost) { // no answer of its own
        throw lost;
      } catch (RuntimeException thrown) {
        unanswered.add(new Unanswered(question.name(), "it threw " + thrown, true));
      }
    }
    List<Judged> judged =
        Dialects.of(type).stream().map(dialect -> judged(dialect, answers, precision)).toList();
    List<Dialect> spoken =
        judged.stream()
            .filter(one -> !answers.isEmpty() && one.first.isEmpty())
            .map(Judged::dialect)
            .toList();
    Optional<Nearest> nearest =
        spoken.isEmpty()
            ? judged.stream().max(Comparator.comparingInt(Judged::agreed)).flatMap(Judged::first)
            : Optional.empty();
    return new Identification(type, spoken, answers.size(), unanswered, nearest);
  }

  /** A dialect: how many questions were answered in it, and the first that was not. */
  private record Judged(Dialect dialect, int agreed, Optional<Nearest> first) {}

  private static Judged judged(
      Dialect dialect, Map<Question, double[][]> answers, Precision precision) {
    int agreed = 0;
    Optional<Nearest> first = Optional.empty();
    for (Map.Entry<Question, double[][]> answer : answers.entrySet()) {
      Question question = answer.getKey();
      Optional<Difference> difference =
          Difference.of(question, dialect, answer.getValue(), precision);
      agreed += difference.isEmpty() ? 1 : 0;
      if (first.isEmpty() && difference.isPresent()) {
        first =
            Optional.of(new Nearest(dialect, question.name(), question.shown(), difference.get()));
      }
    }
    return new Judged(dialect, agreed, first);
  }
}
