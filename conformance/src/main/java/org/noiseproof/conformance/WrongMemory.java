package org.noiseproof.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.check.Subject;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;

/**
 * A subject whose every step is right, and who remembers, copies or is told wrongly.
 *
 * @param name a short slug: {@code adam-copy-is-the-run}
 * @param type of the one optimizer that it implements
 * @param backend makes the steps
 * @param habits what it does besides stepping
 */
record WrongMemory(String name, String type, Backend backend, Habits habits) implements Subject {

  /** What is done with a run; all of it is right unless it is done otherwise. */
  interface Habits {
    default void step(Remembered run, double[] gradient, double weight, Set<Integer> missing) {
      run.step(Arrays.stream(gradient).map(g -> weight * g).toArray(), missing);
    }

    default void set(Remembered run, OptimizerSpec spec) {
      run.spec = spec;
    }

    default Remembered copy(Remembered run) {
      return new Remembered(run.backend, run.spec, run.tensors);
    }

    default OptimizerState resumed(OptimizerState state) {
      return state;
    }
  }

  /** A run's memory: a state for each tensor. */
  static final class Remembered {
    final Backend backend;
    OptimizerSpec spec;
    final List<OptimizerState> tensors;

    Remembered(Backend backend, OptimizerSpec spec, List<OptimizerState> tensors) {
      this.backend = backend;
      this.spec = spec;
      this.tensors = new ArrayList<>(tensors);
    }

    OptimizerState start(double[] parameters) {
      return backend.optimizer(spec).orElseThrow().start(parameters);
    }

    OptimizerState next(OptimizerState state, double[] gradient) {
      return backend.optimizer(spec).orElseThrow().step(state, gradient);
    }

    /** The part of a gradient that is of a tensor. */
    double[] of(int tensor, double[] gradient) {
      int begin = tensors.subList(0, tensor).stream().mapToInt(OptimizerState::dimension).sum();
      return Arrays.copyOfRange(gradient, begin, begin + tensors.get(tensor).dimension());
    }

    void step(double[] gradient, Set<Integer> missing) {
      if (tensors.size() == 1 && missing.isEmpty()) {
        tensors.set(0, next(tensors.getFirst(), gradient));
        return;
      }
      for (int i = 0; i < tensors.size(); i++) {
        if (!missing.contains(i)) {
          tensors.set(i, next(tensors.get(i), of(i, gradient)));
        }
      }
    }

    double[] parameters() {
      return tensors.stream()
          .flatMapToDouble(tensor -> Arrays.stream(tensor.parameters()))
          .toArray();
    }
  }

  @Override
  public String option() {
    return "--backend " + name;
  }

  @Override
  public Description describe() {
    return backend.describe();
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return Optional.empty();
  }

  @Override
  public Optional<OptimizerUnderTest> optimizer(OptimizerSpec spec) {
    return SpecJson.type(spec).equals(type)
        ? backend.optimizer(spec).map(right -> new Wrong(spec))
        : Optional.empty();
  }

  private final class Wrong implements OptimizerUnderTest {
    private final Remembered empty;

    Wrong(OptimizerSpec spec) {
      this.empty = new Remembered(backend, spec, List.of());
    }

    @Override
    public Session start(double[] parameters) {
      return resumed(empty.start(parameters));
    }

    @Override
    public Session start(double[] parameters, int... lengths) {
      List<OptimizerState> tensors = new ArrayList<>();
      int begin = 0;
      for (int length : lengths) {
        tensors.add(empty.start(Arrays.copyOfRange(parameters, begin, begin + length)));
        begin += length;
      }
      return new Run(new Remembered(backend, empty.spec, tensors));
    }

    @Override
    public Optional<Session> resume(OptimizerState state) {
      return Optional.of(resumed(habits.resumed(state)));
    }

    private Session resumed(OptimizerState state) {
      return new Run(new Remembered(backend, empty.spec, List.of(state)));
    }
  }

  private final class Run implements Session {
    private final Remembered run;

    Run(Remembered run) {
      this.run = run;
    }

    @Override
    public double[] step(double[] gradient) {
      habits.step(run, gradient, 1, Set.of());
      return run.parameters();
    }

    @Override
    public double[] step(double[] gradient, double weight) {
      habits.step(run, gradient, weight, Set.of());
      return run.parameters();
    }

    @Override
    public double[] stepWithout(double[] gradient, Set<Integer> missing) {
      habits.step(run, gradient, 1, missing);
      return run.parameters();
    }

    @Override
    public void set(OptimizerSpec spec) {
      habits.set(run, spec);
    }

    @Override
    public Session copy() {
      return new Run(habits.copy(run));
    }

    @Override
    public Optional<OptimizerState> state() {
      return run.tensors.size() == 1 ? Optional.of(run.tensors.getFirst()) : Optional.empty();
    }
  }
}
