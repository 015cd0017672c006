package org.noiseproof.check;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Precision;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.Spec;
import org.noiseproof.spec.SpecJson;

/**
 * One input to a check: a spec and rows of gradients, which are the samples of an estimator's batch
 * or the successive gradients of an optimizer that starts from some parameters. Immutable.
 */
public final class Case {
  private final Spec spec;
  private final double[] parameters;
  private final double[][] rows;

  private Case(Spec spec, double[] parameters, double[][] rows) {
    this.spec = spec;
    this.parameters = parameters.clone();
    this.rows = Stream.of(rows).map(double[]::clone).toArray(double[][]::new);
  }

  /** A batch of at least one row. */
  public static Case of(EstimatorSpec spec, double[][] rows) {
    return new Case(spec, new double[0], rows);
  }

  /** A run: the parameters it starts from and the gradients of its steps. */
  public static Case of(OptimizerSpec spec, double[] parameters, double[][] gradients) {
    return new Case(spec, parameters, gradients);
  }

  /** This case with another spec of the same family. */
  public Case with(Spec other) {
    return new Case(other, parameters, rows);
  }

  /** This case with other numbers. */
  public Case with(double[] otherParameters, double[][] otherRows) {
    return new Case(spec, otherParameters, otherRows);
  }

  /** This case with every number, not the spec's, mapped. */
  public Case map(DoubleUnaryOperator number) {
    return mapParameters(number).mapRows(number);
  }

  /** This case with other parameters. */
  public Case mapParameters(DoubleUnaryOperator number) {
    return new Case(spec, DoubleStream.of(parameters).map(number).toArray(), rows);
  }

  /** This case with other rows. */
  public Case mapRows(DoubleUnaryOperator number) {
    return new Case(
        spec,
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

  /** The number of columns. */
  public int dimension() {
    return rows[0].length;
  }

  /** The number of rows: samples or steps. */
  public int count() {
    return rows.length;
  }

  /** What is computed. */
  public Spec spec() {
    return spec;
  }

  /** Where a run starts; of length 0 for an estimator. */
  public double[] parameters() {
    return parameters.clone();
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
    String numbers = Stream.of(rows).map(Arrays::toString).collect(Collectors.joining(", "));
    return switch (spec) {
      case EstimatorSpec estimator -> "%s, rows = %s".formatted(SpecJson.write(estimator), numbers);
      case OptimizerSpec optimizer ->
          "%s, θ = %s, gradients = %s"
              .formatted(SpecJson.write(optimizer), Arrays.toString(parameters), numbers);
      case ScheduleSpec part -> throw part(part);
      case NormSpec part -> throw part(part);
    };
  }
}
