package org.noiseproof.identify;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.check.Subject.OptimizerUnderTest;
import org.noiseproof.check.Subject.Session;
import org.noiseproof.dialect.Arithmetic;
import org.noiseproof.dialect.ClippedSgdDialect;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.EstimatorDialect;
import org.noiseproof.dialect.OptimizerDialect;
import org.noiseproof.dialect.Rule;
import org.noiseproof.dialect.Run;
import org.noiseproof.dialect.Scalar;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.Spec;
import org.noiseproof.spec.SpecJson;

/** Something that a black box is asked, and that its dialects answer differently. */
sealed interface Question {
  /** What it is about: {@code epsilon}. */
  String name();

  /** What is asked for. */
  Spec spec();

  /**
   * The black box's answer.
   *
   * @return one row a position, or the one of an estimate
   * @throws NotImplemented where it cannot be asked so
   */
  double[][] ask(Subject subject);

  /** The answer in a dialect. */
  <S extends Scalar<S>> List<List<S>> answer(Dialect dialect, Arithmetic<S> in);

  /** The question as a person would type it. */
  String shown();

  /**
   * A run.
   *
   * @param run its start and its gradients
   * @param specs one a step
   * @param tensors the lengths of the tensors that the parameters are; empty for one
   */
  record OfRun(String name, Case run, List<OptimizerSpec> specs, List<Integer> tensors)
      implements Question {

    @Override
    public Spec spec() {
      return run.spec();
    }

    @Override
    public double[][] ask(Subject subject) {
      Session session = start(Probe.optimizer(subject, run));
      double[][] gradients = run.rows();
      double[][] positions = new double[gradients.length + 1][];
      positions[0] = run.parameters();
      for (int t = 0; t < gradients.length; t++) {
        if (t > 0 && !specs.get(t).equals(specs.get(t - 1))) {
          session.set(specs.get(t));
        }
        double[] reached = session.step(gradients[t]);
        if (reached == null || reached.length != run.dimension()) {
          throw new IllegalStateException(
              "step %d gives %s for %d parameters"
                  .formatted(t + 1, Arrays.toString(reached), run.dimension()));
        }
        positions[t + 1] = reached.clone();
      }
      return positions;
    }

    private Session start(OptimizerUnderTest optimizer) {
      return tensors.isEmpty()
          ? optimizer.start(run.start())
          : optimizer.start(
              run.parameters(), tensors.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public <S extends Scalar<S>> List<List<S>> answer(Dialect dialect, Arithmetic<S> in) {
      List<Rule> rules = specs.stream().map(spec -> rule(dialect, spec)).toList();
      return Run.of(rules, in, run.parameters(), run.rows());
    }

    private Rule rule(Dialect dialect, OptimizerSpec spec) {
      return dialect instanceof ClippedSgdDialect clipped && !tensors.isEmpty()
          ? clipped.rule(spec, tensors)
          : ((OptimizerDialect) dialect).rule(spec);
    }

    @Override
    public String shown() {
      String later =
          specs.stream()
              .distinct()
              .skip(1)
              .map(
                  spec ->
                      ", from step %d on %s"
                          .formatted(specs.indexOf(spec) + 1, SpecJson.write(spec)))
              .collect(Collectors.joining());
      return run + later + (tensors.isEmpty() ? "" : ", in tensors of " + tensors);
    }
  }

  /**
   * An estimate.
   *
   * @param batch its rows
   */
  record OfBatch(String name, Case batch) implements Question {

    @Override
    public Spec spec() {
      return batch.spec();
    }

    @Override
    public double[][] ask(Subject subject) {
      return new double[][] {Probe.estimate(subject, batch)};
    }

    @Override
    public <S extends Scalar<S>> List<List<S>> answer(Dialect dialect, Arithmetic<S> in) {
      List<List<S>> rows =
          Stream.of(batch.rows())
              .map(row -> DoubleStream.of(row).mapToObj(in::of).toList())
              .toList();
      EstimatorSpec spec = (EstimatorSpec) batch.spec();
      return List.of(((EstimatorDialect) dialect).estimate(spec, in, rows));
    }

    @Override
    public String shown() {
      return batch.toString();
    }
  }
}
