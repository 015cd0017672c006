package org.noiseproof.example;

import static org.noiseproof.example.HeavyBallTest.HEAVY_BALL;

import org.noiseproof.conformance.Conformance;

/** The same without a test engine. */
final class HeavyBallWithoutJunit {
  private HeavyBallWithoutJunit() {}

  public static void main(String... arguments) {
    Conformance.run(HEAVY_BALL).requireConformance();
  }
}
