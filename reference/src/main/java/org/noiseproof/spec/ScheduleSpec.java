package org.noiseproof.spec;

/**
 * A schedule: the factor by which a hyperparameter is multiplied at step k of a run, k from 1.
 *
 * <p>Factors are doubles, computed by {@link StrictMath#pow}, so that every backend on every
 * machine multiplies by the same numbers.
 */
public sealed interface ScheduleSpec extends Spec {

  /**
   * The factor of a step.
   *
   * @param step k
   * @throws IllegalArgumentException where k &lt; 1
   */
  double factor(long step);

  /** 1 at every step. */
  record Constant() implements ScheduleSpec {
    @Override
    public double factor(long step) {
      Range.atLeastOne("step", step);
      return 1;
    }
  }

  /**
   * (k + offset)^exponent: 1/√k with exponent −½, 1/(k + 1) with exponent −1 and offset 1.
   *
   * @param exponent finite
   * @param offset &gt; −1, finite
   */
  record Power(double exponent, @Default("0") double offset) implements ScheduleSpec {
    public Power {
      Range.finite("exponent", exponent);
      Range.finiteAbove("offset", -1, offset);
    }

    @Override
    public double factor(long step) {
      Range.atLeastOne("step", step);
      return StrictMath.pow(step + offset, exponent);
    }
  }

  /**
   * T^exponent at every step: a constant that is chosen by the length of the run.
   *
   * @param exponent finite
   * @param horizon T ≥ 1
   */
  record Horizon(double exponent, long horizon) implements ScheduleSpec {
    public Horizon {
      Range.finite("exponent", exponent);
      Range.atLeastOne("horizon", horizon);
    }

    @Override
    public double factor(long step) {
      Range.atLeastOne("step", step);
      return StrictMath.pow((double) horizon, exponent);
    }
  }

  /**
   * 1 up to step {@code warmup}, then √(t₀/(k − warmup + t₀)): 1/√(k + 1) without a warm-up and
   * with t₀ = 1.
   *
   * @param warmup ≥ 0
   * @param timescale t₀, positive and finite: the decay is not felt before
   */
  record InverseSqrt(@Default("0") long warmup, @Default("1") double timescale)
      implements ScheduleSpec {
    public InverseSqrt {
      Range.atLeastZero("warmup", warmup);
      Range.positiveFinite("timescale", timescale);
    }

    @Override
    public double factor(long step) {
      Range.atLeastOne("step", step);
      return step <= warmup ? 1 : Math.sqrt(timescale / (step - warmup + timescale));
    }
  }
}
