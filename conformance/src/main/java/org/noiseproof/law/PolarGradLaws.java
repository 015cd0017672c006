package org.noiseproof.law;

import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Probe;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;

/** The laws of PolarGrad. */
final class PolarGradLaws {
  private PolarGradLaws() {}

  private static final double FACTOR = 8;

  static List<Check> all() {
    Laws.Kind polar = Laws.Kind.POLAR_GRAD;
    return List.of(
        polar.law(
            "vectors",
            "of a vector ‖m‖ times the polar factor is m: gradient descent along the averaged"
                + " gradient",
            (subject, input) -> {
              PolarGrad spec = (PolarGrad) input.spec();
              Case column = FixedPoints.withoutWeightDecay(input).flattened();
              ClippedSgd plain =
                  new ClippedSgd(spec.learningRate(), Double.POSITIVE_INFINITY, spec.momentum());
              return Agreement.ofRuns(
                  subject,
                  column,
                  Probe.trajectory(subject, column.with(plain)),
                  Probe.trajectory(subject, column));
            }),
        polar.law(
            "gradient-is-a-factor",
            "without weight decay gradients 8 times as large and a learning rate of an eighth give"
                + " the same run",
            (subject, input) -> {
              Case here = FixedPoints.withoutWeightDecay(input);
              double rate = ((PolarGrad) here.spec()).learningRate();
              Case scaled =
                  FixedPoints.withLearningRate(here, rate / FACTOR).mapRows(x -> FACTOR * x);
              return Agreement.ofRuns(
                  subject,
                  here,
                  Probe.trajectory(subject, here),
                  Probe.trajectory(subject, scaled));
            }));
  }
}
