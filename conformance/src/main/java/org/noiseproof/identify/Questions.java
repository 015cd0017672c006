package org.noiseproof.identify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.Names;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;

/**
 * What is asked about each type: first what every program can be asked, then one hyperparameter at
 * a time, so that a program that lacks one still answers the rest. All numbers are floats.
 */
final class Questions {
  private Questions() {}

  private static final double[] START = {1, -2, 0.5};

  /** Growing, shrinking, changing sign, 0. */
  private static final double[][] GRADIENTS = {
    {0.5, -1.25, 2},
    {3, 0.25, -0.5},
    {0, -2, 1},
    {-4, 0.75, 0},
    {1, 1, -3},
    {0.125, -0.5, 0.5}
  };

  /** So small that the usual ε of 1e-8 is seen. */
  private static final double[][] SMALL = scaled(GRADIENTS, 0x1p-26);

  /** The first coordinate has no gradient at first, so that nothing is remembered of it. */
  private static final double[][] LATE = {
    {0, 0.5, -1}, {0, -0.25, 0}, {0, 2, 0.5}, {1, 0, 2}, {-2, 1, 0}, {0.5, 0.5, 1}
  };

  /** The parts of START that are tensors where several are asked for. */
  private static final List<Integer> TENSORS = List.of(2, 1);

  private static final double[][] ROWS = {{3, 4}, {0.25, -0.5}, {-6, 8}, {0, 0}, {-0.5, -5}};

  static List<Question> of(String type) {
    return switch (type) {
      case "sgd" ->
          List.of(
              run("plain", new Sgd(0.25, 0, 0, false, 0)),
              run("momentum", new Sgd(0.25, 0.75, 0, false, 0)),
              run("dampening", new Sgd(0.25, 0.75, 0.5, false, 0)),
              run("nesterov", new Sgd(0.25, 0.75, 0, true, 0)),
              run("weight-decay", new Sgd(0.25, 0.75, 0, false, 0.25)),
              falling("falling-rate", new Sgd(0.25, 0.75, 0, false, 0)),
              falling("falling-rate-nesterov", new Sgd(0.25, 0.75, 0, true, 0)),
              run("nesterov-weight-decay", new Sgd(0.25, 0.75, 0, true, 0.25)));
      case "clipped_sgd" ->
          List.of(
              small("small-threshold", new ClippedSgd(1, 0x1p-28, 0)),
              run("large-entries", new ClippedSgd(1, 1, 0)),
              run("momentum", new ClippedSgd(0.5, 1, 0.5)),
              tensors("tensors", new ClippedSgd(1, 1, 0)));
      case "sign_sgd" ->
          List.of(run("zeros", new SignSgd(0.25, 0)), run("momentum", new SignSgd(0.25, 0.75)));
      case "adam" ->
          around(
              new Adam(0.25, 0.9, 0.999, 1e-8, 0),
              new Adam(0.25, 0.5, 0.75, 0.5, 0),
              run("weight-decay", new Adam(0.25, 0.5, 0.75, 0.5, 0.25)));
      case "rmsprop" -> around(new Rmsprop(0.25, 0.9, 1e-8), new Rmsprop(0.25, 0.75, 0.5));
      case "adagrad" ->
          around(
              new Adagrad(0.25, 0, 1e-8),
              new Adagrad(0.25, 0, 0.5),
              run("initial-accumulator", new Adagrad(0.25, 0.25, 0.5)));
      case "adadelta" ->
          around(
              new Adadelta(1, 0.9, 1e-6),
              new Adadelta(1, 0.75, 0.5),
              run("learning-rate", new Adadelta(0.25, 0.75, 0.5)));
      case "adamax" -> around(new Adamax(0.25, 0.9, 0.999, 1e-8), new Adamax(0.25, 0.5, 0.75, 0.5));
      case "nadam" -> around(new Nadam(0.25, 0.9, 0.999, 1e-8), new Nadam(0.25, 0.5, 0.75, 0.5));
      case "amsgrad" ->
          around(new Amsgrad(0.25, 0.9, 0.999, 1e-8), new Amsgrad(0.25, 0.5, 0.75, 0.5));
      case "adabelief" ->
          around(new Adabelief(0.25, 0.9, 0.999, 1e-8), new Adabelief(0.25, 0.5, 0.75, 0.5));
      case "lion" ->
          List.of(
              run("averages", new Lion(0.25, 0.5, 0.75, 0)),
              run("zeros", new Lion(0.25, 0.5, 0.75, 0), LATE),
              run("weight-decay", new Lion(0.25, 0.5, 0.75, 0.25)));
      case "batch_clip" ->
          List.of(
              batch("large-rows", new BatchClip(1), ROWS),
              batch("small-rows", new BatchClip(0x1p-12), scaled(ROWS, 0x1p-10)));
      case "per_sample_clip" ->
          List.of(
              batch("large-rows", perSample(1), ROWS),
              batch("small-rows", perSample(0x1p-12), scaled(ROWS, 0x1p-10)));
      default ->
          throw new IllegalArgumentException(
              "unknown type \"%s\": %s"
                  .formatted(
                      type,
                      Names.didYouMean(
                          type, Dialects.all().stream().map(d -> d.type()).distinct().toList())));
    };
  }

  /** The usual hyperparameters, on large and small gradients; then others, that tell more. */
  private static List<Question> around(
      OptimizerSpec usual, OptimizerSpec telling, Question... more) {
    List<Question> questions = new ArrayList<>();
    questions.add(run("usual", usual));
    questions.add(run("usual-small", usual, SMALL));
    questions.add(run("large-epsilon", telling));
    questions.addAll(List.of(more));
    questions.add(
        run("large-gradients", telling.withLearningRate(0x1p-6), scaled(GRADIENTS, 0x1p10)));
    questions.add(falling("falling-rate", telling));
    return questions;
  }

  private static EstimatorSpec perSample(double threshold) {
    return new PerSampleClip(threshold, Double.POSITIVE_INFINITY);
  }

  private static Question batch(String name, EstimatorSpec spec, double[][] rows) {
    return new Question.OfBatch(name, Case.of(spec, rows));
  }

  private static Question run(String name, OptimizerSpec spec) {
    return run(name, spec, GRADIENTS);
  }

  private static Question run(String name, OptimizerSpec spec, double[][] gradients) {
    return new Question.OfRun(name, Case.of(spec, START, gradients), always(spec), List.of());
  }

  /** From 0, where steps of any size are seen in floats. */
  private static Question small(String name, OptimizerSpec spec) {
    Case run = Case.of(spec, new double[START.length], SMALL);
    return new Question.OfRun(name, run, always(spec), List.of());
  }

  private static Question tensors(String name, OptimizerSpec spec) {
    return new Question.OfRun(name, Case.of(spec, START, GRADIENTS), always(spec), TENSORS);
  }

  /** A run whose learning rate falls to a quarter half way. */
  private static Question falling(String name, OptimizerSpec spec) {
    OptimizerSpec slower = spec.withLearningRate(spec.learningRate() / 4);
    int half = GRADIENTS.length / 2;
    List<OptimizerSpec> specs =
        IntStream.range(0, GRADIENTS.length).mapToObj(t -> t < half ? spec : slower).toList();
    return new Question.OfRun(name, Case.of(spec, START, GRADIENTS), specs, List.of());
  }

  private static List<OptimizerSpec> always(OptimizerSpec spec) {
    return IntStream.range(0, GRADIENTS.length).mapToObj(_ -> spec).toList();
  }

  private static double[][] scaled(double[][] rows, double factor) {
    return Stream.of(rows)
        .map(row -> DoubleStream.of(row).map(x -> factor * x).toArray())
        .toArray(double[][]::new);
  }
}
