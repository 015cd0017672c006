package org.noiseproof.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.conformance.WrongMemory.Habits;
import org.noiseproof.conformance.WrongMemory.Remembered;
import org.noiseproof.conformance.ZooTable.Exhibit;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.zoo.PlainOptimizers;

/** Wrong ways to remember Adam, which has buffers and counts its steps. */
final class WrongMemories {
  private WrongMemories() {}

  private static final String TYPE = "adam";
  private static final Backend RIGHT = new PlainOptimizers();

  static List<Exhibit> all() {
    return List.of(
        exhibit(
            "copy-is-the-run",
            "a copy shares everything with what it is a copy of",
            new Habits() {
              @Override
              public Remembered copy(Remembered run) {
                return run;
              }
            }),
        exhibit(
            "copy-starts-afresh",
            "a copy has the parameters, and none of the buffers",
            new Habits() {
              @Override
              public Remembered copy(Remembered run) {
                return new Remembered(
                    run.backend,
                    run.spec,
                    run.tensors.stream().map(state -> run.start(state.parameters())).toList());
              }
            }),
        exhibit(
            "resume-counts-anew",
            "a resumed run takes its next step for the first",
            new Habits() {
              @Override
              public OptimizerState resumed(OptimizerState state) {
                return counting(0, state);
              }
            }),
        exhibit(
            "set-resets-the-memory",
            "other hyperparameters are a new optimizer that remembers nothing",
            new Habits() {
              @Override
              public void set(Remembered run, OptimizerSpec spec) {
                run.spec = spec;
                run.tensors.replaceAll(state -> run.start(state.parameters()));
              }
            }),
        exhibit(
            "set-counts-anew",
            "other hyperparameters set the number of steps back to 0",
            new Habits() {
              @Override
              public void set(Remembered run, OptimizerSpec spec) {
                run.spec = spec;
                run.tensors.replaceAll(state -> counting(0, state));
              }
            }),
        exhibit(
            "set-ignored",
            "hyperparameters are read once, when it is made",
            new Habits() {
              @Override
              public void set(Remembered run, OptimizerSpec spec) {}
            }),
        exhibit(
            "weight-ignored",
            "every gradient counts the same",
            new Habits() {
              @Override
              public void step(Remembered run, double[] g, double weight, Set<Integer> missing) {
                run.step(g, missing);
              }
            }),
        exhibit(
            "weight-of-the-step",
            "the weight multiplies the step, as a learning rate does",
            new Habits() {
              @Override
              public void step(Remembered run, double[] g, double weight, Set<Integer> missing) {
                List<OptimizerState> before = List.copyOf(run.tensors);
                run.step(g, missing);
                for (int i = 0; i < before.size(); i++) {
                  run.tensors.set(i, weighed(weight, before.get(i), run.tensors.get(i)));
                }
              }
            }),
        exhibit(
            "missing-gradient-is-zero",
            "a tensor without a gradient takes a step with the gradient 0",
            new Habits() {
              @Override
              public void step(Remembered run, double[] g, double weight, Set<Integer> missing) {
                for (int i = 0; i < run.tensors.size(); i++) {
                  double[] own = run.of(i, g);
                  double factor = missing.contains(i) ? 0 : weight;
                  run.tensors.set(
                      i,
                      run.next(
                          run.tensors.get(i), Arrays.stream(own).map(x -> factor * x).toArray()));
                }
              }
            }),
        exhibit(
            "missing-gradient-shifts-the-rest",
            "buffers are kept in the order of the gradients that come: after a gap they are another"
                + " tensor's",
            new Habits() {
              @Override
              public void step(Remembered run, double[] g, double weight, Set<Integer> missing) {
                if (missing.isEmpty()) {
                  Habits.super.step(run, g, weight, missing);
                } else {
                  shifted(run, g, missing);
                }
              }
            }),
        exhibit(
            "steps-of-all-tensors",
            "one counter of steps for all tensors, which every tensor moves on",
            new Habits() {
              @Override
              public void step(Remembered run, double[] g, double weight, Set<Integer> missing) {
                long most = run.tensors.stream().mapToLong(OptimizerState::steps).max().orElse(0);
                for (int i = 0; i < run.tensors.size(); i++) {
                  run.tensors.set(i, counting(most + i, run.tensors.get(i)));
                }
                Habits.super.step(run, g, weight, missing);
              }
            }));
  }

  private static Exhibit exhibit(String name, String wrong, Habits habits) {
    String full = TYPE + "-" + name;
    return new Exhibit(full, wrong, TYPE, new WrongMemory(full, TYPE, RIGHT, habits));
  }

  private static OptimizerState counting(long steps, OptimizerState state) {
    return state.with(steps, state.parameters(), buffers(state));
  }

  private static Map<String, double[]> buffers(OptimizerState state) {
    Map<String, double[]> buffers = new TreeMap<>();
    state.buffers().forEach(name -> buffers.put(name, state.buffer(name)));
    return buffers;
  }

  private static OptimizerState weighed(
      double weight, OptimizerState before, OptimizerState after) {
    double[] parameters = before.parameters();
    double[] reached = after.parameters();
    Arrays.setAll(parameters, j -> parameters[j] + weight * (reached[j] - parameters[j]));
    return after.with(after.steps(), parameters, buffers(after));
  }

  /** Tensor i + 1 goes by the memory of tensor i, as far as that is long enough. */
  private static void shifted(Remembered run, double[] gradient, Set<Integer> missing) {
    List<OptimizerState> before = List.copyOf(run.tensors);
    int slot = 0;
    for (int i = 0; i < before.size(); i++) {
      if (missing.contains(i)) {
        continue;
      }
      OptimizerState own = before.get(i);
      OptimizerState other = before.get(slot++);
      Map<String, double[]> buffers = buffers(own);
      int length = Math.min(other.dimension(), own.dimension());
      buffers.forEach((name, values) -> System.arraycopy(other.buffer(name), 0, values, 0, length));
      OptimizerState confused = own.with(own.steps(), own.parameters(), buffers);
      run.tensors.set(i, run.next(confused, run.of(i, gradient)));
    }
  }
}
