package org.noiseproof.wire;

import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.wire.Dialogue.Request;
import tools.jackson.databind.node.ObjectNode;

/** An estimator of a program. */
record RemoteEstimator(Program program, EstimatorSpec spec) implements GradientEstimator {
  @Override
  public double[] estimate(Batch gradients) {
    double[][] rows = new double[gradients.samples()][];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = gradients.row(k);
    }
    ObjectNode request = Program.request("estimate");
    request.set("spec", SpecJson.write(spec));
    request.set("gradients", Fields.json(rows));
    Shape shape = Shape.vector(gradients.dimension());
    return program.ask(
        new Request<>(request, fields -> shape.read(fields, "gradient"), "gradient"));
  }
}
