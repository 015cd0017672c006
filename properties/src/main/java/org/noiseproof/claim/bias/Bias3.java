package org.noiseproof.claim.bias;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.bias.TheoremA.Reading;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;

/** BIAS-3: Theorem A, the certified gap of steepest descent after any number of any steps. */
final class Bias3 {
  private Bias3() {}

  private static final Check EIGHT =
      eight("eight-samples", Stepping.OWN, Reading.STEEPEST, Geometry.FIVE);

  private static final Check RANDOM = random("random-problems", Stepping.OWN);

  static Claim claim() {
    return new Claim(
        "BIAS-3",
        "Steepest descent closes a certified gap in finite time",
        """
        Normalized steepest descent on F(W) = log Σ_ic e^{−m_ic(W)} from W = 0, under any norm and with any \
        steps η_t > 0, W_{t+1} = W_t + η_t D_t, q_t = ‖A p_t‖_*, ε_t = q_t − ⟨A p_t, D_t⟩ (0 where D_t is \
        the steepest direction), S_T = Σ η_t, satisfies
          (A1) F(W_{t+1}) ≤ F(W_t) − η_t (q_t − ε_t) + R² η_t²/2;
          (A2) ‖A p̄_T‖_* − m(W_T)/S_T ≤ Σ η_t q_t/S_T − m(W_T)/S_T ≤ B_T,
               B_T = [log N + (R²/2) Σ η_t² + Σ η_t ε_t]/S_T;
          (A3) γ − B_T ≤ m(W_T)/S_T ≤ γ, and m(W_T)/S_T ≤ m(W_T)/‖W_T‖ ≤ γ where m(W_T) > 0.
        No condition on the steps, none on the data, no constant that is not here.\
        """,
        """
        F(W_{t+1})\\le F(W_t)-\\eta_t(q_t-\\varepsilon_t)+\\frac{R^2\\eta_t^2}{2},\\qquad \
        \\gamma-\\frac{m(W_T)}{S_T}\\le B_T=\\frac{1}{S_T}\\Bigl[\\log N+\\frac{R^2}{2}\\sum_{t<T}\\eta_t^2\
        +\\sum_{t<T}\\eta_t\\varepsilon_t\\Bigr]""",
        Source.derived(
            "Hoeffding's lemma on F(W + ηD) = F(W) + log E e^{−η⟨A, D⟩}, and the sum over t. Fan, Schmidt "
                + "and Thrampoulidis, arXiv 2502.04664, Theorem 1, has the rate; its constants were not seen"),
        List.of("W_0 = 0, ‖D_t‖ ≤ 1, η_t > 0; the data need not be separable"),
        List.of(
            new Constant("N", "n(k-1), the number of margins"),
            new Constant("R", "\\max_{ic}\\lVert A_{ic}\\rVert_*"),
            new Constant("S_T", "\\sum_{t<T}\\eta_t")),
        List.of(EIGHT, RANDOM, tracked("tracked-pair", Reading.ANY)),
        List.of(
            wrong("the step goes uphill", "wrong-sign", Misdirected.WRONG_SIGN, new Max()),
            wrong("the last singular pair", "bottom-pair", Misdirected.BOTTOM_PAIR, new Nuclear()),
            wrong("the second pair", "second-pair", Misdirected.SECOND_PAIR, new Nuclear()),
            wrong("u₁v₂ᵀ for u₁v₁ᵀ", "mixed-pair", Misdirected.MIXED_PAIR, new Nuclear()),
            other(new Nuclear(), new Frobenius()),
            other(new Frobenius(), new Max()),
            other(new Spectral(), new Nuclear()),
            other(new Nuclear(), new L1()),
            other(new Max(), new Spectral()),
            Control.implementation(
                "signs of all entries, at length 1, whatever the norm",
                random("random-problems/signs", Stepping.misdirected(Misdirected.of(new Max())))),
            Control.statement(
                "F falls by η q at every step, without the curvature R² η²/2",
                eight(
                    "eight-samples/no-curvature", Stepping.OWN, new Reading(0, 0), Geometry.FIVE)),
            Control.statement(
                "the pair of one power iteration is the leading one: ε_t = 0",
                tracked("tracked-pair/exact", Reading.STEEPEST))),
        List.of(
            "Steps that are right and useless: γ is not needed and not proven here, BIAS-4 looks at it.",
            "A direction that is a little too short: ε_t is judged against R² η_t²/2, so by small steps "
                + "only.",
            "Matrices of up to 4 × 5; larger ones are judged by conformance."));
  }

  private static Check eight(String name, Stepping steps, Reading reading, List<Geometry> norms) {
    return Check.bound(
        name,
        "A1 at every step, A2 and A3 at T = 1, 2, 4 … on the eight samples, by five schedules",
        trial -> Bias3Runs.eight(trial, steps, reading, norms));
  }

  private static Check random(String name, Stepping steps) {
    return Check.bound(
        name,
        "The same on random problems, separable or not, under nine norms",
        trial -> Bias3Runs.random(trial, steps, Reading.STEEPEST));
  }

  private static Check tracked(String name, Reading reading) {
    return Check.bound(
        name,
        "The same of NucGD by one power iteration a step, with ε_t as measured along the run",
        trial -> Bias3Runs.tracked(trial, reading));
  }

  private static Control wrong(String what, String slug, Misdirected.Rule rule, NormSpec norm) {
    return Control.implementation(
        what,
        eight(
            "eight-samples/" + slug,
            Stepping.misdirected(rule),
            Reading.STEEPEST,
            List.of(new Geometry(norm))));
  }

  private static Control other(NormSpec other, NormSpec norm) {
    String from = new Geometry(other).name();
    String to = new Geometry(norm).name();
    return wrong(
        "the direction of the %s norm, at length 1 in the %s norm".formatted(from, to),
        "%s-for-%s".formatted(from, to),
        Misdirected.of(other),
        norm);
  }
}
