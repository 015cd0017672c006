package org.noiseproof.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.BackendFailure;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Outcome;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.criteria.TestRatio;
import org.noiseproof.fast.bench.TimedInputs;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.reference.ExactOptimizer;
import org.noiseproof.reference.ExactOptimizer.ExactState;
import org.noiseproof.reference.ExactVector;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Catoni;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.spec.EstimatorSpec.Sign;
import org.noiseproof.spec.EstimatorSpec.TrimmedMean;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/**
 * An answer at the size and on the numbers that are timed, held against the exact one at the
 * declared depth: the checks draw small cases, and a kernel may be wrong on large ones alone. What
 * treats columns, or parameters, each by itself is judged on some of them, the first and the last
 * among these.
 *
 * @param workload what was asked
 * @param outcome of the comparison; empty where the exact answer would take too long
 */
public record TimedAnswer(Workload workload, Optional<Outcome> outcome) {
  /** Entries of which the exact answer takes seconds. */
  private static final int SAMPLED = 1 << 17;

  /** Entries of a batch whose rows are rescaled that take some twenty seconds. */
  private static final int MOST = 1 << 23;

  /** Entries where the exact answer is found by iteration or has singular values in it. */
  private static final int MOST_HARD = 1 << 10;

  /** Whether the answer is judged and wrong. */
  public boolean isWrong() {
    return outcome.isPresent() && !outcome.get().holds();
  }

  /**
   * The last of those that take turns, after the others: an answer that was kept is wrong.
   *
   * @throws BackendFailure as the backend does
   */
  static TimedAnswer of(Backend backend, Workload workload) {
    try {
      return new TimedAnswer(
          workload,
          switch (workload.spec()) {
            case EstimatorSpec spec -> estimate(backend, spec, workload);
            case OptimizerSpec spec -> step(backend, spec, workload);
            default -> throw new IllegalStateException(workload + " is not timed");
          });
    } catch (BackendFailure e) {
      throw new BackendFailure(
          "%s failed on %s: %s".formatted(backend.name(), workload, e.getMessage()));
    } catch (RuntimeException e) {
      return new TimedAnswer(workload, Optional.of(Outcome.broken("it threw " + e)));
    }
  }

  private static Optional<Outcome> estimate(Backend backend, EstimatorSpec spec, Workload at) {
    boolean hard = spec instanceof GeometricMedian || spec instanceof Catoni;
    int entries = at.rows() * at.columns();
    if (entries > (hard ? MOST_HARD : MOST)) {
      return Optional.empty();
    }
    GradientEstimator estimator = backend.estimator(spec).orElseThrow();
    Precision precision = backend.describe().precision();
    Batch batch = Batch.of(1, 1, new double[1]);
    double[] answer = new double[0];
    for (double[] drawn : TimedInputs.entries(entries, precision)) {
      batch = Batch.of(at.rows(), at.columns(), drawn);
      answer = estimator.estimate(batch);
    }
    if (answer.length != at.columns()) {
      return Optional.of(Outcome.broken("it has %d coordinates".formatted(answer.length)));
    }
    int[] kept = some(at.columns(), isByColumn(spec) ? SAMPLED / at.rows() : at.columns());
    TestRatio ratio = new TestRatio(precision, estimator.depth(at.rows(), at.columns()));
    return Optional.of(
        Agreement.withExact(
            ratio, ExactEstimator.estimate(spec, columns(batch, kept)), select(answer, kept)));
  }

  private static boolean isByColumn(EstimatorSpec spec) {
    return switch (spec) {
      case Mean _, Sign _, CoordinateClip _, TrimmedMean _, MedianOfMeans _ -> true;
      default -> false;
    };
  }

  private static Optional<Outcome> step(Backend backend, OptimizerSpec spec, Workload at) {
    boolean apart =
        spec instanceof CoordinatewiseOptimizerSpec || spec instanceof Adam || spec instanceof Sgd;
    int entries = at.rows() * at.columns();
    if (!apart && entries > (spec instanceof MatrixOptimizerSpec ? MOST_HARD : MOST)) {
      return Optional.empty();
    }
    Optimizer optimizer = backend.optimizer(spec).orElseThrow();
    Precision precision = backend.describe().precision();
    List<double[]> gradients = TimedInputs.entries(entries, precision);
    OptimizerState before =
        TimedInputs.state(optimizer, at.rows(), at.columns(), gradients.getFirst());
    OptimizerState after = before;
    for (double[] gradient : gradients) {
      after = optimizer.step(before, gradient);
    }
    int[] kept = some(entries, apart ? SAMPLED : entries);
    ExactState exact =
        ExactOptimizer.step(
            spec, apart ? some(before, kept) : before, select(gradients.getLast(), kept));
    TestRatio ratio = new TestRatio(precision, optimizer.depth(entries));
    Outcome worst =
        Agreement.withExact(ratio, exact.parameters(), select(after.parameters(), kept));
    for (Map.Entry<String, ExactVector> buffer : exact.buffers().entrySet()) {
      worst =
          worst.worst(
              Agreement.withExact(
                  ratio, buffer.getValue(), select(after.buffer(buffer.getKey()), kept)));
    }
    return Optional.of(worst);
  }

  private static OptimizerState some(OptimizerState state, int... kept) {
    Map<String, double[]> buffers = new TreeMap<>();
    state.buffers().forEach(name -> buffers.put(name, select(state.buffer(name), kept)));
    return OptimizerState.of(state.steps(), select(state.parameters(), kept), buffers);
  }

  /** At most so many, but two, of the numbers below a bound, evenly spread to both ends. */
  private static int[] some(int bound, int most) {
    int count = Math.min(bound, Math.max(2, most));
    return IntStream.range(0, count)
        .map(i -> (int) ((long) i * (bound - 1) / Math.max(1, count - 1)))
        .toArray();
  }

  private static Batch columns(Batch batch, int... kept) {
    if (kept.length == batch.dimension()) {
      return batch;
    }
    double[] values = new double[batch.samples() * kept.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = batch.at(i / kept.length, kept[i % kept.length]);
    }
    return Batch.of(batch.samples(), kept.length, values);
  }

  private static double[] select(double[] values, int... kept) {
    return IntStream.of(kept).mapToDouble(j -> values[j]).toArray();
  }
}
