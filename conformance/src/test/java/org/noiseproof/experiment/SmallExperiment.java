package org.noiseproof.experiment;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.backend.Backends;

/** An experiment of a second, for tests. */
public final class SmallExperiment {
  /** As little as there can be of everything. */
  public static final Effort EFFORT =
      new Effort(2, 256, 32, List.of(0.1, 1e6), 1, 3, 3, List.of(0.0, 1.0), 1);

  private SmallExperiment() {}

  /** What it finds with a seed. */
  public static ExperimentResult run(long seed) {
    List<String> parts = new ArrayList<>();
    ExperimentResult result =
        PsClipExperiment.run(
            EFFORT, seed, Backends.named("cpu"), (what, n, all) -> parts.add(what + n + "/" + all));
    int runs = 4 * Method.values().length;
    if (parts.size() != runs + 1) {
      throw new AssertionError(parts.size() + " parts, expected " + (runs + 1));
    }
    return result;
  }
}
