package org.noiseproof.law;

import java.util.List;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Probe;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.OptimizerSpec;

/** Most optimizers do not know rows from columns: a matrix is the vector of its entries. */
final class Shapes {
  private Shapes() {}

  static List<Check> of(Laws.Kind kind) {
    return List.of(
        kind.law(
            "shape",
            "parameters that are a matrix go as the vector of their entries, to the bit",
            kind.cases()
                .where(
                    input ->
                        input.dimension() > 1
                            && !(Laws.optimizer(input) instanceof MatrixOptimizerSpec)),
            (subject, input) ->
                Probe.same(
                    Probe.trajectory(subject, input),
                    Probe.trajectory(subject, twoColumns(input)))));
  }

  /** The same entries in two columns, one where they are odd in number, in one row. */
  private static Case twoColumns(Case input) {
    int columns = input.dimension() % 2 == 0 ? 2 : input.dimension();
    Matrix[] gradients =
        input.matrices().stream()
            .map(gradient -> Matrix.of(input.dimension() / columns, columns, gradient.entries()))
            .toArray(Matrix[]::new);
    return Case.of(
        (OptimizerSpec) input.spec(),
        Matrix.of(input.dimension() / columns, columns, input.parameters()),
        gradients);
  }
}
