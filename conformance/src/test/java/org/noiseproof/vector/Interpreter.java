package org.noiseproof.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.check.Subject;
import org.noiseproof.dialect.Coordinate;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.dialect.OptimizerDialect;
import org.noiseproof.dialect.Plain;
import org.noiseproof.dialect.Rule;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;

/**
 * A program that steps in doubles as a dialect says, and keeps its state as it is told to.
 *
 * @param kept what becomes of each number of the state between two steps
 * @param declared the dialect that it says it speaks
 */
record Interpreter(Dialect spoken, DoubleUnaryOperator kept, String declared) implements Subject {

  /** One that says what it speaks. */
  Interpreter(Dialect spoken, DoubleUnaryOperator kept) {
    this(spoken, kept, spoken.id());
  }

  @Override
  public String name() {
    return "interpreter";
  }

  @Override
  public String option() {
    return "--backend interpreter";
  }

  @Override
  public Description describe() {
    return Backends.named("reference").describe();
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return Optional.empty();
  }

  @Override
  public Dialect dialect(String type) {
    return Dialects.named(declared);
  }

  @Override
  public Optional<OptimizerUnderTest> optimizer(OptimizerSpec spec) {
    return Optional.of(parameters -> new Run(spec, parameters));
  }

  private final class Run implements Session {
    private Rule rule;
    private final List<Coordinate<Plain>> state = new ArrayList<>();
    private long steps;

    Run(OptimizerSpec spec, double[] parameters) {
      rule = ((OptimizerDialect) spoken).rule(spec);
      List<Plain> buffers =
          rule.buffers().stream().map(name -> new Plain(rule.initial(name))).toList();
      for (double parameter : parameters) {
        state.add(new Coordinate<>(new Plain(parameter), buffers));
      }
    }

    @Override
    public void set(OptimizerSpec spec) {
      rule = ((OptimizerDialect) spoken).rule(spec);
    }

    @Override
    public double[] step(double[] gradient) {
      steps++;
      List<Coordinate<Plain>> next =
          rule.step(
              Plain::new, steps, state, DoubleStream.of(gradient).mapToObj(Plain::new).toList());
      for (int j = 0; j < gradient.length; j++) {
        state.set(
            j,
            new Coordinate<>(
                keep(next.get(j).parameter()),
                next.get(j).buffers().stream().map(this::keep).toList()));
      }
      return state.stream().mapToDouble(c -> c.parameter().value()).toArray();
    }

    private Plain keep(Plain number) {
      return new Plain(kept.applyAsDouble(number.value()));
    }
  }
}
