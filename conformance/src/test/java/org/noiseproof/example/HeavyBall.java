package org.noiseproof.example;

/** Somebody's optimizer: θ ← θ − ηb, b ← μb + g. */
final class HeavyBall {
  private final double rate;
  private final double momentum;
  private final double[] position;
  private final double[] velocity;

  HeavyBall(double rate, double momentum, double[] start) {
    this.rate = rate;
    this.momentum = momentum;
    this.position = start.clone();
    this.velocity = new double[start.length];
  }

  double[] step(double[] gradient) {
    for (int j = 0; j < position.length; j++) {
      velocity[j] = momentum * velocity[j] + gradient[j];
      position[j] -= rate * velocity[j];
    }
    return position.clone();
  }
}
