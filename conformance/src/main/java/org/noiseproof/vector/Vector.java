package org.noiseproof.vector;

import java.util.List;
import java.util.stream.LongStream;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.vector.Course.Changing;
import org.noiseproof.vector.Course.Given;
import org.noiseproof.vector.Course.Modular;
import org.noiseproof.vector.Course.Quadratic;
import org.noiseproof.vector.Course.Tensors;

/**
 * A question with known answers: the source both of a check and of an entry in the published files.
 *
 * @param name permanent, of its type's
 * @param flags the classes of bugs that it hunts
 * @param hunts the bugs themselves, in words
 * @param input what is asked; of a long run only the start, and its first gradients
 * @param course how a run goes
 */
record Vector(String name, List<BugClass> flags, String hunts, Case input, Course course) {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  Vector {
    flags = flags.stream().distinct().sorted().toList();
  }

  /** One whose numbers are all listed. */
  Vector(String name, List<BugClass> flags, String hunts, Case input) {
    this(name, flags, hunts, input, new Given());
  }

  /** The type of what is asked. */
  String type() {
    return course instanceof Changing ? spoken() : SpecJson.type(input.spec());
  }

  /** The type whose dialects answer differently: a scheduled optimizer's own. */
  String spoken() {
    return SpecJson.type(input.spec() instanceof Scheduled s ? s.optimizer() : input.spec());
  }

  /**
   * Whether each dialect has its own answer. What leaves the range of the format on its way is
   * known of the definition alone, since running errors do not follow it there; and so are
   * thresholds that grow, which have no dialects.
   */
  boolean isSpoken() {
    return !Dialects.of(spoken()).isEmpty()
        && !flags.contains(BugClass.RANGE)
        && isAnsweredByDialects();
  }

  /** Whether dialects know what is asked at all. */
  boolean isAnsweredByDialects() {
    return !(input.spec() instanceof PerSampleClip(_, double beta) && beta != INFINITY);
  }

  /** {@code adam/first-step}. */
  String id() {
    return type() + "/" + name;
  }

  /** Whether it runs on and on. */
  boolean isLong() {
    return switch (course) {
      case Given _, Changing _, Tensors _ -> false;
      case Modular _, Quadratic _ -> true;
    };
  }

  /** After which steps positions are compared. */
  List<Long> moments() {
    return isLong() ? Course.MOMENTS : LongStream.rangeClosed(1, input.count()).boxed().toList();
  }

  /** The optimizer of step t, from 1. */
  OptimizerSpec at(long t) {
    return input.spec() instanceof Scheduled scheduled
        ? scheduled.at(t)
        : (OptimizerSpec) input.spec();
  }

  /** The check that compares a subject's answer. */
  Check check() {
    String demand =
        switch (input.spec()) {
          case EstimatorSpec _ -> "the estimate is the exact one up to rounding; hunts ";
          case NormSpec _ -> "direction and dual norm are the exact ones up to rounding; hunts ";
          case OptimizerSpec _ -> "every position is the exact one up to rounding; hunts ";
          case ScheduleSpec part -> throw Case.part(part);
        };
    return new Check("vector/" + id(), demand + hunts, type(), true, Cases.only(input), test());
  }

  private Check.Test test() {
    return switch (input.spec()) {
      case EstimatorSpec _ ->
          isSpoken()
              ? (subject, _) -> EstimateTrial.judge(this, subject)
              : (subject, _) -> DefinitionAlone.judge(this, subject);
      case NormSpec _ -> Directions::agree;
      case OptimizerSpec _ ->
          isSpoken()
              ? (subject, _) -> Trial.judge(this, subject)
              : (subject, _) -> DefinitionAlone.judge(this, subject);
      case ScheduleSpec part -> throw Case.part(part);
    };
  }
}
