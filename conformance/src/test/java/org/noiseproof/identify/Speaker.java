package org.noiseproof.identify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Subject;
import org.noiseproof.dialect.ClippedSgdDialect;
import org.noiseproof.dialect.Coordinate;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.EstimatorDialect;
import org.noiseproof.dialect.OptimizerDialect;
import org.noiseproof.dialect.Plain;
import org.noiseproof.dialect.Rule;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;

/** A black box that speaks one dialect, in doubles; in float32 it keeps its positions in floats. */
record Speaker(Dialect dialect, Precision precision) implements Subject {

  @Override
  public String name() {
    return dialect.id();
  }

  @Override
  public String option() {
    return "--test";
  }

  @Override
  public Description describe() {
    return new Description(precision, Determinism.REPRODUCIBLE, 1, 1, "speaker");
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return dialect instanceof EstimatorDialect estimator
            && SpecJson.type(spec).equals(dialect.type())
        ? Optional.of(
            batch ->
                plain(
                    estimator.estimate(
                        spec,
                        Plain::new,
                        IntStream.range(0, batch.samples())
                            .mapToObj(k -> numbers(batch.row(k)))
                            .toList())))
        : Optional.empty();
  }

  @Override
  public Optional<OptimizerUnderTest> optimizer(OptimizerSpec spec) {
    return dialect instanceof OptimizerDialect optimizer
            && SpecJson.type(spec).equals(dialect.type())
        ? Optional.of(new Runs(optimizer, spec, precision))
        : Optional.empty();
  }

  private double[] plain(List<Plain> numbers) {
    return numbers.stream().mapToDouble(number -> precision.round(number.value())).toArray();
  }

  private static List<Plain> numbers(double[] values) {
    return DoubleStream.of(values).mapToObj(Plain::new).toList();
  }

  private record Runs(OptimizerDialect dialect, OptimizerSpec spec, Precision precision)
      implements OptimizerUnderTest {
    @Override
    public Session start(double[] parameters) {
      return start(parameters, parameters.length);
    }

    @Override
    public Session start(double[] parameters, int... lengths) {
      List<Integer> tensors = IntStream.of(lengths).boxed().toList();
      return new Session() {
        private Rule rule = rule(spec);
        private List<Coordinate<Plain>> now = new ArrayList<>();
        private long t = 1;

        {
          List<Plain> buffers =
              rule.buffers().stream().map(name -> new Plain(rule.initial(name))).toList();
          numbers(parameters).forEach(theta -> now.add(new Coordinate<>(theta, buffers)));
        }

        private Rule rule(OptimizerSpec of) {
          return dialect instanceof ClippedSgdDialect clipped
              ? clipped.rule(of, tensors)
              : dialect.rule(of);
        }

        @Override
        public double[] step(double[] gradient) {
          now =
              rule.step(Plain::new, t++, now, numbers(gradient)).stream().map(this::kept).toList();
          return now.stream().mapToDouble(one -> one.parameter().value()).toArray();
        }

        private Coordinate<Plain> kept(Coordinate<Plain> one) {
          return new Coordinate<>(
              rounded(one.parameter()), one.buffers().stream().map(this::rounded).toList());
        }

        private Plain rounded(Plain number) {
          return new Plain(precision.round(number.value()));
        }

        @Override
        public void set(OptimizerSpec other) {
          rule = rule(other);
        }
      };
    }
  }
}
