package org.noiseproof.claim;

import java.util.function.Function;
import org.noiseproof.backend.Backend;

/**
 * One way in which a claim can be refuted.
 *
 * @param name unique within its claim, a short slug: {@code two-point-worst-case}
 * @param measures what is measured, one sentence
 * @param evidence the rung it stands on
 * @param share of the catalogue's α and β; 0 unless STATISTICAL
 * @param experiment runs it
 */
public record Check(
    String name,
    String measures,
    Evidence evidence,
    double share,
    Function<Trial, Finding> experiment) {

  /** The share of a statistical check: a thousand of them fit into the ledger. */
  public static final double SHARE = 1e-3;

  public Check {
    if (evidence == Evidence.STATISTICAL ? !(share > 0 && share <= 1) : share != 0) {
      throw new IllegalArgumentException(
          "%s: share = %s of the error budget for %s evidence".formatted(name, share, evidence));
    }
  }

  /** The same check on this backend, whatever backend the trial brings, under another name. */
  public Check on(Backend other, String otherName) {
    return new Check(
        otherName, measures, evidence, share, trial -> experiment.apply(trial.on(other)));
  }

  /** By enumeration, closed form or rational arithmetic. */
  public static Check exact(String name, String measures, Function<Trial, Finding> experiment) {
    return new Check(name, measures, Evidence.EXACT, 0, experiment);
  }

  /** By an inequality that holds for every input. */
  public static Check bound(String name, String measures, Function<Trial, Finding> experiment) {
    return new Check(name, measures, Evidence.BOUND, 0, experiment);
  }

  /** By a sequential test that spends {@link #SHARE} of the catalogue's α and β. */
  public static Check statistical(
      String name, String measures, Function<Trial, Finding> experiment) {
    return new Check(name, measures, Evidence.STATISTICAL, SHARE, experiment);
  }
}
