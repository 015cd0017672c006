package org.noiseproof.wire;

import org.noiseproof.backend.Norm;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.wire.Dialogue.Request;
import org.noiseproof.wire.Hello.Capability;
import tools.jackson.databind.node.ObjectNode;

/** A norm of a program. */
record RemoteNorm(Program program, NormSpec spec) implements Norm {
  @Override
  public double of(Matrix w) {
    program.require(Capability.NORM);
    return program.ask(
        new Request<>(request("norm", "matrix", w), fields -> fields.number("norm"), "norm"));
  }

  @Override
  public Direction direction(Matrix gradient) {
    Shape shape = Shape.ofRows(gradient);
    return program.ask(
        new Request<>(
            request("direction", "gradient", gradient),
            fields ->
                new Direction(
                    Matrix.of(gradient.rows(), gradient.columns(), shape.read(fields, "direction")),
                    fields.number("dual_norm")),
            "direction",
            "dual_norm"));
  }

  /** What a singular value decomposition by sweeps of rotations comes to. */
  @Override
  public int depth(int rows, int columns) {
    return 1024 + 64 * rows * columns;
  }

  private ObjectNode request(String op, String field, Matrix matrix) {
    ObjectNode request = Program.request(op);
    request.set("spec", SpecJson.write(spec));
    request.set(field, Shape.ofRows(matrix).write(matrix.entries()));
    return request;
  }
}
