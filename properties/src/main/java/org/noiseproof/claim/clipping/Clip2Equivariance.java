package org.noiseproof.claim.clipping;

import static org.noiseproof.claim.clipping.Vectors.distance;
import static org.noiseproof.claim.clipping.Vectors.norm;
import static org.noiseproof.claim.clipping.Vectors.reflect;
import static org.noiseproof.claim.clipping.Vectors.times;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.noiseproof.backend.Precision;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.zoo.WrongClips;
import org.noiseproof.zoo.WrongDirections;

/**
 * CLIP-2: what commutes with clipping, and where its threshold leads: to the identity as t → ∞, to
 * the normalized gradient as t → 0.
 *
 * <p>Scale equivariance carries CLIP-1 from rows of ordinary size to rows near the ends of the
 * range of doubles, where norms naively squared overflow or vanish.
 */
final class Clip2Equivariance {
  private Clip2Equivariance() {}

  private static final Check SCALE =
      Check.bound(
          "scale",
          "clip_{ct}(cg) against c clip_t(g), c from 2⁻⁹⁸⁰ to 2⁹⁸⁰, on either sign of g",
          trial -> Clip.onEveryCase(trial, Clip2Equivariance::scale));

  private static final Check ROTATION =
      Check.bound(
          "orthogonal-equivariance",
          "clip_t(Qg) against Q clip_t(g) for random reflections Q, which generate the rotations",
          trial -> Clip.onEveryCase(trial, Clip2Equivariance::rotation));

  private static final Check SEMIGROUP =
      Check.bound(
          "semigroup",
          "clip_s(clip_t(g)) against clip_{min(s,t)}(g)",
          trial -> Clip.onEveryCase(trial, Clip2Equivariance::semigroup));

  private static final Check IDENTITY =
      Check.exact(
          "infinite-threshold",
          "coordinates that clip_∞ changes",
          trial -> Clip.onEveryCase(trial, Clip2Equivariance::identity));

  private static final Check NORMALIZED =
      Check.bound(
          "small-threshold",
          "clip_t(g)/t against g/‖g‖ as the backend normalizes, t from ‖g‖ down to 2⁻⁹⁰‖g‖",
          trial ->
              Estimators.with(
                  trial,
                  List.of(new Normalize()),
                  estimators -> Clip.onEveryCase(trial, Clip2Equivariance::normalized)));

  private static final Check CUBE =
      Check.exact(
          "coordinate-clip",
          "clipping by value against the projection on the cube, coordinate by coordinate, and under "
              + "permutations and changes of sign",
          trial ->
              Estimators.with(
                  trial, List.of(new CoordinateClip(1)), estimators -> cube(trial, estimators)));

  private static final Check DIRECTION =
      Check.bound(
          "direction",
          "‖clip g‖ g against ‖g‖ clip g",
          trial ->
              Clip.onEveryCase(
                  trial, (clip, input, found) -> direction(clip::of, clip, input, found)));

  static Claim claim() {
    return new Claim(
        "CLIP-2",
        "Equivariance and limits of clipping",
        """
        clip_{ct}(cg) = c clip_t(g) for c > 0; clip_t(−g) = −clip_t(g); clip_t(Qg) = Q clip_t(g) for orthogonal Q;
        clip_s ∘ clip_t = clip_{min(s,t)}; clip_∞ is the identity; clip_t(g) = t g/‖g‖ for 0 < t ≤ ‖g‖, so that
        normalized SGD is the limit of clipped SGD with ηt fixed. Clipping by the norm keeps the direction.
        Clipping by value, the projection on the cube [−t, t]ᵈ, commutes with permutations and changes of sign
        but not with rotations, and clipping layer by layer does not keep the direction.\
        """,
        """
        \\operatorname{clip}_{ct}(cg)=c\\operatorname{clip}_t(g),\\quad \
        \\operatorname{clip}_t(Qg)=Q\\operatorname{clip}_t(g),\\quad \
        \\operatorname{clip}_s\\circ\\operatorname{clip}_t=\\operatorname{clip}_{\\min(s,t)},\\quad \
        \\lim_{t\\to\\infty}\\operatorname{clip}_t(g)=g,\\quad \
        \\lim_{t\\to 0^+}\\frac{\\operatorname{clip}_t(g)}{t}=\\frac{g}{\\lVert g\\rVert}""",
        new Source("Standard: immediate from the definition", Source.Status.STANDARD),
        List.of("g finite, 0 ≤ t ≤ ∞, c > 0", "Q orthogonal, drawn as a reflection"),
        List.of(new Constant("t", "the threshold"), new Constant("c", "a change of scale")),
        List.of(SCALE, ROTATION, SEMIGROUP, IDENTITY, NORMALIZED, CUBE, DIRECTION),
        List.of(
            Control.statement("clipping by value is rotation equivariant", rotatedCube()),
            Control.statement("clipping layer by layer keeps the direction", layers()),
            Control.implementation(WrongClips.UNSCALED_NORM, SCALE),
            Control.implementation(WrongClips.EPSILON_IN_THE_DENOMINATOR, SCALE),
            Control.implementation(WrongClips.SQUARED_NORM, SCALE),
            Control.implementation(WrongClips.COORDINATE_WISE, ROTATION),
            Control.implementation(WrongClips.TAXICAB_NORM, ROTATION),
            Control.implementation(WrongClips.MAXIMUM_NORM, ROTATION),
            Control.implementation(WrongClips.LAST_COLUMN_IGNORED, ROTATION),
            Control.implementation(WrongClips.SMOOTH_CLIP, SEMIGROUP),
            Control.implementation(WrongClips.ALWAYS_RESCALED, SEMIGROUP),
            Control.implementation(WrongClips.COORDINATE_WISE, DIRECTION),
            Control.implementation(WrongDirections.CLAMPED_ABOVE_ONLY, CUBE),
            Control.implementation(WrongDirections.NORM_FOR_COORDINATES, CUBE)),
        List.of(
            "Implementations that scale every row alike by a wrong factor obey the equivariances: CLIP-1 sees them.",
            "Rows some of whose coordinates are subnormal are judged to the subnormal spacing, not relatively.",
            "The limit t → 0 compares two estimators of the same backend, which may share an error."));
  }

  private static void scale(Clip clip, ClipCase input, Tightest found) {
    double[] u = clip.of(input.g(), input.t());
    boolean wide = clip.estimators().precision() == Precision.FLOAT64;
    int far = wide ? 980 : 80;
    for (int exponent : new int[] {-far, -1, 1, far}) {
      double c = Math.scalb(1.0, exponent);
      double factor = input.unit()[0] < 0 ? -c : c;
      double[] scaled = clip.of(times(factor, input.g()), c * input.t());
      double floor = u.length * clip.estimators().smallest() / c;
      found.offer(
          Comparison.atMost(
              "‖clip_{ct}(±cg)/c ∓ clip_t(g)‖",
              distance(times(1 / factor, scaled), u),
              0,
              clip.roundoff(u.length) * norm(u) + floor),
          "c = 2^%d, %s".formatted(exponent, input));
    }
  }

  private static void rotation(Clip clip, ClipCase input, Tightest found) {
    double[] u = clip.of(input.g(), input.t());
    double[] rotated = clip.of(reflect(input.unit(), input.g()), input.t());
    found.offer(
        Comparison.atMost(
            "‖clip_t(Qg) − Q clip_t(g)‖",
            distance(rotated, reflect(input.unit(), u)),
            0,
            4 * clip.roundoff(u.length) * norm(u)),
        input);
  }

  private static void semigroup(Clip clip, ClipCase input, Tightest found) {
    double[] u = clip.of(input.g(), input.t());
    for (double factor : new double[] {0, 0.5, 1, 2}) {
      double s = factor * input.norm();
      double[] twice = clip.of(u, s);
      double[] once = clip.of(input.g(), Math.min(s, input.t()));
      found.offer(
          Comparison.atMost(
              "‖clip_s(clip_t(g)) − clip_{min(s,t)}(g)‖",
              distance(twice, once),
              0,
              2 * clip.roundoff(u.length) * norm(once)),
          "s = %s, %s".formatted(s, input));
    }
  }

  private static void identity(Clip clip, ClipCase input, Tightest found) {
    double[] g = clip.estimators().round(input.g());
    double[] u = clip.of(g, Double.POSITIVE_INFINITY);
    double changed = IntStream.range(0, u.length).map(j -> u[j] == g[j] ? 0 : 1).sum();
    found.offer(Comparison.equal("coordinates that clip_∞ changes", changed, 0, 0), input);
  }

  private static void normalized(Clip clip, ClipCase input, Tightest found) {
    double[] direction = clip.estimators().estimate(new Normalize(), List.of(input.g()));
    for (int exponent : new int[] {0, -1, -20, -90}) {
      double t = Math.scalb(input.norm(), exponent);
      double[] u = clip.of(input.g(), t);
      double slack = 4 * clip.roundoff(u.length) * t;
      found.offer(
          Comparison.atMost("‖clip_t(g) − t g/‖g‖‖", distance(u, times(t, direction)), 0, slack),
          "t = 2^%d ‖g‖, %s".formatted(exponent, input));
    }
  }

  private static void direction(
      BiFunction<double[], Double, double[]> clipped, Clip clip, ClipCase input, Tightest found) {
    double[] u = clipped.apply(input.g(), input.t());
    found.offer(
        Comparison.atMost(
            "‖ ‖clip g‖ g − ‖g‖ clip g ‖",
            distance(times(norm(u), input.g()), times(input.norm(), u)),
            0,
            2 * clip.roundoff(u.length) * norm(u) * input.norm()),
        input);
  }

  /** The clamp itself, and the same on the reversed and the negated row. */
  private static Finding cube(Trial trial, Estimators estimators) {
    Tightest found = new Tightest();
    ClipCase.of(trial)
        .forEach(
            input -> {
              double t = estimators.precision().round(input.t());
              double[] g = estimators.round(input.g());
              double[] clamp = Arrays.stream(g).map(x -> Math.max(-t, Math.min(t, x))).toArray();
              offerChanged("clamp", clamp, valueClip(estimators, g, t), input, found);
              double[] reversed = reversed(valueClip(estimators, reversed(g), t));
              offerChanged("clamp of the reversed row", clamp, reversed, input, found);
              double[] negated = times(-1, valueClip(estimators, times(-1, g), t));
              offerChanged("clamp of the negated row", clamp, negated, input, found);
            });
    return Finding.of(found.comparisons());
  }

  private static void offerChanged(
      String what, double[] expected, double[] actual, ClipCase input, Tightest found) {
    double changed =
        IntStream.range(0, expected.length).map(j -> actual[j] == expected[j] ? 0 : 1).sum();
    found.offer(Comparison.equal("coordinates that differ, " + what, changed, 0, 0), input);
  }

  private static double[] valueClip(Estimators estimators, double[] g, double t) {
    return estimators.estimate(new CoordinateClip(t), List.of(g));
  }

  private static double[] reversed(double[] g) {
    return IntStream.range(0, g.length).mapToDouble(j -> g[g.length - 1 - j]).toArray();
  }

  /** g = (3, 0), t = 2, a rotation by 45°: (√2, √2) against (2, 2). */
  private static Check rotatedCube() {
    return Check.bound(
        "clip-by-value-under-rotation",
        "R clip(g) against clip(Rg) for g = (3, 0), t = 2, R by 45°",
        trial ->
            Estimators.with(
                trial,
                List.of(new CoordinateClip(2)),
                estimators -> {
                  double[] straight = valueClip(estimators, new double[] {3, 0}, 2);
                  double[] rotated = valueClip(estimators, quarter(new double[] {3, 0}), 2);
                  double slack = 4 * estimators.roundoff(new CoordinateClip(2), 1, 2) * 3;
                  return Finding.of(
                      List.of(
                          Comparison.atMost(
                              "‖clip(Rg) − R clip(g)‖",
                              distance(rotated, quarter(straight)),
                              0,
                              slack)));
                }));
  }

  /** A rotation by 45°. */
  private static double[] quarter(double[] g) {
    return times(Math.sqrt(0.5), new double[] {g[0] - g[1], g[0] + g[1]});
  }

  /**
   * The direction check on a clip that treats each half of the coordinates as a layer of its own.
   */
  private static Check layers() {
    return Check.bound(
        "layer-wise-direction",
        "‖c‖ g against ‖g‖ c, c the row whose halves are clipped each to t",
        trial ->
            Clip.onEveryCase(
                trial,
                (clip, input, found) ->
                    direction((g, t) -> byHalves(clip, g, t), clip, input, found)));
  }

  private static double[] byHalves(Clip clip, double[] g, double t) {
    if (g.length == 1) {
      return clip.of(g, t);
    }
    double[] first = clip.of(Arrays.copyOf(g, g.length / 2), t);
    double[] second = clip.of(Arrays.copyOfRange(g, g.length / 2, g.length), t);
    double[] both = Arrays.copyOf(first, g.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
