package org.noiseproof.criteria;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Draw;
import org.noiseproof.check.EstimatorDraws;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Catoni;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;

/**
 * Criterion E: who declares REPRODUCIBLE gives the same bits when asked again, on batches large
 * enough that threads share the rows. (That they are the same for other lanes and threads, only the
 * implementation's own tests can force.)
 */
final class Repeatability {
  private Repeatability() {}

  private static final int ROWS = 300;
  private static final int COLUMNS = 130;

  static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    EstimatorDraws.types()
        .forEach(
            (type, spec) ->
                checks.add(
                    new Check(
                        "criterion/E/" + type,
                        "asked again, it gives the same bits",
                        type,
                        true,
                        Cases.drawn(draw -> batch(spec, draw)).where(EstimatorDraws::fits),
                        Repeatability::again)));
    return checks;
  }

  private static Case batch(Class<? extends EstimatorSpec> spec, Draw draw) {
    boolean small =
        draw.random().nextInt(8) != 0 || spec == GeometricMedian.class || spec == Catoni.class;
    return small
        ? EstimatorDraws.batch(spec, draw)
        : EstimatorDraws.batch(spec, draw, draw.between(1, ROWS), draw.between(1, COLUMNS));
  }

  private static Outcome again(Subject subject, Case input) {
    if (subject.describe().determinism() != Determinism.REPRODUCIBLE) {
      throw new NotImplemented("declares that bits may differ from run to run");
    }
    double[] once = Probe.estimate(subject, input);
    double[] again = Probe.estimate(subject, input);
    return Outcome.require(
        Arrays.equals(once, again),
        "first %s, then %s".formatted(Arrays.toString(once), Arrays.toString(again)));
  }
}
