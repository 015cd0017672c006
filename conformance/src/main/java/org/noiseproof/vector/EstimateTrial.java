package org.noiseproof.vector;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Agreement;
import org.noiseproof.dialect.Arithmetic;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.EstimatorDialect;
import org.noiseproof.dialect.RunningError;
import org.noiseproof.dialect.Scalar;
import org.noiseproof.spec.EstimatorSpec;

/** A subject's estimate, held to the dialect that it speaks. */
final class EstimateTrial {
  private EstimateTrial() {}

  /** What the spec means is known with its gauge; what a dialect makes of it, by running errors. */
  static Outcome judge(Vector vector, Subject subject) {
    Dialect dialect = subject.dialect(vector.spoken());
    return dialect.isCanonical()
        ? Agreement.ofEstimate(subject, vector.input())
        : Trial.judge(
            "",
            estimate(
                vector,
                (EstimatorDialect) dialect,
                RunningError.in(subject.describe().precision())),
            Probe.estimate(subject, vector.input()));
  }

  /** A dialect's estimate in any arithmetic. */
  static <S extends Scalar<S>> List<S> estimate(
      Vector vector, EstimatorDialect dialect, Arithmetic<S> in) {
    List<List<S>> rows =
        Stream.of(vector.input().rows())
            .map(row -> DoubleStream.of(row).mapToObj(in::of).toList())
            .toList();
    return dialect.estimate((EstimatorSpec) vector.input().spec(), in, rows);
  }
}
