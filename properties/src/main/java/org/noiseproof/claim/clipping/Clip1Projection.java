package org.noiseproof.claim.clipping;

import static org.noiseproof.claim.clipping.Vectors.distance;
import static org.noiseproof.claim.clipping.Vectors.dot;
import static org.noiseproof.claim.clipping.Vectors.minus;
import static org.noiseproof.claim.clipping.Vectors.norm;
import static org.noiseproof.claim.clipping.Vectors.plus;
import static org.noiseproof.claim.clipping.Vectors.times;

import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.zoo.WrongClips;

/**
 * CLIP-1: clipping is the projection on the ball, the gradient of Huber's function, and what the
 * proximal map of t‖·‖ leaves over.
 *
 * <p>The five faces are equivalent on paper; an implementation can break each alone. Every check is
 * an inequality that the exact clip_t satisfies for every input, up to the rounding of the
 * estimator at its declared depth and of the check itself.
 */
final class Clip1Projection {
  private Clip1Projection() {}

  private static final Check VARIATIONAL_INEQUALITY =
      Check.bound(
          "variational-inequality",
          "‖clip g‖ ≤ t, and ⟨g − clip g, v − clip g⟩ ≤ 0 for v in the ball: along g, against it, anywhere",
          trial -> Clip.onEveryCase(trial, Clip1Projection::variationalInequality));

  private static final Check MOREAU =
      Check.bound(
          "moreau-decomposition",
          "s = g − clip g has ‖s‖ = (‖g‖ − t)₊, and clip g lies in the subdifferential t∂‖s‖",
          trial -> Clip.onEveryCase(trial, Clip1Projection::moreau));

  private static final Check HUBER =
      Check.bound(
          "gradient-of-huber",
          "0 ≤ H(b) − H(a) − ⟨clip a, b − a⟩ ≤ ‖b − a‖²/2, which only the gradient satisfies",
          trial -> Clip.onEveryCase(trial, Clip1Projection::huber));

  private static final Check FIRM =
      Check.bound(
          "firm-nonexpansiveness",
          "‖clip a − clip b‖² ≤ ⟨clip a − clip b, a − b⟩ for pairs near and far",
          trial -> Clip.onEveryCase(trial, Clip1Projection::firm));

  private static final Check NORM =
      Check.bound(
          "norm",
          "‖clip g‖ = min(‖g‖, t)",
          trial -> Clip.onEveryCase(trial, Clip1Projection::norms));

  private static final Check BOUNDARY =
      Check.exact(
          "boundary",
          "coordinates whose bits change though ‖g‖ ≤ t, on rows whose norm is an integer",
          Clip1Projection::boundary);

  static Claim claim() {
    return new Claim(
        "CLIP-1",
        "Clipping is projection",
        """
        clip_t(g) = min(1, t/‖g‖) g is
        (a) the point of the ball ‖u‖ ≤ t nearest to g: ⟨g − clip g, v − clip g⟩ ≤ 0 for all ‖v‖ ≤ t;
        (b) what soft thresholding leaves over (Moreau): g = clip_t(g) + prox_{t‖·‖}(g), ‖g − clip_t g‖ = (‖g‖ − t)₊;
        (c) the gradient of Huber's function H_t(g) = ‖g‖²/2 for ‖g‖ ≤ t, else t‖g‖ − t²/2;
        (d) firmly non-expansive: ‖clip a − clip b‖² ≤ ⟨clip a − clip b, a − b⟩;
        (e) of norm min(‖g‖, t); a row with ‖g‖ ≤ t is left as it is, bit for bit.\
        """,
        """
        \\operatorname{clip}_t(g)=\\min\\Bigl(1,\\frac{t}{\\lVert g\\rVert}\\Bigr)g=\\arg\\min_{\\lVert u\\rVert\\le t}\\lVert u-g\\rVert=\\nabla H_t(g)=g-\\operatorname{prox}_{t\\lVert\\cdot\\rVert}(g),\\qquad \
        \\lVert\\operatorname{clip}_t a-\\operatorname{clip}_t b\\rVert^2\\le\\langle\\operatorname{clip}_t a-\\operatorname{clip}_t b,\\,a-b\\rangle""",
        new Source(
            "Standard: projections and proximal maps in Hilbert space (Moreau 1965), Huber's function (Huber 1964)",
            Source.Status.STANDARD),
        List.of("g finite, 0 ≤ t ≤ ∞", "the Euclidean norm", "clip_t(0) = 0"),
        List.of(
            new Constant("t", "the threshold"),
            new Constant(
                "\\gamma",
                "\\gamma_D=Du/(1-Du), D the estimator's declared depth plus the check's own roundings")),
        List.of(VARIATIONAL_INEQUALITY, MOREAU, HUBER, FIRM, NORM, BOUNDARY),
        List.of(
            Control.statement("clipping is translation equivariant", translation()),
            Control.implementation(WrongClips.EPSILON_IN_THE_DENOMINATOR, VARIATIONAL_INEQUALITY),
            Control.implementation(WrongClips.COORDINATE_WISE, VARIATIONAL_INEQUALITY),
            Control.implementation(WrongClips.SMOOTH_CLIP, VARIATIONAL_INEQUALITY),
            Control.implementation(WrongClips.SQUARED_NORM, MOREAU),
            Control.implementation(WrongClips.TAXICAB_NORM, MOREAU),
            Control.implementation(WrongClips.MAXIMUM_NORM, MOREAU),
            Control.implementation(WrongClips.EPSILON_IN_THE_DENOMINATOR, HUBER),
            Control.implementation(WrongClips.TWICE_THE_THRESHOLD, HUBER),
            Control.implementation(WrongClips.ALWAYS_RESCALED, HUBER),
            Control.implementation(WrongClips.DROPPING, FIRM),
            Control.implementation(WrongClips.EPSILON_IN_THE_DENOMINATOR, NORM),
            Control.implementation(WrongClips.FLOAT32_NORM, NORM),
            Control.implementation(WrongClips.LAST_COLUMN_IGNORED, NORM),
            Control.implementation(WrongClips.ZERO_OVER_ZERO, NORM),
            Control.implementation(WrongClips.RESCALED_AT_EQUALITY, BOUNDARY)),
        List.of(
            "A relative error below the slack of a few hundred roundings: 1e-13 for d = 50.",
            "Rows of extreme scale: they are CLIP-2's, by scale equivariance.",
            "Batches of more than one row: they are CLIP-3's and CLIP-4's."));
  }

  private static Check translation() {
    return Check.exact(
        "translation-equivariance",
        "clip_2(3 + 1) against clip_2(3) + 1",
        trial ->
            Clip.onEvery(
                trial,
                (clip, found) -> {
                  double[] three = {3};
                  double[] one = {1};
                  double moved = clip.of(plus(three, one), 2)[0];
                  double expected = clip.of(three, 2)[0] + 1;
                  found.offer(Comparison.equal("clip_2(g + 1)", moved, expected, 0), "g = 3");
                }));
  }

  /** (a), on the points of the ball that are most likely to break it. */
  private static void variationalInequality(Clip clip, ClipCase input, Tightest found) {
    double[] g = input.g();
    double[] u = clip.of(g, input.t());
    double[] residual = minus(g, u);
    double norm = input.norm();
    double radius = Math.min(input.t(), 2 * norm);
    double[] along = norm == 0 ? g : times(1 / norm, g);
    double[] nothing = new double[g.length];
    found.offer(
        Comparison.atMost("‖clip g‖ ≤ t", norm(u), radius, clip.roundoff(g.length) * radius),
        input);
    for (double[] direction : List.of(along, times(-1, along), input.unit(), nothing)) {
      double[] v = times(radius, direction);
      found.offer(
          Comparison.atMost(
              "⟨g − clip g, v − clip g⟩",
              dot(residual, minus(v, u)),
              0,
              4 * clip.roundoff(g.length) * norm * (norm(v) + norm(u))),
          input);
    }
  }

  /** (b): s = prox exactly when g − s is a subgradient of t‖·‖ at s. */
  private static void moreau(Clip clip, ClipCase input, Tightest found) {
    double[] u = clip.of(input.g(), input.t());
    double[] s = minus(input.g(), u);
    double slack = 4 * clip.roundoff(u.length) * input.norm();
    double soft = Math.max(0, input.norm() - input.t());
    found.offer(Comparison.equal("‖g − clip g‖ = (‖g‖ − t)₊", norm(s), soft, slack), input);
    found.offer(
        Comparison.equal(
            "⟨clip g, s⟩ = t‖s‖", dot(u, s), input.radius() * norm(s), slack * norm(u)),
        input);
  }

  /** (c): a convex function with 1-Lipschitz gradient lies between its tangent and a parabola. */
  private static void huber(Clip clip, ClipCase input, Tightest found) {
    double[] a = input.g();
    double[] u = clip.of(a, input.t());
    double[] first = {huber(norm(a), input.t()), norm(u) * norm(a)};
    for (double[] b : input.others()) {
      double rise = huber(norm(b), input.t()) - first[0];
      double bregman = rise - dot(u, minus(b, a));
      double gauge = huber(norm(b), input.t()) + first[0] + first[1] + norm(u) * norm(b);
      double slack = 2 * clip.roundoff(a.length) * gauge;
      found.offer(Comparison.atLeast("H(b) above its tangent at a", bregman, 0, slack), input);
      double parabola = distance(a, b) * distance(a, b) / 2;
      found.offer(
          Comparison.atMost("H(b) below its parabola at a", bregman, parabola, slack), input);
    }
  }

  private static double huber(double norm, double t) {
    return norm <= t ? norm * norm / 2 : t * norm - t * t / 2;
  }

  /** (d), for the row against points near and far. */
  private static void firm(Clip clip, ClipCase input, Tightest found) {
    double[] a = input.g();
    double[] u = clip.of(a, input.t());
    for (double[] b : input.others()) {
      double[] w = clip.of(b, input.t());
      double[] moved = minus(u, w);
      double slack =
          4 * clip.roundoff(a.length) * (norm(u) + norm(w)) * (norm(a) + norm(b) + norm(u));
      found.offer(
          Comparison.atLeast(
              "⟨clip a − clip b, a − b⟩ ≥ ‖clip a − clip b‖²",
              dot(moved, minus(a, b)),
              dot(moved, moved),
              slack),
          input);
    }
  }

  /** (e). */
  private static void norms(Clip clip, ClipCase input, Tightest found) {
    double[] u = clip.of(input.g(), input.t());
    double expected = Math.min(input.norm(), input.t());
    found.offer(
        Comparison.equal("‖clip g‖", norm(u), expected, clip.roundoff(u.length) * expected), input);
  }

  /** (e) at equality, on rows whose norm is an integer: 7 = ‖(2, 3, 6)‖ and so on. */
  private static Finding boundary(Trial trial) {
    double[][] rows = {{5}, {3, 4}, {2, 3, 6}, {1, 4, 8}, {2, 4, 5, 6}};
    double[] norms = {5, 5, 7, 9, 9};
    return Clip.onEvery(
        trial,
        (clip, found) -> {
          for (int multiple = 1; multiple <= 100; multiple++) {
            for (int r = 0; r < rows.length; r++) {
              double[] g = times(multiple, rows[r]);
              double[] u = clip.of(g, multiple * norms[r]);
              double changed = IntStream.range(0, g.length).map(j -> u[j] == g[j] ? 0 : 1).sum();
              found.offer(
                  Comparison.equal("coordinates changed", changed, 0, 0),
                  "g = " + Estimators.show(g));
            }
          }
        });
  }
}
