package org.noiseproof.wire;

import java.util.Arrays;
import java.util.Map;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.matrix.Matrix;
import tools.jackson.databind.node.ArrayNode;

/**
 * How the entries of parameters and gradients stand on the wire.
 *
 * @param nested whether as an array of rows; else there is one column, and it is a vector
 */
record Shape(int rows, int columns, boolean nested) {

  /** Of a matrix; one of a single column is a vector. */
  static Shape of(Matrix matrix) {
    return new Shape(matrix.rows(), matrix.columns(), matrix.columns() > 1);
  }

  /** Of a matrix that is one even where it has a single column. */
  static Shape ofRows(Matrix matrix) {
    return new Shape(matrix.rows(), matrix.columns(), true);
  }

  static Shape vector(int length) {
    return new Shape(length, 1, false);
  }

  /**
   * Of what stands in a field, a vector or a matrix.
   *
   * @throws IllegalArgumentException where it has no entries
   */
  static Shape in(Fields fields, String name) {
    Shape shape =
        fields.isMatrix(name) ? ofRows(fields.matrix(name)) : vector(fields.vector(name).length);
    if (shape.entries() == 0) {
      throw new IllegalArgumentException(name + " is empty: at least one number is expected");
    }
    return shape;
  }

  int entries() {
    return rows * columns;
  }

  /** A state whose parameters have this shape. */
  OptimizerState state(long steps, double[] parameters, Map<String, double[]> buffers) {
    OptimizerState start = OptimizerState.of(0, parameters, Map.of());
    return (nested ? start.shaped(rows, columns) : start).with(steps, parameters, buffers);
  }

  ArrayNode write(double[] entries) {
    if (!nested) {
      return Fields.json(entries);
    }
    double[][] matrix = new double[rows][];
    for (int i = 0; i < rows; i++) {
      matrix[i] = Arrays.copyOfRange(entries, i * columns, (i + 1) * columns);
    }
    return Fields.json(matrix);
  }

  /**
   * The entries in a field, row by row.
   *
   * @throws IllegalArgumentException where they have another shape
   */
  double[] read(Fields fields, String name) {
    if (fields.isMatrix(name)) {
      Matrix matrix = fields.matrix(name);
      require(name, ofRows(matrix));
      return matrix.entries();
    }
    double[] vector = fields.vector(name);
    require(name, vector(vector.length));
    return vector;
  }

  private void require(String name, Shape found) {
    if (!found.equals(this)) {
      throw new IllegalArgumentException("%s is %s, expected %s".formatted(name, found, this));
    }
  }

  @Override
  public String toString() {
    return nested
        ? "a %d × %d matrix".formatted(rows, columns)
        : "a vector of " + rows + (rows == 1 ? " number" : " numbers");
  }
}
