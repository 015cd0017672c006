package org.noiseproof.spec;

/**
 * A norm on matrices W. Its dual is ‖Z‖_* = max {⟨Z, D⟩ : ‖D‖ ≤ 1}, and a D that attains the
 * maximum is a direction of steepest ascent of ⟨Z, ·⟩. σ₁ ≥ σ₂ ≥ … are the singular values, u_i and
 * v_i the singular vectors; sums over singular values are over the positive ones. The direction of
 * Z = 0 is 0.
 */
public sealed interface NormSpec extends Spec {

  /** √Σ w²; its own dual; Z/‖Z‖. */
  record Frobenius() implements NormSpec {}

  /** The largest |entry|; dual to {@link L1}; sign(Z) entry by entry, sign(0) = 0. */
  record Max() implements NormSpec {}

  /**
   * The sum of the |entries|; dual to {@link Max}; the sign of the largest entry of Z, alone, the
   * first in row-major order where several are.
   */
  record L1() implements NormSpec {}

  /** σ₁; dual to {@link Nuclear}; the polar factor Σ u_i v_iᵀ. */
  record Spectral() implements NormSpec {}

  /** Σ σ_i; dual to {@link Spectral}; the leading pair u₁v₁ᵀ. */
  record Nuclear() implements NormSpec {}

  /**
   * (Σ σ_iᵖ)^{1/p}; dual to the Schatten norm of q, 1/p + 1/q = 1; Σ σ_i^{q−1} u_i v_iᵀ divided by
   * its norm.
   *
   * @param p 1 &lt; p &lt; ∞; nuclear and spectral are its limits
   */
  record Schatten(double p) implements NormSpec {
    public Schatten {
      Range.finiteAbove("p", 1, p);
    }

    /** q = p/(p − 1). */
    public double conjugate() {
      return p / (p - 1);
    }
  }

  /**
   * The sum of the k largest σ_i (Ky Fan); dual to {@link KyFanDual}; u₁v₁ᵀ where σ₁ ≥ (1/k) Σ σ_i,
   * else the polar factor divided by k.
   *
   * @param k ≥ 1; with 1 it is spectral, with min(rows, columns) nuclear
   */
  record KyFan(int k) implements NormSpec {
    public KyFan {
      Range.atLeastOne("k", k);
    }
  }

  /**
   * max(σ₁, (1/k) Σ σ_i); dual to {@link KyFan}; the k leading pairs Σ_{i≤k} u_i v_iᵀ, of those
   * with σ_i &gt; 0.
   *
   * @param k ≥ 1; with 1 it is nuclear, with min(rows, columns) spectral
   */
  record KyFanDual(int k) implements NormSpec {
    public KyFanDual {
      Range.atLeastOne("k", k);
    }
  }

  /** For tables and sentences: {@code nuclear}, {@code schatten 1.5}, {@code ky_fan 2}. */
  default String label() {
    String type = SpecJson.type(this);
    return switch (this) {
      case Frobenius _, Max _, L1 _, Spectral _, Nuclear _ -> type;
      case Schatten(double p) -> type + " " + p;
      case KyFan(int k) -> type + " " + k;
      case KyFanDual(int k) -> type + " " + k;
    };
  }

  /** The norm that is dual to this one. */
  default NormSpec dual() {
    return switch (this) {
      case Frobenius f -> f;
      case Max _ -> new L1();
      case L1 _ -> new Max();
      case Spectral _ -> new Nuclear();
      case Nuclear _ -> new Spectral();
      case Schatten s -> new Schatten(s.conjugate());
      case KyFan k -> new KyFanDual(k.k());
      case KyFanDual k -> new KyFan(k.k());
    };
  }
}
