package org.noiseproof.claim.bias;

import java.util.Arrays;
import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.bias.Counterfeit.Wrong;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.claim.clipping.Vectors;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.spec.Spec;
import org.noiseproof.theory.PowerIterationBounds;

/** BIAS-13: power iteration on a fixed matrix, as NucGD tracks its pair. */
final class Bias13 {
  private Bias13() {}

  private static final List<Spec> NEEDED =
      List.of(TrackedPair.spec(1), new Spectral(), new Nuclear(), new Frobenius());

  /** (E2) has σ₂/σ₁ to this power. */
  private static final int CONTRACTION = 2;

  private static final Check INEQUALITIES = inequalities("inequalities", CONTRACTION);

  static Claim claim() {
    return new Claim(
        "BIAS-13",
        "Power iteration on a fixed matrix",
        """
        NucGD by power iteration keeps p and takes p₊ = M Mᵀp/‖M Mᵀp‖, D = p₊vᵀ, v = Mᵀp₊/‖Mᵀp₊‖. With
        σ₁ the largest singular value of M, κ = σ₂/σ₁ (σ₂ the first that is smaller) and θ the angle
        between p and the leading left space:
          (E1) ‖Mᵀp‖ ≤ ‖M Mᵀp‖/‖Mᵀp‖ ≤ ‖Mᵀp₊‖ = ⟨M, D⟩ ≤ σ₁;   (E2) tan θ₊ ≤ κ² tan θ;
          (E3) σ₁ − ⟨M, D⟩ ≤ σ₁(1 − cos θ₊);   (E4) ‖Mᵀp_K‖ ≥ σ₁ (cos θ₀)^{1/(2K+1)}, whatever the gap.
        An orthogonal start stays where it is: (E4) then promises nothing.""",
        """
        \\[ \\lVert M^T p\\rVert \\le \\frac{\\lVert M M^T p\\rVert}{\\lVert M^T p\\rVert} \\le \
        \\lVert M^T p_+\\rVert \\le \\sigma_1, \\qquad \
        \\tan\\theta_+ \\le \\left(\\frac{\\sigma_2}{\\sigma_1}\\right)^2 \\tan\\theta \\]
        \\[ \\sigma_1 - \\langle M, D \\rangle \\le \\sigma_1 (1 - \\cos\\theta_+), \\qquad \
        \\lVert M^T p_K\\rVert^2 \\ge \\sigma_1^2 (\\cos^2\\theta_0)^{1/(2K+1)} \\]""",
        new Source(
            """
            Power iteration is textbook material; (E4) by Jensen's inequality is derived here. NucGD by one \
            such step an update: Xie, Wu, Chen and Tang, arXiv 2603.22824, of which the abstract and the \
            authors' program were read.""",
            Source.Status.STANDARD),
        List.of("momentum 0, so that M is the gradient", "Mᵀp ≠ 0"),
        List.of(
            new Constant("\\kappa", "\\sigma_2/\\sigma_1"),
            new Constant(
                "\\theta", "\\text{angle between } p \\text{ and the leading left space}")),
        List.of(
            INEQUALITIES,
            orthogonal("orthogonal-start", 1),
            Check.bound(
                "nearly-orthogonal-start",
                "‖Mᵀp‖ of M = diag(3, 1) from p = (10⁻¹², 1) after as many steps as (E2) and (E3) say "
                    + "are enough for 0.99 · 3 and more, beside (E4)",
                Bias13::nearlyOrthogonal)),
        List.of(
            Control.statement(
                "the angle contracts by κ⁴ a step", inequalities("inequalities/fourth-power", 4)),
            Control.statement(
                "it converges from every start", orthogonal("orthogonal-start/converges", 3)),
            Control.implementation(
                "the right vector is the last step's, Mᵀp instead of Mᵀp₊",
                Counterfeit.under(
                    INEQUALITIES,
                    "stale-right-vector",
                    (right, spec, m, p) -> {
                      Matrix next = PowerStep.unit(m.times(m.transpose().times(p)));
                      Matrix stale = PowerStep.unit(m.transpose().times(p));
                      return new Wrong(next.times(stale.transpose()), next);
                    })),
            Control.implementation(
                "p is never iterated",
                Counterfeit.under(
                    INEQUALITIES, "frozen", (right, spec, m, p) -> PowerStep.along(m, p))),
            Control.implementation(
                "p₊ is not normalized",
                Counterfeit.under(
                    INEQUALITIES,
                    "not-normalized",
                    (right, spec, m, p) -> direction(m, m.times(m.transpose().times(p)))))),
        List.of(
            "Matrices of at most 8 rows and columns.",
            "That a start is random: the checks set it, and the spec starts at the longest column.",
            "A multiplicity that rounding splits is not told from a small gap."));
  }

  private static Wrong direction(Matrix m, Matrix left) {
    Matrix right = PowerStep.unit(m.transpose().times(left));
    return new Wrong(left.times(right.transpose()), left);
  }

  private static Check inequalities(String name, int power) {
    return Check.bound(
        name,
        "(E1) – (E4) along runs on matrices of known singular values: near rank one, a repeated top "
            + "value, rank deficient, a gap of 10⁻³",
        trial ->
            Directions.with(
                trial,
                NEEDED,
                directions -> {
                  Tightest found = new Tightest();
                  boolean deep = trial.scale() == Scale.DEEP;
                  for (int i = 0; i < (deep ? 300 : 40); i++) {
                    RandomStream random = trial.streams().replicate(i);
                    run(directions, matrix(i, random), random, deep ? 30 : 10, power, found);
                  }
                  return Finding.of(found.comparisons());
                }));
  }

  private static Prescribed matrix(int i, RandomStream random) {
    double[][] spectra = {
      {1, 0.001, 0.0005}, {1, 1, 0.5, 0.2}, {1, 0.6, 0}, {1, 0.999, 0.3}, {1, 0.8, 0.5, 0.1, 0.01}
    };
    double scale = Math.scalb(1.0, random.nextInt(21) - 10);
    double[] values =
        Arrays.stream(spectra[i % spectra.length]).map(value -> scale * value).toArray();
    int rows = values.length + random.nextInt(9 - values.length);
    int columns = values.length + random.nextInt(9 - values.length);
    return Prescribed.random(rows, columns, random, values);
  }

  private static void run(
      Directions directions,
      Prescribed known,
      RandomStream random,
      int steps,
      int power,
      Tightest found) {
    Matrix m = known.matrix();
    double largest = known.values()[0];
    double kappa = known.kappa();
    double granted = directions.roundoff(TrackedPair.spec(1), m.rows(), m.columns());
    double[] start = Vectors.gaussian(m.rows(), 1, random);
    double cosine = 1 / Math.hypot(1, known.tangent(start));
    TrackedPair pair = new TrackedPair(directions, 1, m.columns(), start);
    for (int k = 1; k <= steps; k++) {
      TrackedPair.Step step = pair.step(m);
      String at = "step %d, σ = %s".formatted(k, Arrays.toString(known.values()));
      Matrix before = PowerStep.unit(column(step.before()));
      Matrix after = column(step.after());
      double slack = granted * largest;
      double value = length(m.transpose().times(before));
      double middle = length(m.times(m.transpose().times(before))) / value;
      double next = length(m.transpose().times(after));
      double steepness = m.inner(step.direction());
      found.offer(Comparison.atMost("(E1) ‖Mᵀp‖", value, middle, slack), at);
      found.offer(Comparison.atMost("(E1) ‖M Mᵀp‖/‖Mᵀp‖", middle, next, slack), at);
      found.offer(Comparison.equal("(E1) ⟨M, D⟩ = ‖Mᵀp₊‖", steepness, next, slack), at);
      found.offer(Comparison.atMost("(E1) ‖Mᵀp₊‖", next, largest, slack), at);
      double before2 = known.tangent(step.before());
      double after2 = known.tangent(step.after());
      double spread = 1 + before2 * before2;
      found.offer(
          Comparison.atMost(
              "(E2) tan θ₊",
              after2,
              Math.pow(kappa, power) * before2,
              granted * spread * Math.sqrt(spread) / (1 - kappa)),
          at);
      found.offer(
          Comparison.atMost(
              "(E3) σ₁ − ⟨M, D⟩",
              largest - steepness,
              PowerIterationBounds.loss(largest, after2),
              slack),
          at);
      found.offer(
          Comparison.atLeast(
              "(E4) ‖Mᵀp_K‖", next, PowerIterationBounds.withoutGap(largest, cosine, k), slack),
          at);
    }
  }

  private static Matrix column(double... entries) {
    return Matrix.of(entries.length, 1, entries);
  }

  private static double length(Matrix vector) {
    return Math.sqrt(vector.inner(vector));
  }

  /** Where p is orthogonal to the leading pair, it stays. */
  private static Check orthogonal(String name, double destination) {
    return Check.bound(
        name,
        "⟨M, D⟩ of M = diag(3, 1) from p = (0, 1), 20 steps",
        trial ->
            Directions.with(
                trial,
                NEEDED,
                directions -> {
                  TrackedPair pair = new TrackedPair(directions, 1, 2, 0, 1);
                  double value = 0;
                  for (int k = 0; k < 20; k++) {
                    value = DIAGONAL.inner(pair.step(DIAGONAL).direction());
                  }
                  double granted = directions.roundoff(TrackedPair.spec(1), 2, 2);
                  return Finding.of(
                      List.of(Comparison.equal("⟨M, D⟩", value, destination, granted)));
                }));
  }

  private static final Matrix DIAGONAL = Matrix.of(2, 2, 3, 0, 0, 1);
  private static final double COSINE = 1e-12;
  private static final double LOSS = 0.01;

  private static Finding nearlyOrthogonal(Trial trial) {
    return Directions.with(
        trial,
        NEEDED,
        directions -> {
          int enough = (int) Math.ceil(PowerIterationBounds.iterations(1.0 / 3, 1 / COSINE, LOSS));
          TrackedPair pair = new TrackedPair(directions, 1, 2, COSINE, 1);
          double slack = 3 * directions.roundoff(TrackedPair.spec(1), 2, 2);
          Tightest found = new Tightest();
          double value = 0;
          for (int k = 1; k <= enough; k++) {
            value = DIAGONAL.inner(pair.step(DIAGONAL).direction());
            double least = PowerIterationBounds.withoutGap(3, COSINE, k);
            found.offer(Comparison.atLeast("(E4) ⟨M, D⟩", value, least, slack), "step " + k);
          }
          found.offer(Comparison.atLeast("⟨M, D⟩", value, 3 * (1 - LOSS), slack), "step " + enough);
          return Finding.of(found.comparisons());
        });
  }
}
