package org.noiseproof.fast.margin;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * The path of minimisers of μ B(W) − softmin_μ(W) as μ falls to 0, softmin_μ(W) = max_t t + μ Σ
 * log(m_ic(W) − t) and B a barrier of the norm's ball. On it A p = μ ∇B(W) with p_ic = μ/(m_ic −
 * t), of sum 1, so that ‖A p‖_* − m(W)/‖W‖ is of the order of μ times the number of pairs: W and p
 * end as the two witnesses of the maximum margin.
 *
 * <p>A step solves one Newton system in W. Its weights are primal-dual: where the barrier's own
 * second derivative in a margin is p²/μ, it takes p p̃/μ, with p̃ the weights that the step before
 * predicted. Close to the path the same factors give the tangent, along which μ falls.
 */
final class CentralPath {
  /** By how much μ falls at once. */
  private static final double FALL = 0.1;

  /** Newton decrements below it are close to the path, so that a whole step is safe. */
  private static final double CLOSE = 0.25;

  /** A predicted weight stays above this share of what it was: it must not leave the simplex. */
  private static final double KEPT = 0.01;

  /** Of the decrease that the slope promises, what a step has to bring. */
  private static final double ENOUGH = 1.0 / 16;

  private static final int MOST_HALVINGS = 60;

  private final Atoms atoms;
  private final NormBarrier barrier;

  /**
   * B's weight. A ball of few barriers beside many pairs would be too thin a shell to move in; with
   * as much weight as the pairs have, W stays as far from its boundary as from theirs.
   */
  private final double share;

  private double mu = 1;
  private Point point;
  private double[] weights;

  CentralPath(Atoms atoms, NormBarrier barrier) {
    this.atoms = atoms;
    this.barrier = barrier;
    share = Math.max(1, atoms.pairs() / (double) barrier.terms());
    point = at(new double[atoms.rows() * atoms.columns()], mu).orElseThrow();
    weights = point.soft.weights();
  }

  /** W, row-major. */
  double[] direction() {
    return point.w.clone();
  }

  /** p̃ ≥ 0, close to the simplex. */
  double[] weights() {
    return weights.clone();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Point(double[] w, SoftMinimum soft, NormBarrier.Local ball, double value) {}

  private Optional<Point> at(double[] w, double at) {
    return barrier
        .at(w)
        .map(
            ball -> {
              SoftMinimum soft = SoftMinimum.of(atoms.margins(w), at);
              return new Point(w, soft, ball, at * share * ball.value() - soft.value());
            });
  }

  /** One step; false where doubles allow no more. */
  boolean advance() {
    double[] p = point.soft.weights();
    double[] bend = new double[p.length];
    double whole = 0;
    for (int j = 0; j < p.length; j++) {
      bend[j] = p[j] * weights[j];
      whole += bend[j];
    }
    double[] mean = atoms.combination(bend);
    Factors factors = factor(bend, mean, whole);
    double[] downhill = atoms.combination(p);
    double[] pull = point.ball.gradient();
    double[] tangent = new double[downhill.length];
    for (int e = 0; e < downhill.length; e++) {
      tangent[e] = (downhill[e] - mean[e] / whole) / mu - share * pull[e];
      downhill[e] -= mu * share * pull[e];
    }
    double[] newton = factors.solve(downhill);
    double slope = 0;
    for (int e = 0; e < downhill.length; e++) {
      slope += downhill[e] * newton[e];
    }
    if (!(slope >= 0 && slope < Double.POSITIVE_INFINITY)) {
      return false;
    }
    weights = predicted(p, bend, whole, newton);
    return Math.sqrt(slope / mu) < CLOSE
        ? fall(newton, factors.solve(tangent))
        : descend(newton, slope);
  }

  /** p + δp with A (p + δp) = μ (∇B + ∇²B δW), kept positive. */
  private double[] predicted(double[] p, double[] bend, double whole, double[] step) {
    double[] rise = atoms.margins(step);
    double mean = 0;
    for (int j = 0; j < p.length; j++) {
      mean += bend[j] * rise[j] / whole;
    }
    double[] predicted = new double[p.length];
    for (int j = 0; j < p.length; j++) {
      predicted[j] =
          Math.max(p[j] - bend[j] * (rise[j] - mean) / mu, KEPT * Math.min(p[j], weights[j]));
    }
    return predicted;
  }

  /** To the smaller μ: along the tangent, or only back to the path where that is better. */
  private boolean fall(double[] newton, double[] tangent) {
    double next = FALL * mu;
    double[] back = plus(point.w, 1, newton);
    Optional<Point> stay = at(back, next);
    Optional<Point> along = at(plus(back, next - mu, tangent), next);
    Optional<Point> better =
        stay.isPresent() && along.isPresent() && stay.get().value < along.get().value
            ? stay
            : along.or(() -> stay);
    better.ifPresent(
        there -> {
          point = there;
          mu = next;
        });
    return better.isPresent();
  }

  private boolean descend(double[] step, double slope) {
    double length = 1;
    for (int halving = 0; halving < MOST_HALVINGS; halving++) {
      Optional<Point> there = at(plus(point.w, length, step), mu);
      if (there.isPresent() && there.get().value <= point.value - ENOUGH * length * slope) {
        point = there.get();
        return true;
      }
      length /= 2;
    }
    return false;
  }

  private static double[] plus(double[] w, double length, double[] step) {
    double[] sum = w.clone();
    for (int e = 0; e < sum.length; e++) {
      sum[e] += length * step[e];
    }
    return sum;
  }

  /** (1/μ) A (diag(b) − b bᵀ/Σb) Aᵀ + μ ∇²B, factored. */
  private Factors factor(double[] bend, double[] mean, double whole) {
    DMatrixRMaj hessian = atoms.gram(bend);
    DMatrixRMaj ball = point.ball.hessian();
    int size = hessian.numRows;
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        int e = a * size + b;
        hessian.data[e] = (hessian.data[e] - mean[a] * mean[b] / whole) / mu;
        hessian.data[e] += mu * share * ball.data[e];
      }
    }
    return Factors.of(hessian);
  }
}
