package org.noiseproof.criteria;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Draw;
import org.noiseproof.check.EstimatorDraws;
import org.noiseproof.check.MatrixDraws;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Catoni;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;
import org.noiseproof.spec.OptimizerSpec;

/**
 * Criterion E: who declares REPRODUCIBLE gives the same bits when asked again, on batches large
 * enough that threads share the rows. (That they are the same for other lanes and threads, only the
 * implementation's own tests can force.)
 */
final class Repeatability {
  private Repeatability() {}

  private static final int ROWS = 300;
  private static final int COLUMNS = 130;
  private static final int SIDE = 16;

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
    Map<String, Function<Draw, Case>> runs = new LinkedHashMap<>();
    runs.put("nsd", MatrixDraws::nsd);
    runs.put("nucgd", MatrixDraws::nucgd);
    runs.put("muon", MatrixDraws::muon);
    runs.put("polar_grad", MatrixDraws::polarGrad);
    runs.forEach(
        (type, run) ->
            checks.add(
                new Check(
                    "criterion/E/" + type,
                    "asked again, it gives the same bits",
                    type,
                    true,
                    Cases.drawn(draw -> larger(run.apply(draw), draw)),
                    Repeatability::runsAgain)));
    Coordinatewise.draws()
        .forEach(
            (type, run) ->
                checks.add(
                    new Check(
                        "criterion/E/" + type,
                        "asked again, it gives the same bits",
                        type,
                        true,
                        Cases.drawn(run),
                        Repeatability::runsAgain)));
    return checks;
  }

  /** A step on a matrix, one in eight of them larger than a run of laws has it. */
  private static Case larger(Case small, Draw draw) {
    boolean large = draw.random().nextInt(8) == 0;
    int rows = large ? draw.between(1, SIDE) : small.matrixRows();
    int columns = large ? draw.between(1, SIDE) : small.matrixColumns();
    return Case.of(
        (OptimizerSpec) small.spec(),
        Matrix.zero(rows, columns),
        MatrixDraws.matrix(draw, rows, columns));
  }

  private static Outcome runsAgain(Subject subject, Case input) {
    requireRepeatable(subject);
    return Probe.same(Probe.trajectory(subject, input), Probe.trajectory(subject, input));
  }

  private static Case batch(Class<? extends EstimatorSpec> spec, Draw draw) {
    boolean small =
        draw.random().nextInt(8) != 0 || spec == GeometricMedian.class || spec == Catoni.class;
    return small
        ? EstimatorDraws.batch(spec, draw)
        : EstimatorDraws.batch(spec, draw, draw.between(1, ROWS), draw.between(1, COLUMNS));
  }

  private static Outcome again(Subject subject, Case input) {
    requireRepeatable(subject);
    double[] once = Probe.estimate(subject, input);
    double[] again = Probe.estimate(subject, input);
    return Outcome.require(
        Arrays.equals(once, again),
        "first %s, then %s".formatted(Arrays.toString(once), Arrays.toString(again)));
  }

  private static void requireRepeatable(Subject subject) {
    if (subject.describe().determinism() != Determinism.REPRODUCIBLE) {
      throw new NotImplemented("declares that bits may differ from run to run");
    }
  }
}
