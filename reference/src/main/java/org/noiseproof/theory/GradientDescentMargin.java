package org.noiseproof.theory;

/**
 * BIAS-26: why plain gradient descent on cross-entropy is slow. With L = (1/n) Σ l_i, R the largest
 * ‖A_ic‖_F, and ηR²L_0 &lt; 1,
 *
 * <pre>
 * L_{t+1} ≥ L_t − ηR²L_t²,
 * 1/L_T ≤ 1/L_0 + T ηR²/(1 − ηR²L_0),
 * m(W_T) ≤ log((k − 1)/L_T).
 * </pre>
 *
 * <p>Derived: ‖∇L‖ = G‖A p‖ ≤ RL and L is convex, which is the first; L is R²/4-smooth, so that it
 * falls, and the reciprocal of the first summed is the second; l_i ≤ (k − 1) e^{−m} is the third.
 * The rate 1/log t is that of Soudry et al. (2018), cited from memory.
 *
 * @param radius R
 * @param learningRate η
 * @param classes k ≥ 2
 * @param initialLoss L_0; log k at W = 0
 */
public record GradientDescentMargin(
    double radius, double learningRate, int classes, double initialLoss) {
  public GradientDescentMargin {
    Argument.positive("radius", radius);
    Argument.positive("learning_rate", learningRate);
    Argument.require(classes >= 2, "classes", classes, "classes ≥ 2");
    Argument.positive("initial_loss", initialLoss);
    double speed = learningRate * radius * radius * initialLoss;
    Argument.require(speed < 1, "learning_rate · radius² · initial_loss", speed, "below 1");
  }

  /** From L_t the least that L_{t+1} can be. */
  public double nextLoss(double loss) {
    return loss - learningRate * radius * radius * loss * loss;
  }

  /** The most that log(1/L_T) can be. */
  public double logReciprocalLoss(long steps) {
    double speed = learningRate * radius * radius;
    return Math.log(1 / initialLoss + steps * speed / (1 - speed * initialLoss));
  }

  /** The most that m(W_T) can be. */
  public double margin(long steps) {
    return Math.log(classes - 1) + logReciprocalLoss(steps);
  }
}
