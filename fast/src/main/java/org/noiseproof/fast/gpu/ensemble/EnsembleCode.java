package org.noiseproof.fast.gpu.ensemble;

import java.util.List;
import java.util.Optional;
import org.noiseproof.ensemble.EnsembleSpec;

/** An ensemble as a kernel takes it. */
public final class EnsembleCode {
  /** How many numbers a stream gives. */
  private static final long LONGEST_STREAM = 1L << 33;

  private final EnsembleSpec spec;
  private final OracleCode oracle;
  private final Code code;

  private EnsembleCode(EnsembleSpec spec, OracleCode oracle, Code code) {
    this.spec = spec;
    this.oracle = oracle;
    this.code = code;
  }

  /** The code, or empty where a part of the ensemble has none. */
  public static Optional<EnsembleCode> of(EnsembleSpec spec) {
    Optional<OracleCode> oracle = OracleCode.of(spec.oracle(), spec.samples());
    Optional<Code> estimator = EstimatorCode.of(spec.estimator(), spec.samples());
    Optional<Code> optimizer = OptimizerCode.of(spec.optimizer(), spec.steps());
    Optional<Code> observables = ObservableCode.of(spec.observables());
    if (oracle.isEmpty()
        || estimator.isEmpty()
        || optimizer.isEmpty()
        || observables.isEmpty()
        || spec.steps() > LONGEST_STREAM / spec.samples() / oracle.get().draws()) {
      return Optional.empty();
    }
    List<Code> parts =
        List.of(
            run(spec), oracle.get().code(), estimator.get(), optimizer.get(), observables.get());
    return Optional.of(new EnsembleCode(spec, oracle.get(), Code.of(parts)));
  }

  private static Code run(EnsembleSpec spec) {
    double[] ends = {spec.domain().lower(), spec.domain().upper()};
    return new Code(new int[] {spec.oracle().dimension()}, Code.join(ends, spec.startingPoint()));
  }

  /** The kernel that runs it. */
  public String kernel() {
    return oracle.kernel();
  }

  /** What the parts are. */
  public int[] kinds() {
    return code.kinds();
  }

  /** Their parameters. */
  public double[] numbers() {
    return code.numbers();
  }

  /** Numbers kept of a replica between launches: the point, the buffer, and whether it broke. */
  public int stateSize() {
    return 2 * spec.oracle().dimension() + 1;
  }

  /** Integers that the oracle needs of each replica. */
  public int room() {
    return oracle.room();
  }

  /** Random numbers that a replica takes in a step. */
  public long drawsOfStep() {
    return oracle.draws() * spec.samples();
  }

  /** Whether all steps have one learning rate and one threshold. */
  public boolean isConstant() {
    return OptimizerCode.isConstant(spec.optimizer());
  }

  /** The learning rates of steps from &lt; k ≤ to; the first alone where all are the same. */
  public double[] rates(long from, long to) {
    return OptimizerCode.rates(spec.optimizer(), from, isConstant() ? from + 1 : to);
  }

  /** The thresholds of steps from &lt; k ≤ to, likewise; 0 where there are none. */
  public double[] thresholds(long from, long to) {
    return OptimizerCode.thresholds(spec.optimizer(), from, isConstant() ? from + 1 : to);
  }
}
