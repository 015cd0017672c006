package org.noiseproof.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.check.Subject.Session;
import org.noiseproof.dialect.Coordinate;
import org.noiseproof.dialect.OptimizerDialect;
import org.noiseproof.dialect.RunningError;
import org.noiseproof.vector.Course.Changing;
import org.noiseproof.vector.Course.Given;
import org.noiseproof.vector.Course.Modular;
import org.noiseproof.vector.Course.Quadratic;
import org.noiseproof.vector.Course.Tensors;

/** A subject on a vector's course, held to the running error of the dialect that it speaks. */
final class Trial {
  private final Vector vector;
  private final Session session;
  private double[] position;

  private Trial(Vector vector, Subject subject) {
    this.vector = vector;
    this.position = vector.input().parameters();
    Case first = vector.input();
    this.session =
        switch (vector.course()) {
          case Changing _ -> Probe.start(subject, first.with(vector.at(1)));
          case Tensors tensors ->
              Probe.optimizer(subject, first)
                  .start(
                      first.parameters(),
                      tensors.lengths().stream().mapToInt(length -> length).toArray());
          case Given _, Modular _, Quadratic _ -> Probe.start(subject, first);
        };
  }

  /**
   * Where a subject is after the steps that are compared.
   *
   * @throws NotImplemented where the subject does not let hyperparameters be set on the way, and
   *     the course needs it
   */
  static List<double[]> positions(Vector vector, Subject subject) {
    Trial trial = new Trial(vector, subject);
    List<double[]> positions = new ArrayList<>();
    for (long t = 1; t <= vector.moments().getLast(); t++) {
      trial.step(t);
      if (vector.moments().contains(t)) {
        positions.add(trial.position);
      }
    }
    return positions;
  }

  /** Whether a subject's positions are those of the dialect that it speaks, up to its rounding. */
  static Outcome judge(Vector vector, Subject subject) {
    List<double[]> positions = positions(vector, subject);
    List<List<Coordinate<RunningError>>> expected =
        new Trace<>(
                vector,
                (OptimizerDialect) subject.dialect(vector.spoken()),
                RunningError.in(subject.describe().precision()))
            .states(vector.moments());
    Outcome worst = Outcome.EXACT;
    for (int i = 0; i < positions.size() && worst.holds(); i++) {
      worst =
          worst.worst(
              judge(
                  vector.moments().get(i),
                  expected.get(i).stream().map(Coordinate::parameter).toList(),
                  positions.get(i)));
    }
    return worst.holds() ? worst : new Outcome(worst.ratio(), recipe(vector) + worst.observed());
  }

  /** Of a long run the gradients are not listed; so this says where they come from. */
  private static String recipe(Vector vector) {
    String words =
        switch (vector.course()) {
          case Given _, Changing _, Tensors _ -> "";
          case Modular recipe -> recipe.words();
          case Quadratic recipe -> recipe.words();
        };
    return words.isEmpty()
        ? ""
        : "%d gradients by the recipe %s: ".formatted(vector.moments().getLast(), words);
  }

  private static Outcome judge(long t, List<RunningError> expected, double[] position) {
    return judge("after step %d ".formatted(t), expected, position);
  }

  /** Numbers against what they may be. */
  static Outcome judge(String when, List<RunningError> expected, double[] position) {
    double worst = 0;
    for (int j = 0; j < position.length; j++) {
      RunningError here = expected.get(j);
      double error = Math.abs(position[j] - here.value());
      double ratio = error == 0 ? 0 : error / here.bound();
      worst = worst >= ratio ? worst : ratio;
    }
    return worst <= 1
        ? Outcome.within(worst)
        : new Outcome(
            worst,
            "%sexpected %s up to rounding, got %s"
                .formatted(
                    when,
                    expected.stream().map(RunningError::value).toList(),
                    Arrays.toString(position)));
  }

  private void step(long t) {
    if (vector.course() instanceof Changing && t > 1) {
      session.set(vector.at(t));
    }
    double[] gradient = new double[position.length];
    Arrays.setAll(
        gradient,
        j ->
            switch (vector.course()) {
              case Given _, Changing _, Tensors _ -> vector.input().rows()[(int) t - 1][j];
              case Modular recipe -> recipe.gradient(t, j);
              case Quadratic recipe -> recipe.gradient(j, position[j]);
            });
    position = session.step(gradient).clone();
  }
}
