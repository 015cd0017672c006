package org.noiseproof.theory;

/**
 * Theorem B: normalized steepest descent on the cross-entropy L = (1/n) Σ log(1 + Σ_c e^{−m_ic})
 * from W = 0, under any norm. With G = (1/n) Σ_ic s_ic, the mean probability of the wrong classes,
 * ρ = G/L and a_t = η_t (q_t − ε_t) − R² η_t²/2:
 *
 * <ul>
 *   <li>(B1) L_{t+1} ≤ L_t + G_t (e^{−a_t} − 1)
 *   <li>(B2) (1 − e^{−nL})/(nL) ≤ ρ ≤ 1 and ρ ≥ 1 − nL/2
 *   <li>(B3) m(W) ≥ −log(e^{nL} − 1)
 *   <li>(B4) γ ≤ q_t ≤ R
 *   <li>(B5) Σ η_t q_t − m(W_T) ≤ log(n log k) + nL_T + Σ [(R²/2) η_t² + η_t ε_t] + Σ (1 − ρ_t)
 *       max(e^{a_t} − 1, 0)
 *   <li>(B6) Σ η_t q_t − m(W_T) ≤ n log k + Σ [(R²/2) η_t² + η_t ε_t + 2 sinh²(a_t/2)] where all
 *       a_t ≥ 0, as they are for steepest directions and η_t ≤ 2γ/R²
 * </ul>
 *
 * <p>Derived; explicit constants for the rate of Fan, Schmidt and Thrampoulidis, arXiv 2502.04664,
 * Theorem 1.
 *
 * @param samples n
 * @param classes k ≥ 2
 * @param radius R = max ‖A_ic‖_*
 */
public record CrossEntropyBounds(int samples, int classes, double radius) {
  public CrossEntropyBounds {
    Argument.samples(samples);
    Argument.require(classes >= 2, "classes", classes, "classes ≥ 2");
    Argument.positive("radius", radius);
  }

  /** a = η (q − ε) − R² η²/2. */
  public double progress(double step, double dual, double lacking) {
    return step * (dual - lacking) - curvature(step);
  }

  /** (R²/2) η². */
  public double curvature(double step) {
    return radius * radius * step * step / 2;
  }

  /** (B1) as a factor: L_{t+1}/L_t ≤ 1 + ρ (e^{−a} − 1). */
  public double lossFactor(double ratio, double progress) {
    return 1 + ratio * StrictMath.expm1(-progress);
  }

  /** (B2) (1 − e^{−nL})/(nL), at most ρ; 1 − nL/2 is no larger. */
  public double leastRatio(double logLoss) {
    double u = samples * StrictMath.exp(logLoss);
    return u == 0 ? 1 : -StrictMath.expm1(-u) / u;
  }

  /** (B3) −log(e^{nL} − 1), at most m(W); it is −log(nL) where nL underflows. */
  public double leastMargin(double logLoss) {
    double u = samples * StrictMath.exp(logLoss);
    double log = StrictMath.log(samples) + logLoss;
    return u < Double.MIN_NORMAL ? -log : -log - StrictMath.log(StrictMath.expm1(u) / u);
  }

  /** (B5) at the start: log(nL_0) = log(n log k). */
  public double trajectoryStart() {
    return StrictMath.log(samples) + StrictMath.log(StrictMath.log(classes));
  }

  /** (B5) what a step adds, beside η ε: (R²/2) η² + (1 − ρ) max(e^a − 1, 0). */
  public double trajectoryStep(double step, double ratio, double progress) {
    return curvature(step) + (1 - ratio) * Math.max(StrictMath.expm1(progress), 0);
  }

  /** (B5) at the end: nL_T. */
  public double trajectoryEnd(double logLoss) {
    return samples * StrictMath.exp(logLoss);
  }

  /** (B6) at the start: n log k. */
  public double aprioriStart() {
    return samples * StrictMath.log(classes);
  }

  /** (B6) what a step adds, beside η ε: (R²/2) η² + 2 sinh²(a/2). */
  public double aprioriStep(double step, double progress) {
    double s = StrictMath.sinh(progress / 2);
    return curvature(step) + 2 * s * s;
  }

  /** (B6) the longest step for which a ≥ 0 whatever the iterate: 2γ/R². */
  public double longestStep(double margin) {
    return 2 * margin / (radius * radius);
  }
}
