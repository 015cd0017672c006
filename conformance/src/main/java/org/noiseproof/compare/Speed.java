package org.noiseproof.compare;

import org.noiseproof.statistics.MedianBand;

/**
 * What an interval of the ratio of times, candidate over baseline, says for a margin m: the
 * smallest relative difference that matters. The four exclude each other, and a candidate and a
 * baseline that change places change FASTER and SLOWER alone.
 */
public enum Speed {
  /** The whole interval is below 1/(1 + m). */
  FASTER,
  /** The whole interval is within [1/(1 + m), 1 + m]: a statement, not the lack of one. */
  SAME,
  /** The whole interval is above 1 + m. */
  SLOWER,
  /** The interval is too wide to say which. */
  UNDECIDED;

  /** What an interval says. */
  public static Speed of(MedianBand ratio, double margin) {
    double most = 1 + margin;
    if (ratio.upper() < 1 / most) {
      return FASTER;
    }
    if (ratio.lower() > most) {
      return SLOWER;
    }
    return ratio.lower() >= 1 / most && ratio.upper() <= most ? SAME : UNDECIDED;
  }
}
