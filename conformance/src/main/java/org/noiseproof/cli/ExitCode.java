package org.noiseproof.cli;

import java.util.Collection;
import org.noiseproof.statistics.Verdict;

/** What the exit codes say; above 63 they are those of sysexits.h. */
final class ExitCode {
  static final int HOLDS = 0;
  static final int VIOLATED = 1;
  static final int UNDECIDED = 2;
  static final int SLOWER = 3;
  static final int USAGE = 64;
  static final int DATA = 65;
  static final int UNAVAILABLE = 69;
  static final int INTERNAL = 70;

  private ExitCode() {}

  /**
   * The code of a run with these verdicts. A violation outweighs a broken check: it was found.
   *
   * @param strict whether what was not decided counts
   */
  static int of(Collection<Verdict> verdicts, boolean strict) {
    if (verdicts.contains(Verdict.VIOLATED)) {
      return VIOLATED;
    }
    if (verdicts.contains(Verdict.ERROR)) {
      return INTERNAL;
    }
    boolean open = verdicts.contains(Verdict.UNDECIDED) || !verdicts.contains(Verdict.HOLDS);
    return strict && open ? UNDECIDED : HOLDS;
  }
}
