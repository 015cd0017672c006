package org.noiseproof.claim.bias;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.Precision;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.clipping.Vectors;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.margin.Instances;
import org.noiseproof.margin.Loss;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.Spec;

/** The checks of BIAS-16, as functions of what may be wrong. */
final class Bias16Scales {
  private Bias16Scales() {}

  private static final double[] FACTORS = {1e-300, 1e-100, 1e-18, 1e18, 1e100, 1e300};

  /** Each with momentum ½, so that buffers are met at every scale, too. */
  static final List<MatrixOptimizerSpec> OPTIMIZERS = optimizers();

  private static List<MatrixOptimizerSpec> optimizers() {
    List<MatrixOptimizerSpec> all = new ArrayList<>();
    Geometry.EVERY_NORM.forEach(norm -> all.add(new Nsd(1, norm, 0.5, 0)));
    all.add(new Nucgd(1, 0.5, 0, 0));
    all.add(new Nucgd(1, 0.5, 1, 0));
    all.add(new Nucgd(1, 0.5, 3, 0));
    all.add(new Muon(1, 0.5, 0, 0));
    all.add(new Muon(1, 0.5, 5, 0));
    all.add(new PolarGrad(1, 0.5, 0));
    return List.copyOf(all);
  }

  private static List<Spec> needed(List<? extends Spec> specs) {
    List<Spec> needed = new ArrayList<>(specs);
    needed.addAll(Geometry.EVERY_NORM);
    return needed;
  }

  /** What the experiment finds of a backend that can hold every cZ. */
  private static Finding ofEveryScale(
      Trial trial, List<? extends Spec> needed, Function<Directions, Finding> experiment) {
    return Directions.with(
        trial,
        needed,
        directions ->
            directions.backend().describe().precision() == Precision.FLOAT64
                ? experiment.apply(directions)
                : Finding.notApplicable(trial.backend().name() + " cannot hold 10³⁰⁰"));
  }

  /** Directions at every scale, judged by norm and alignment, and dual norms. */
  static Check norms(String name, List<NormSpec> norms, UnaryOperator<Norm> as) {
    return Check.bound(
        name,
        "‖D(cZ)‖, ⟨Z, D(cZ)⟩ and ‖cZ‖_*/c on matrices with simple, repeated and vanishing singular "
            + "values, and on 0; norms: "
            + norms.size(),
        trial ->
            ofEveryScale(
                trial,
                Geometry.EVERY_NORM,
                directions -> {
                  Tightest found = new Tightest();
                  for (NormSpec spec : norms) {
                    Norm norm = as.apply(directions.norm(spec));
                    double granted = directions.roundoff(4, 5);
                    for (Matrix z : matrices(trial.streams())) {
                      for (double c : FACTORS) {
                        offer(directions, spec, norm, z, c, granted, found);
                      }
                    }
                    Norm.Direction zero = norm.direction(Matrix.zero(4, 5));
                    found.offer(Comparison.equal("D(0)", zero.matrix().largest(), 0, 0), spec);
                    found.offer(Comparison.equal("‖0‖_*", zero.dualNorm(), 0, 0), spec);
                  }
                  return Finding.of(found.comparisons());
                }));
  }

  private static void offer(
      Directions directions,
      NormSpec spec,
      Norm norm,
      Matrix z,
      double c,
      double granted,
      Tightest found) {
    Norm.Direction direction = norm.direction(z.times(c));
    double dual = directions.dual(spec, z);
    String at = "%s, c = %s".formatted(spec, c);
    // A NaN fails each of these, and ‖NaN‖ would be refused.
    if (direction.matrix().isFinite()) {
      double size = directions.size(spec, direction.matrix());
      found.offer(Comparison.atMost("‖D(cZ)‖", size, 1, granted), at);
    }
    double steepness = z.inner(direction.matrix()) / dual;
    found.offer(Comparison.atLeast("⟨Z, D(cZ)⟩/‖Z‖_*", steepness, 1, granted), at);
    found.offer(
        Comparison.equal("‖cZ‖_*/(c‖Z‖_*)", direction.dualNorm() / c / dual, 1, 2 * granted), at);
  }

  private static List<Matrix> matrices(Streams streams) {
    double[][] spectra = {{1, 0.6, 0.3, 0.1}, {1, 1, 0.5, 0.5}, {1, 0.5, 0, 0}, {1, 0, 0, 0}};
    List<Matrix> matrices = new ArrayList<>();
    for (double[] spectrum : spectra) {
      matrices.add(Prescribed.random(4, 5, streams.replicate(matrices.size()), spectrum).matrix());
    }
    return matrices;
  }

  /** Two steps on gradients c G₁, c G₂ of simple singular values, where directions are unique. */
  static Check optimizers(String name, List<? extends MatrixOptimizerSpec> specs) {
    return Check.bound(
        name,
        "two steps on cG₁, cG₂ against two on G₁, G₂, entry by entry, with momentum ½",
        trial ->
            ofEveryScale(
                trial,
                needed(specs),
                directions -> {
                  Tightest found = new Tightest();
                  Matrix first = simple(trial.streams(), 1);
                  Matrix second = first.plus(simple(trial.streams(), 2).times(0.1));
                  for (MatrixOptimizerSpec spec : specs) {
                    Optimizer optimizer = directions.optimizer(spec);
                    double granted = GAPS * directions.roundoff(spec, 4, 5);
                    double[] expected = twoSteps(optimizer, first, second, 1);
                    double scale = Matrix.of(4, 5, expected).largest();
                    for (double c : FACTORS) {
                      double[] found2 = twoSteps(optimizer, first, second, c);
                      double unit = spec instanceof PolarGrad ? 1 / c : 1;
                      found.offer(
                          Comparison.atMost(
                              "largest difference",
                              distance(Vectors.times(unit, found2), expected),
                              0,
                              granted * scale),
                          "%s, c = %s".formatted(spec, c));
                    }
                  }
                  return Finding.of(found.comparisons());
                }));
  }

  /**
   * By how much a relative error of G may grow in a direction: singular values are 0.2 apart or
   * more, and Newton–Schulz magnifies by less than 4⁵.
   */
  private static final double GAPS = 1024;

  private static Matrix simple(Streams streams, long replicate) {
    return Prescribed.random(4, 5, streams.replicate(replicate, 1), 1, 0.75, 0.5, 0.25).matrix();
  }

  private static double[] twoSteps(Optimizer optimizer, Matrix first, Matrix second, double c) {
    OptimizerState state = optimizer.start(Matrix.zero(first.rows(), first.columns()));
    state = optimizer.step(state, first.times(c).entries());
    return optimizer.step(state, second.times(c).entries()).parameters();
  }

  /** NaN where an entry of either is. */
  private static double distance(double[] a, double[] b) {
    double largest = 0;
    for (int j = 0; j < a.length; j++) {
      largest = Math.max(largest, Math.abs(a[j] - b[j]));
    }
    return largest;
  }

  /** Nothing moves. */
  static Check zeroGradient(String name, List<? extends MatrixOptimizerSpec> specs) {
    return Check.exact(
        name,
        "a step on the gradient 0, from a point other than 0",
        trial ->
            Directions.with(
                trial,
                specs,
                directions -> {
                  Tightest found = new Tightest();
                  Matrix point = simple(trial.streams(), 3);
                  for (MatrixOptimizerSpec spec : specs) {
                    Optimizer optimizer = directions.optimizer(spec);
                    OptimizerState start = optimizer.start(point);
                    double[] after = optimizer.step(start, new double[20]).parameters();
                    found.offer(
                        Comparison.equal(
                            "how far W moved", distance(after, start.parameters()), 0, 0),
                        spec);
                  }
                  return Finding.of(found.comparisons());
                }));
  }

  /** M has no last row, and p nothing else. */
  static Check orthogonalStart() {
    return Check.bound(
        "orthogonal-start",
        "⟨M, D⟩ and ‖D‖_F where Mᵀp = 0, beside the longest column of M",
        trial ->
            Directions.with(
                trial,
                needed(List.of(TrackedPair.spec(1))),
                directions -> {
                  Matrix above =
                      Prescribed.random(3, 5, trial.streams().replicate(0), 1, 0.6, 0.3).matrix();
                  Matrix m = Matrix.of(4, 5, Arrays.copyOf(above.entries(), 20));
                  TrackedPair pair = new TrackedPair(directions, 1, 5, 0, 0, 0, 1);
                  Matrix direction = pair.step(m).direction();
                  double longest =
                      Arrays.stream(new int[] {0, 1, 2, 3, 4})
                          .mapToDouble(j -> Vectors.norm(m.transpose().row(j)))
                          .max()
                          .orElseThrow();
                  double granted = directions.roundoff(TrackedPair.spec(1), 4, 5);
                  return Finding.of(
                      List.of(
                          Comparison.atLeast("⟨M, D⟩", m.inner(direction), longest, granted),
                          Comparison.equal(
                              "‖D‖_F", Math.sqrt(direction.inner(direction)), 1, granted)));
                }));
  }

  /** To the bit. */
  static Check oppositeStart() {
    return Check.exact(
        "opposite-start",
        "D from p and from −p, ten steps",
        trial ->
            Directions.with(
                trial,
                List.of(TrackedPair.spec(1)),
                directions -> {
                  Tightest found = new Tightest();
                  Matrix m = simple(trial.streams(), 4);
                  double[] p = Vectors.gaussian(4, 1, trial.streams().replicate(5));
                  TrackedPair there = new TrackedPair(directions, 1, 5, p);
                  TrackedPair back = new TrackedPair(directions, 1, 5, Vectors.times(-1, p));
                  for (int t = 1; t <= 10; t++) {
                    double apart =
                        there.step(m).direction().minus(back.step(m).direction()).largest();
                    found.offer(Comparison.equal("largest difference", apart, 0, 0), "step " + t);
                  }
                  return Finding.of(found.comparisons());
                }));
  }

  /** How weights are found. */
  interface Weighing {
    Loss.Weights of(Loss loss, MarginProblem problem, Matrix w);
  }

  /** At a separating W times ever larger factors. */
  static Check weights(String name, List<Loss> losses, Weighing weighing) {
    return Check.bound(
        name,
        "Σp and the log of the loss between its bounds, at margins from 1 to 10⁹",
        trial ->
            Directions.with(
                trial,
                List.of(new Frobenius(), new Nsd(1, new Frobenius(), 0, 0)),
                directions -> {
                  MarginProblem problem = Instances.eightSamples();
                  MarginDescent run =
                      new MarginDescent(
                          trial.backend(),
                          problem,
                          Loss.LOG_SUM_EXP,
                          new Frobenius(),
                          new Nsd(0.1, new Frobenius(), 0, 0));
                  run.steps(20);
                  Matrix separating = run.point().times(1 / problem.margin(run.point()));
                  Tightest found = new Tightest();
                  for (int exponent = 0; exponent <= 9; exponent++) {
                    Matrix w = separating.times(Math.pow(10, exponent));
                    for (Loss loss : losses) {
                      offer(problem, loss, w, weighing.of(loss, problem, w), found);
                    }
                  }
                  return Finding.of(found.comparisons());
                }));
  }

  /**
   * log Σ e^{−m} ∈ [−m, log N − m]; log L ∈ [log log(1 + e^{−m}) − log n, log (N/n) − m], log(1 +
   * x) ≥ x e^{−x/2}.
   */
  private static void offer(
      MarginProblem problem, Loss loss, Matrix w, Loss.Weights weights, Tightest found) {
    double m = problem.margin(w);
    String at = "%s, m = %.3g".formatted(loss, m);
    double samples = StrictMath.log(problem.samples());
    boolean mean = loss == Loss.CROSS_ENTROPY;
    double least = mean ? -m - StrictMath.exp(-m) / 2 - samples : -m;
    double most = StrictMath.log(problem.pairs()) - m - (mean ? samples : 0);
    double granted = Tolerance.gamma(64L + problem.pairs(), Tolerance.UNIT_ROUNDOFF);
    double slack = granted * (1 + Math.abs(m));
    found.offer(Comparison.equal("Σp", Arrays.stream(weights.p()).sum(), 1, granted), at);
    found.offer(Comparison.atLeast("log of the loss", weights.logLoss(), least, slack), at);
    found.offer(Comparison.atMost("log of the loss, at most", weights.logLoss(), most, slack), at);
  }
}
