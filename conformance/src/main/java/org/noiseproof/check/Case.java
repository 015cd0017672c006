package org.noiseproof.check;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Precision;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.Spec;
import org.noiseproof.spec.SpecJson;

/**
 * One input to a check: a spec and rows of numbers, which are the samples of an estimator's batch,
 * the successive gradients of an optimizer that starts from some parameters, or the matrices that a
 * norm is asked about. Parameters and gradients have a shape: a vector is one column, a matrix lies
 * in its row entry by entry, row-major. Immutable.
 */
public final class Case {
  private final Spec spec;
  private final double[] parameters;
  private final double[][] rows;
  private final int height;

  private Case(Spec spec, int height, double[] parameters, double[][] rows) {
    this.spec = spec;
    this.height = height;
    this.parameters = parameters.clone();
    this.rows = Stream.of(rows).map(double[]::clone).toArray(double[][]::new);
  }

  /** A batch of at least one row. */
  public static Case of(EstimatorSpec spec, double[][] rows) {
    return new Case(spec, rows[0].length, new double[0], rows);
  }

  /** A run: the parameters it starts from, a vector, and the gradients of its steps. */
  public static Case of(OptimizerSpec spec, double[] parameters, double[][] gradients) {
    return new Case(spec, parameters.length, parameters, gradients);
  }

  /** A run of parameters that are a matrix, and the gradients of its steps. */
  public static Case of(OptimizerSpec spec, Matrix parameters, Matrix... gradients) {
    return new Case(spec, parameters.rows(), parameters.entries(), entries(gradients));
  }

  /** Matrices of one shape, at least one, that a norm is asked about. */
  public static Case of(NormSpec spec, Matrix... matrices) {
    return new Case(spec, matrices[0].rows(), new double[0], entries(matrices));
  }

  private static double[][] entries(Matrix... matrices) {
    return Stream.of(matrices).map(Matrix::entries).toArray(double[][]::new);
  }

  /** This case with another spec of the same family. */
  public Case with(Spec other) {
    return new Case(other, height, parameters, rows);
  }

  /** This case with other numbers: of the same shape where they are as many, else vectors. */
  public Case with(double[] otherParameters, double[][] otherRows) {
    int entries = otherRows[0].length;
    return new Case(spec, entries == dimension() ? height : entries, otherParameters, otherRows);
  }

  /** This case as one of vectors, the same numbers in one column. */
  public Case flattened() {
    return new Case(spec, dimension(), parameters, rows);
  }

  /** This case with every matrix mapped, to matrices of one shape. */
  public Case mapMatrices(UnaryOperator<Matrix> map) {
    Matrix[] mapped = matrices().stream().map(map).toArray(Matrix[]::new);
    return new Case(
        spec,
        mapped[0].rows(),
        parameters.length == 0 ? parameters : map.apply(start()).entries(),
        entries(mapped));
  }

  /** This case with every number, not the spec's, mapped. */
  public Case map(DoubleUnaryOperator number) {
    return mapParameters(number).mapRows(number);
  }

  /** This case with other parameters. */
  public Case mapParameters(DoubleUnaryOperator number) {
    return new Case(spec, height, DoubleStream.of(parameters).map(number).toArray(), rows);
  }

  /** This case with other rows. */
  public Case mapRows(DoubleUnaryOperator number) {
    return new Case(
        spec,
        height,
        parameters,
        Stream.of(rows)
            .map(row -> DoubleStream.of(row).map(number).toArray())
            .toArray(double[][]::new));
  }

  /** This case with every number, not the spec's, rounded to a precision. */
  public Case roundedTo(Precision precision) {
    return map(precision::round);
  }

  /** Whether rounding to a precision, though it may change the numbers, keeps them in its range. */
  public boolean isInRangeOf(Precision precision) {
    return numbers()
        .allMatch(x -> Double.isFinite(precision.round(x)) && (x == 0 || precision.round(x) != 0));
  }

  /** Whether every number, not the spec's, is one of a precision. */
  public boolean isIn(Precision precision) {
    return numbers().allMatch(x -> x == precision.round(x));
  }

  private DoubleStream numbers() {
    return DoubleStream.concat(
        DoubleStream.of(parameters), Stream.of(rows).flatMapToDouble(DoubleStream::of));
  }

  /** What no case is about: a spec that is only a part of others. */
  public static IllegalArgumentException part(Spec part) {
    return new IllegalArgumentException("no case is about " + part + " alone");
  }

  /** The numbers in a row: columns of a batch, parameters of a run, entries of a matrix. */
  public int dimension() {
    return rows[0].length;
  }

  /** The number of rows: samples or steps. */
  public int count() {
    return rows.length;
  }

  /** The rows of each matrix; of vectors, their coordinates. */
  public int matrixRows() {
    return height;
  }

  /** The columns of each matrix; 1 for vectors. */
  public int matrixColumns() {
    return dimension() / height;
  }

  /** What is computed. */
  public Spec spec() {
    return spec;
  }

  /** Where a run starts; of length 0 for an estimator. */
  public double[] parameters() {
    return parameters.clone();
  }

  /** Where a run starts, in its shape. */
  public Matrix start() {
    return Matrix.of(height, matrixColumns(), parameters);
  }

  /** The gradients of a run, or what a norm is asked about, in their shape. */
  public List<Matrix> matrices() {
    return Stream.of(rows).map(row -> Matrix.of(height, matrixColumns(), row)).toList();
  }

  /** The samples or the gradients. */
  public double[][] rows() {
    return Stream.of(rows).map(double[]::clone).toArray(double[][]::new);
  }

  /** The rows as a batch. */
  public Batch batch() {
    return Batch.ofRows(rows);
  }

  /** As a person would type it: {@code {"type":"sgd",…}, θ = [1.0], gradients = [0.5], [2.0]}. */
  @Override
  public String toString() {
    String numbers = Stream.of(rows).map(this::shown).collect(Collectors.joining(", "));
    return switch (spec) {
      case EstimatorSpec estimator -> "%s, rows = %s".formatted(SpecJson.write(estimator), numbers);
      case OptimizerSpec optimizer ->
          "%s, θ = %s, gradients = %s"
              .formatted(SpecJson.write(optimizer), shown(parameters), numbers);
      case NormSpec norm -> "%s, Z = %s".formatted(SpecJson.write(norm), numbers);
      case ScheduleSpec part -> throw part(part);
    };
  }

  private String shown(double[] numbers) {
    return matrixColumns() == 1
        ? Arrays.toString(numbers)
        : Matrix.of(height, matrixColumns(), numbers).toString();
  }
}
