package org.noiseproof.claim.bias;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.clipping.Vectors;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.Spec;

/** What BIAS-22 says of directions of matrices whose singular pairs are known. */
final class Bias22Pairs {
  private Bias22Pairs() {}

  private static final double[] SIMPLE = {1, 0.75, 0.5, 0.25};

  /** Singular vectors of matrices whose values are a quarter of the largest apart. */
  private static final double GAPS = 64;

  private static final int MATRICES = 20;

  /**
   * As many rows as values: no other singular value is there, which rounding would make positive.
   */
  private static Prescribed matrix(Trial trial, int i) {
    return Prescribed.random(4, 6 - i % 3, trial.streams().replicate(i), SIMPLE);
  }

  private static List<Spec> needed(Spec... specs) {
    List<Spec> needed = new ArrayList<>(List.of(specs));
    needed.addAll(List.of(new Spectral(), new Nuclear(), new Frobenius()));
    return needed;
  }

  private static Comparison same(Matrix a, Matrix b, double granted) {
    return Comparison.atMost("largest difference", a.minus(b).largest(), 0, GAPS * granted);
  }

  /** NucGD's step against u₁u₁ᵀm, normalized or not. */
  static Check rankOne(String name, boolean normalized) {
    Nucgd nucgd = new Nucgd(1, 0, 0, 0);
    return Check.bound(
        name,
        "NucGD's step against u₁u₁ᵀm/‖u₁ᵀm‖, on matrices whose u₁ is known",
        trial ->
            Directions.with(
                trial,
                needed(nucgd),
                directions -> {
                  Tightest found = new Tightest();
                  for (int i = 0; i < MATRICES; i++) {
                    Prescribed known = matrix(trial, i);
                    Matrix m = known.matrix().times(i + 1);
                    Matrix u = Matrix.of(m.rows(), 1, known.left(0));
                    Matrix projected = u.transpose().times(m);
                    Matrix lifted = u.times(normalized ? PowerStep.unit(projected) : projected);
                    double granted = directions.roundoff(nucgd, m.rows(), m.columns());
                    found.offer(same(directions.step(nucgd, m), lifted, granted), "matrix " + i);
                  }
                  return Finding.of(found.comparisons());
                }));
  }

  /** Whether gradients change. */
  enum Drift {
    NONE,
    TURNING
  }

  /**
   * Dion at rank 1: P = Mq/‖Mq‖, q₊ = MᵀP/‖MᵀP‖, D = P q₊ᵀ. NucGD by power iteration takes q from
   * the matrix of today.
   */
  static Check dion(String name, Drift drift) {
    return Check.bound(
        name,
        "NucGD by one power iteration a step against Dion at rank 1, ten steps",
        trial ->
            Directions.with(
                trial,
                needed(TrackedPair.spec(1)),
                directions -> {
                  Tightest found = new Tightest();
                  for (int i = 0; i < MATRICES; i++) {
                    Matrix m = matrix(trial, i).matrix();
                    Matrix turn = matrix(trial, i + 6 * MATRICES).matrix();
                    double[] p = Vectors.gaussian(m.rows(), 1, trial.streams().replicate(i, 1));
                    TrackedPair pair = new TrackedPair(directions, 1, m.columns(), p);
                    Matrix q = PowerStep.unit(m.transpose().times(Matrix.of(m.rows(), 1, p)));
                    double granted =
                        directions.roundoff(TrackedPair.spec(1), m.rows(), m.columns());
                    for (int t = 1; t <= 10; t++) {
                      Matrix left = PowerStep.unit(m.times(q));
                      q = PowerStep.unit(m.transpose().times(left));
                      Matrix dion = left.times(q.transpose());
                      found.offer(
                          same(pair.step(m).direction(), dion, granted),
                          "matrix %d, step %d".formatted(i, t));
                      m = drift == Drift.NONE ? m : m.plus(turn.times(0.1));
                    }
                  }
                  return Finding.of(found.comparisons());
                }));
  }

  /** The direction of max(σ₁, (1/j)Σσ) against the j leading pairs, and so many more. */
  static Check leadingPairs(String name, int more) {
    return Check.bound(
        name,
        "the direction of max(σ₁, (1/j) Σσ_i) against Σ_{i ≤ j} u_i v_iᵀ, j = 1 … 3, and Muon's polar "
            + "factor for j = 4",
        trial ->
            Directions.with(
                trial,
                needed(
                    new KyFanDual(1),
                    new KyFanDual(2),
                    new KyFanDual(3),
                    new KyFanDual(4),
                    new Muon(1, 0, 0, 0)),
                directions -> {
                  Tightest found = new Tightest();
                  for (int i = 0; i < MATRICES; i++) {
                    Prescribed known = matrix(trial, i);
                    Matrix m = known.matrix();
                    double granted =
                        directions.roundoff(new Muon(1, 0, 0, 0), m.rows(), m.columns());
                    for (int j = 1; j <= 3; j++) {
                      Matrix direction = directions.norm(new KyFanDual(j)).direction(m).matrix();
                      found.offer(
                          same(direction, known.pairs(j + more), granted),
                          "matrix %d, j = %d".formatted(i, j));
                    }
                    found.offer(
                        same(
                            directions.norm(new KyFanDual(4)).direction(m).matrix(),
                            directions.step(new Muon(1, 0, 0, 0), m),
                            granted),
                        "matrix %d, j = 4".formatted(i));
                  }
                  return Finding.of(found.comparisons());
                }));
  }

  /** Two names of one method. */
  private record Names(OptimizerSpec one, OptimizerSpec other) {}

  static Check same() {
    double momentum = 0.75;
    List<Names> pairs =
        List.of(
            new Names(
                new Nsd(1, new Frobenius(), momentum, 0), new NormalizedSgd(1, momentum, false)),
            new Names(new Nsd(1, new Max(), momentum, 0), new SignSgd(1, momentum)),
            new Names(new Nsd(1, new Nuclear(), momentum, 0), new Nucgd(1, momentum, 0, 0)),
            new Names(new Nsd(1, new Spectral(), momentum, 0), new Muon(1, momentum, 0, 0)));
    List<Spec> specs = new ArrayList<>();
    pairs.forEach(names -> specs.addAll(List.of(names.one, names.other)));
    return Check.bound(
        "same-methods",
        "four pairs of optimizers fed with the same gradients, momentum ¾, five steps",
        trial ->
            Directions.with(
                trial,
                needed(specs.toArray(Spec[]::new)),
                directions -> {
                  Tightest found = new Tightest();
                  for (Names names : pairs) {
                    steps(trial, directions, names, found);
                  }
                  return Finding.of(found.comparisons());
                }));
  }

  /** Gradients near one matrix of simple singular values, so that no average comes near a tie. */
  private static void steps(Trial trial, Directions directions, Names names, Tightest found) {
    Prescribed centre = matrix(trial, 0);
    Matrix zero = Matrix.zero(centre.matrix().rows(), centre.matrix().columns());
    Optimizer one = directions.optimizer(names.one);
    Optimizer other = directions.optimizer(names.other);
    OptimizerState there = one.start(zero);
    OptimizerState here = other.start(zero);
    double granted = directions.roundoff(names.one, zero.rows(), zero.columns());
    for (int t = 1; t <= 5; t++) {
      Matrix noise = matrix(trial, 6 * t).matrix();
      Matrix gradient = centre.matrix().plus(noise.times(0.0625));
      there = one.step(there, gradient.entries());
      here = other.step(here, gradient.entries());
      found.offer(
          same(there.matrix(), here.matrix(), t * granted),
          "%s, step %d".formatted(names.other, t));
    }
  }

  static Check polarScale() {
    PolarGrad polar = new PolarGrad(1, 0, 0);
    return Check.bound(
        "polar-grad-scale",
        "‖D‖₂ of PolarGrad against ‖m‖_nuc, and ⟨m, D⟩ against its square",
        trial ->
            Directions.with(
                trial,
                needed(polar),
                directions -> {
                  Tightest found = new Tightest();
                  for (int i = 0; i < MATRICES; i++) {
                    Matrix m = matrix(trial, i).matrix().times(i + 1);
                    Matrix step = directions.step(polar, m);
                    double size = directions.size(new Nuclear(), m);
                    double granted = directions.roundoff(polar, m.rows(), m.columns());
                    String at = "matrix " + i;
                    found.offer(
                        Comparison.equal(
                            "‖D‖₂/‖m‖_nuc",
                            directions.size(new Spectral(), step) / size,
                            1,
                            granted),
                        at);
                    found.offer(
                        Comparison.equal(
                            "⟨m, D⟩/‖m‖²_nuc", m.inner(step) / size / size, 1, granted),
                        at);
                  }
                  return Finding.of(found.comparisons());
                }));
  }
}
