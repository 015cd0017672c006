package org.noiseproof.criteria;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Draw;
import org.noiseproof.check.MatrixDraws;
import org.noiseproof.check.OptimizerDraws;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.check.Subject.OptimizerUnderTest;
import org.noiseproof.check.Subject.Session;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.reference.ExactOptimizer;
import org.noiseproof.reference.ExactOptimizer.ExactState;
import org.noiseproof.reference.ExactVector;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;

/**
 * Criterion F: a run is compared step by step, each step from the reference's state, so that errors
 * are judged where they are made and do not pass for those of a later step.
 */
final class TeacherForced {
  private TeacherForced() {}

  private static final String MOMENTUM = "momentum";

  static List<Check> all() {
    return draws().entrySet().stream().map(at -> check(at.getKey(), at.getValue())).toList();
  }

  /** What draws a run of each type. */
  static Map<String, Function<Draw, Case>> draws() {
    Map<String, Function<Draw, Case>> draws = new LinkedHashMap<>();
    draws.put("sgd", OptimizerDraws::sgd);
    draws.put("clipped_sgd", OptimizerDraws::clippedSgd);
    draws.put("normalized_sgd", OptimizerDraws::normalizedSgd);
    draws.put("sign_sgd", OptimizerDraws::signSgd);
    draws.put("adam", OptimizerDraws::adam);
    draws.put("nsd", MatrixDraws::nsd);
    draws.put("nucgd", MatrixDraws::nucgd);
    draws.put("muon", MatrixDraws::muon);
    draws.put("polar_grad", MatrixDraws::polarGrad);
    draws.putAll(Coordinatewise.draws());
    draws.put("scheduled", OptimizerDraws::scheduled);
    return draws;
  }

  private static Check check(String type, Function<Draw, Case> draws) {
    return new Check(
        "criterion/F/" + type,
        "from each state of the reference's run one step leads to the exact parameters and buffers,"
            + " up to γ_d · gauge",
        type,
        true,
        Cases.drawn(draws),
        TeacherForced::stepByStep);
  }

  static Outcome stepByStep(Subject subject, Case input) {
    OptimizerSpec spec = (OptimizerSpec) input.spec();
    OptimizerUnderTest optimizer = Probe.optimizer(subject, input);
    Precision precision = subject.describe().precision();
    TestRatio ratio = new TestRatio(precision, optimizer.depth(input.dimension()));
    TestRatio recovered = Agreement.afterSteps(subject, input, 1);
    OptimizerState state = start(subject, input);
    Outcome worst = Outcome.EXACT;
    for (double[] gradient : input.rows()) {
      Session session =
          optimizer
              .resume(state)
              .orElseThrow(() -> new NotImplemented("does not let its memory be set"));
      double[] parameters = session.step(gradient.clone());
      ExactState exact = exact(subject, spec, state, gradient);
      worst =
          worst
              .worst(Agreement.withExact(ratio, exact.parameters(), parameters))
              .worst(buffers(ratio, exact, session))
              .worst(alignment(recovered, spec, state, gradient, parameters));
      state = inPrecision(exact.rounded(), precision);
    }
    return worst;
  }

  /** The state of the reference before the first step, in the subject's dialect. */
  private static OptimizerState start(Subject subject, Case input) {
    return SpokenRules.at(subject, (OptimizerSpec) input.spec(), 1)
        .map(rule -> ExactOptimizer.start(rule, input.parameters()))
        .orElseGet(() -> Agreement.start(input));
  }

  /** The step of the reference, in the subject's dialect. */
  private static ExactState exact(
      Subject subject, OptimizerSpec spec, OptimizerState state, double[] gradient) {
    return SpokenRules.at(subject, spec, state.steps() + 1)
        .map(rule -> ExactOptimizer.step(rule, state, gradient))
        .orElseGet(() -> ExactOptimizer.step(spec, state, gradient));
  }

  /** Where the direction is not unique the reference's gauge is infinite, and this judges it. */
  private static Outcome alignment(
      TestRatio ratio,
      OptimizerSpec spec,
      OptimizerState state,
      double[] gradient,
      double[] parameters) {
    if (spec instanceof Scheduled scheduled) {
      return alignment(ratio, scheduled.at(state.steps() + 1), state, gradient, parameters);
    }
    if (!(spec instanceof MatrixOptimizerSpec matrix)) {
      return Outcome.EXACT;
    }
    Matrix old = state.matrix();
    Matrix m = Matrix.of(old.rows(), old.columns(), state.buffer(MOMENTUM));
    Buffer buffer =
        new Buffer(matrix, m, Buffer.absolute(m))
            .after(Matrix.of(old.rows(), old.columns(), gradient));
    return Alignment.ofStep(ratio, buffer, old, Matrix.of(old.rows(), old.columns(), parameters));
  }

  private static Outcome buffers(TestRatio ratio, ExactState exact, Session session) {
    OptimizerState reached =
        session.state().orElseThrow(() -> new NotImplemented("does not open its memory"));
    Outcome worst = Outcome.EXACT;
    for (Map.Entry<String, ExactVector> buffer : exact.buffers().entrySet()) {
      Outcome here =
          reached.buffers().contains(buffer.getKey())
              ? Agreement.withExact(ratio, buffer.getValue(), reached.buffer(buffer.getKey()))
              : Outcome.broken("it is missing");
      worst =
          worst.worst(
              here.holds()
                  ? here
                  : new Outcome(
                      here.ratio(), "buffer " + buffer.getKey() + ": " + here.observed()));
    }
    return worst;
  }

  private static OptimizerState inPrecision(OptimizerState state, Precision precision) {
    Map<String, double[]> buffers = new TreeMap<>();
    state.buffers().forEach(name -> buffers.put(name, rounded(state.buffer(name), precision)));
    return state.with(state.steps(), rounded(state.parameters(), precision), buffers);
  }

  private static double[] rounded(double[] values, Precision precision) {
    return DoubleStream.of(values).map(precision::round).toArray();
  }
}
