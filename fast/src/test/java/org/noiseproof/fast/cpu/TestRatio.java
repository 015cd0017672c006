package org.noiseproof.fast.cpu;

import org.noiseproof.backend.Precision;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.reference.ExactVector;

/** |computed − exact| / (γ_depth · gauge + subnormal floor), the largest of all coordinates. */
public final class TestRatio {
  private TestRatio() {}

  /** The ratio at a depth. */
  public static double of(double[] computed, ExactVector exact, int depth, Precision precision) {
    double worst = 0;
    for (int j = 0; j < computed.length; j++) {
      if (computed[j] == exact.value(j).toDouble()) {
        continue; // among these, what overflows as it should
      }
      double error = Dyadic.of(computed[j]).minus(exact.value(j)).abs().toDouble();
      double allowed =
          Tolerance.gamma(depth, precision.unitRoundoff()) * exact.gauge(j)
              + depth * precision.smallestSubnormal();
      worst = Math.max(worst, error / allowed);
    }
    return worst;
  }
}
