package org.noiseproof.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;

/**
 * An implementation under test, seen as a black box: estimators map a batch to a gradient, an
 * optimizer is a session that is fed gradients and shows its parameters. A backend, a library of
 * another project behind an adapter, and a program at the other end of a pipe all look alike from
 * here.
 */
public interface Subject extends AutoCloseable {

  /** The name in reports: {@code cpu}, {@code tribuo}. */
  String name();

  /** What selects it on the command line: {@code --backend cpu}, {@code --library tribuo}. */
  String option();

  /** What it computes in and on. */
  Description describe();

  /** What it has used so far, for a report: how many of what, in order. */
  default Map<String, Long> usage() {
    return Map.of();
  }

  /** The spec types that it has anything of; all, where it cannot tell before it is asked. */
  default List<String> types() {
    return Stream.of(SpecJson.optimizers(), SpecJson.estimators(), SpecJson.norms())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * What to type to see a check again.
   *
   * @param cases drawn, where that is not the usual number; else 0
   */
  default String replay(String check, long seed, int cases) {
    return "./noiseproof conform %s --check %s --seed %d%s"
        .formatted(option(), check, seed, cases == 0 ? "" : " --cases " + cases);
  }

  /** The estimator, or empty where the subject does not implement it. */
  Optional<GradientEstimator> estimator(EstimatorSpec spec);

  /** The optimizer, or empty where the subject does not implement it. */
  Optional<OptimizerUnderTest> optimizer(OptimizerSpec spec);

  /** The norm, or empty where the subject does not implement it. */
  default Optional<Norm> norm(NormSpec spec) {
    return Optional.empty();
  }

  /**
   * Why a check does not apply to this subject, although it implements the spec: a promise that its
   * authors never made. Empty for what a right implementation of the spec must do.
   */
  default Optional<String> exemption(String checkId) {
    return Optional.empty();
  }

  /**
   * The dialect that it speaks under the name of a spec's type, by its own account; what it is held
   * to. The spec's own, unless it says otherwise.
   *
   * @param type one that has dialects
   */
  default Dialect dialect(String type) {
    return Dialects.named(type);
  }

  /** What was started for a case is over: a program at the other end of a pipe may forget it. */
  default void endOfCase() {}

  /** Ends a program at the other end of a pipe; there is nothing to end of what runs in process. */
  @Override
  default void close() {}

  /** An optimizer that can be started, and resumed where its memory is open. */
  interface OptimizerUnderTest {
    /** A new run from these parameters, a vector, every buffer 0. */
    Session start(double[] parameters);

    /**
     * A new run from parameters that are a matrix; a matrix of one column is a vector.
     *
     * @throws NotImplemented where the subject's parameters are vectors and this is none
     */
    default Session start(Matrix parameters) {
      if (parameters.columns() > 1) {
        throw new NotImplemented("has no parameters that are matrices");
      }
      return start(parameters.entries());
    }

    /**
     * A new run from parameters that are several tensors of a model, one after the other.
     *
     * @param lengths of the tensors, in order; their sum is the number of parameters
     * @throws NotImplemented where the subject knows no tensors
     */
    default Session start(double[] parameters, int... lengths) {
      throw new NotImplemented("does not tell the tensors of a model apart");
    }

    /** A run that goes on from a state; empty where the subject's memory cannot be set. */
    default Optional<Session> resume(OptimizerState state) {
      return Optional.empty();
    }

    /** The declared dependency depth of one step for d parameters. */
    default int depth(int dimension) {
      return 32 + 2 * dimension;
    }
  }

  /** One run of an optimizer. */
  interface Session {
    /**
     * One step.
     *
     * @return the parameters after it
     * @throws IllegalArgumentException where the gradient is refused; the run goes on as if it had
     *     not been offered
     */
    double[] step(double[] gradient);

    /**
     * One step a gradient, in turn. A program at the other end of a pipe is told of all of them at
     * once.
     *
     * @return the parameters after each
     * @throws IllegalArgumentException where one of them is refused; the run is then over
     */
    default double[][] run(double[][] gradients) {
      double[][] positions = new double[gradients.length][];
      for (int t = 0; t < gradients.length; t++) {
        positions[t] = step(gradients[t]).clone();
      }
      return positions;
    }

    /**
     * One step with a gradient that counts this much: as if it had been handed over times the
     * weight.
     *
     * @throws NotImplemented where the subject's gradients have no weights
     */
    default double[] step(double[] gradient, double weight) {
      throw new NotImplemented("does not weigh gradients");
    }

    /**
     * One step in which some tensors have no gradient.
     *
     * @param missing which, from 0; their coordinates of the gradient are not looked at
     * @throws NotImplemented where the subject needs a gradient for each
     */
    default double[] stepWithout(double[] gradient, Set<Integer> missing) {
      throw new NotImplemented("needs a gradient for every tensor");
    }

    /**
     * Changes the hyperparameters from here on, as a program would that lowers its learning rate.
     *
     * @param spec of the same type
     * @throws NotImplemented where they are set once and for all
     */
    default void set(OptimizerSpec spec) {
      throw new NotImplemented("does not let its hyperparameters be changed on the way");
    }

    /**
     * Another run that goes on from here, independent of this one.
     *
     * @throws NotImplemented where a run cannot be copied
     */
    default Session copy() {
      throw new NotImplemented("does not let a run be copied");
    }

    /** All that the run remembers; empty where the subject keeps that to itself. */
    default Optional<OptimizerState> state() {
      return Optional.empty();
    }
  }

  /** A backend as a subject. */
  static Subject of(Backend backend) {
    return new BackendSubject(backend);
  }
}
