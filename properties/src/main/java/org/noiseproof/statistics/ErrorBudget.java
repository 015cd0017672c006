package org.noiseproof.statistics;

/**
 * The two error probabilities of a test.
 *
 * @param alpha of finding a true claim VIOLATED
 * @param beta of finding a claim that fails by more than the minimum detectable effect to HOLD
 */
public record ErrorBudget(double alpha, double beta) {
  public ErrorBudget {
    requireProbability("alpha", alpha);
    requireProbability("beta", beta);
  }

  /** The budget of one of so many decisions that share this one evenly (union bound). */
  public ErrorBudget split(int decisions) {
    return new ErrorBudget(alpha / decisions, beta / decisions);
  }

  private static void requireProbability(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(
          name + " = " + value + " is out of range: 0 < " + name + " < 1");
    }
  }
}
