package org.noiseproof.vector;

import java.util.List;
import java.util.Locale;

/** A class of bugs that vectors hunt; its {@link #flag} stands beside each of them. */
public enum BugClass {
  UPDATE_SIGN(
      "wrong sign",
      "the step is added where it is to be subtracted, or a term has the other sign",
      "training ascends, or is pulled to the wrong side"),
  LEARNING_RATE(
      "wrong use of the learning rate",
      "applied twice, not at all, or to what it is not a factor of",
      "tuned rates mean something else here than anywhere else"),
  MEMORY(
      "wrong buffer",
      "a buffer averages where it sums, sums where it averages, is not decayed, or is forgotten",
      "momentum is of another strength, or none"),
  FIRST_STEP(
      "wrong start",
      "the first step is treated as every other where it is not, or the other way round",
      "every later step carries the difference",
      "https://github.com/pytorch/pytorch/pull/152833"),
  LOOK_AHEAD(
      "wrong look-ahead",
      "Nesterov momentum with another sign, an old buffer, or without its effect",
      "the method is another one under the same name"),
  BIAS_CORRECTION(
      "wrong bias correction",
      "missing, of one moment only, shifted by a step, or stuck at the first",
      "first steps are far too long or too short; late ones hide it"),
  SECOND_MOMENT(
      "wrong scale by second moments",
      "the root multiplies, βs are swapped, or another square is averaged",
      "the step is no longer free of the gradient's scale",
      "https://github.com/oracle/tribuo/pull/401"),
  EPSILON(
      "misplaced epsilon",
      "ε inside a root, before a correction, where the definition has none, or forgotten",
      "results change where gradients are small, and nobody knows why",
      "https://github.com/onnx/onnx/issues/3803",
      "https://github.com/goodfire-ai/spd/issues/643"),
  WEIGHT_DECAY(
      "wrong weight decay",
      "coupled for decoupled, without the learning rate, of the step as well, or of another sign",
      "the strength of the regularisation is not the one that was asked for"),
  LOOP(
      "wrong loop over coordinates",
      "a loop stops short, mixes coordinates, or keeps one buffer for all",
      "some parameters are trained wrongly or not at all"),
  ZERO_OVER_ZERO(
      "a quotient of zeros",
      "0/0 where a gradient, a buffer or a distance is 0",
      "one NaN, and the run is lost"),
  RANGE(
      "overflow or underflow on the way",
      "a square leaves the range of the format although arguments and result do not",
      "infinite, vanishing or NaN steps at extreme scales"),
  BOUNDARY(
      "wrong at the threshold",
      "what lies exactly on a threshold is rescaled or discarded",
      "steps that should be the gradient to the bit are not"),
  KIND_OF_CLIP(
      "another clip",
      "by value for by norm, in another norm, from one side, or not at all",
      "the direction of the step changes, and its bound does not hold"),
  ORDER(
      "operations in another order",
      "clipped, normalized or signed before averaging where after is meant, or the reverse",
      "noise is averaged that should have been cut, or cut that should have been averaged"),
  COUNTING(
      "off by one",
      "steps, ranks, blocks or iterations counted from elsewhere, or one too many",
      "thresholds, schedules and corrections are those of another step"),
  SIGN_OF_ZERO("sign of zero", "sign(0) is ±1", "parameters without a gradient drift"),
  CANCELLATION(
      "a sum that loses what cancels",
      "terms that cancel take small ones with them",
      "a mean is off by its whole value"),
  WEIGHTS(
      "wrong weights",
      "parts count as much as each other where their sizes differ, or zero rows do not count",
      "the estimate is biased"),
  RANKS(
      "wrong order statistic",
      "a middle, a quantile or a tail taken elsewhere than defined",
      "robustness is less than promised"),
  SINGULAR_VECTORS(
      "wrong singular vectors",
      "of the wrong side, paired wrongly, another pair, or with the singular values left in",
      "the step is not one of steepest descent"),
  NORM("another norm", "a length or a scale in another norm", "steps are too long or too short"),
  ITERATION(
      "an iteration gone wrong",
      "stops short, starts elsewhere, makes one round too many or has another coefficient",
      "the answer is near, but not the one that is defined"),
  OPTION(
      "an option ignored",
      "a flag that changes nothing",
      "the caller believes to run another method"),
  MISSING_GRADIENT(
      "a step that is skipped",
      "nothing is done where the gradient is 0, although memories fade",
      "sparse and dense runs differ"),
  SCHEDULE(
      "a schedule gone wrong",
      "of another step, of another hyperparameter, or one that resets a memory",
      "warm-up and decay are not those in the paper"),
  INTERACTION(
      "parts that are right alone and wrong together",
      "options that meet in one step",
      "found by users of the rare combination"),
  DIALECT(
      "another dialect under the same name",
      "a published variant where another was meant",
      "hyperparameters do not carry over from one library to the next",
      "https://github.com/mlcommons/training_policies/issues/266",
      "https://github.com/pytorch/pytorch/issues/41477"),
  ACCUMULATION(
      "an error that builds up",
      "a state that is kept in a lower precision, a power that is multiplied up, a count that"
          + " wraps",
      "invisible in ten steps, visible in ten thousand"),
  FEEDBACK(
      "an error that feeds back",
      "gradients at the program's own positions amplify what is wrong with them",
      "two runs of one method part"),
  RESUME(
      "a state that is not all",
      "a run that goes on from a saved state forgets its count or a buffer",
      "checkpoints change the result");

  private final String title;
  private final String description;
  private final String effect;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is
  private final List<String> links;

  BugClass(String title, String description, String effect, String... links) {
    this.title = title;
    this.description = description;
    this.effect = effect;
    this.links = List.of(links);
  }

  /** As vectors name it: {@code bias_correction}. */
  public String flag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In a few words. */
  public String title() {
    return title;
  }

  /** What is wrong. */
  public String description() {
    return description;
  }

  /** What becomes of it. */
  public String effect() {
    return effect;
  }

  /** Where such a bug was met. */
  public List<String> links() {
    return links;
  }
}
