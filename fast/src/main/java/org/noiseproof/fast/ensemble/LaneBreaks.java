package org.noiseproof.fast.ensemble;

/** Which lanes ever had a row that was not finite. */
final class LaneBreaks {
  private final double[] broken;

  LaneBreaks(int lanes) {
    broken = new double[lanes];
  }

  /** Looks at a row of every lane. */
  void look(double[][] row) {
    for (double[] coordinate : row) {
      for (int l = 0; l < broken.length; l++) {
        // 0 · v is NaN where v is not finite.
        broken[l] = Math.fma(0.0, coordinate[l], broken[l]);
      }
    }
  }

  /** Whether this lane had. */
  boolean of(int lane) {
    return Double.isNaN(broken[lane]);
  }
}
