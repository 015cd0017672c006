package org.noiseproof.theory;

/**
 * The maximum margin under the nuclear norm of k samples on a ring, x_i = (r cos θ_i, r sin θ_i, s
 * e_i), θ_i = 2πi/k, y_i = i (derived). Uniform weights on the two neighbouring classes make A p a
 * circulant matrix times X, whose singular values are
 *
 * <pre>
 * γ = (1 − cos(2π/k)) √(kr²/2 + s²)/k, twice, and (1 − cos(2πf/k)) s/k for the frequencies f ≥ 2.
 * </pre>
 *
 * Where the second are at most the first, γ is the largest, and W = ½UVᵀ of the leading plane has
 * margin γ: so γ is the maximum margin, and W has rank 2.
 *
 * @param classes k ≥ 4
 * @param r radius of the ring
 * @param s length of each sample's own coordinate, 4s ≤ (2 − 2cos(2π/k)) √(kr²/2 + s²)
 */
public record RingMargin(int classes, double r, double s) {
  public RingMargin {
    Argument.require(classes >= 4, "classes", classes, "classes ≥ 4");
    Argument.positive("r", r);
    Argument.positive("s", s);
    Argument.require(
        2 * s <= turn(classes, 1) * length(classes, r, s),
        "s",
        s,
        "4s ≤ (2 − 2cos(2π/k)) √(kr²/2 + s²)");
  }

  /** γ. */
  public double margin() {
    return turn(classes, 1) * length() / classes;
  }

  /** √(kr²/2 + s²). */
  double length() {
    return length(classes, r, s);
  }

  /** The third singular value of A p, max_{f ≥ 2} (1 − cos(2πf/k)) s/k. */
  public double third() {
    return turn(classes, classes / 2) * s / classes;
  }

  /**
   * How much of a matrix W may lie beyond its two largest singular values: by von Neumann's trace
   * inequality m(W) ≤ ⟨A p, W⟩ ≤ γ(σ₁ + σ₂) + {@link #third}·(σ₃ + …), so that
   *
   * <pre>
   * (σ₃ + σ₄ + …)/‖W‖_nuc ≤ (γ − m(W)/‖W‖_nuc)/(γ − third).
   * </pre>
   *
   * @param normalized m(W)/‖W‖_nuc
   */
  public double beyondRankTwo(double normalized) {
    return (margin() - normalized) / (margin() - third());
  }

  private static double turn(int classes, int frequency) {
    double half = StrictMath.sin(Math.PI * frequency / classes);
    return 2 * half * half;
  }

  private static double length(int classes, double r, double s) {
    return StrictMath.sqrt(classes * r * r / 2 + s * s);
  }
}
