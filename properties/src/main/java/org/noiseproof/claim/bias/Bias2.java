package org.noiseproof.claim.bias;

import static org.noiseproof.claim.Comparison.atMost;
import static org.noiseproof.claim.Comparison.equal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Norm;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Source;
import org.noiseproof.claim.Trial;
import org.noiseproof.claim.Trial.Scale;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.RandomStream;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;

/** BIAS-2: the direction of a norm is of length 1, and nothing of length 1 is steeper. */
final class Bias2 {
  private Bias2() {}

  /** The backend whose norms are judged, made of the one under test. */
  private interface Norms {
    Backend of(Backend backend);

    Norms OWN = backend -> backend;

    static Norms wrong(Misdirected.Rule rule) {
      return backend -> new MisdirectedNorm(backend, rule);
    }
  }

  static Claim claim() {
    return new Claim(
        "BIAS-2",
        "Steepest directions",
        """
        For every norm on matrices and every Z, the direction D of steepest ascent of ⟨Z, ·⟩ has
          ‖D‖ ≤ 1 and ⟨Z, D⟩ = ‖Z‖_* = max {⟨Z, D'⟩ : ‖D'‖ ≤ 1},
        and the dual of the dual norm is the norm. Frobenius: Z/‖Z‖; largest entry: signs; sum of entries:
        the largest entry alone; spectral: the polar factor; nuclear: u₁v₁ᵀ; Schatten-p: σ^{q−1} in place of \
        σ, 1/p + 1/q = 1; the dual of Ky Fan's k-norm: the k leading pairs; Ky Fan's k-norm: u₁v₁ᵀ, or the \
        polar factor over k. Where D is not unique, any will do.\
        """,
        """
        \\lVert D\\rVert\\le1,\\qquad \\langle Z,D\\rangle=\\lVert Z\\rVert_*=\\max_{\\lVert D'\\rVert\\le1}\
        \\langle Z,D'\\rangle,\\qquad \\lVert W\\rVert=\\max_{\\lVert Z\\rVert_*\\le1}\\langle Z,W\\rangle""",
        new Source("Duality of norms, von Neumann's trace inequality", Source.Status.STANDARD),
        List.of("Z finite; the direction of Z = 0 is 0"),
        List.of(new Constant("\\lVert Z\\rVert_*", "the dual norm")),
        List.of(directions("directions", Norms.OWN, Geometry.EVERY_NORM)),
        List.of(
            wrong("u₁v₂ᵀ for u₁v₁ᵀ", "mixed-pair", Misdirected.MIXED_PAIR, new Nuclear()),
            wrong("the last pair", "bottom-pair", Misdirected.BOTTOM_PAIR, new Nuclear()),
            wrong("the second pair", "second-pair", Misdirected.SECOND_PAIR, new Nuclear()),
            wrong("downhill", "wrong-sign", Misdirected.WRONG_SIGN, new Max()),
            wrong(
                "all pairs where two count",
                "all-pairs",
                (right, norm, z) -> steepest(right, new Spectral(), z),
                new KyFanDual(2)),
            wrong(
                "p and q swapped, at length 1",
                "conjugate-swapped",
                Misdirected.of(new Schatten(1.5)),
                new Schatten(3)),
            wrong(
                "the polar factor at length 1 in the Frobenius norm",
                "frobenius-length",
                (right, norm, z) ->
                    Misdirected.of(new Spectral()).direction(right, new Frobenius(), z),
                new Spectral())),
        List.of(
            "Matrices of up to 5 × 5 of the ordinary range; scales and shapes are conformance's.",
            "A norm that is wrong together with its dual and both directions: the reference encloses its "
                + "own in exact arithmetic."));
  }

  private static Matrix steepest(Backend backend, NormSpec norm, Matrix z) {
    return backend.norm(norm).orElseThrow().direction(z).matrix();
  }

  private static Control wrong(String what, String slug, Misdirected.Rule rule, NormSpec norm) {
    return Control.implementation(
        what, directions("directions/" + slug, Norms.wrong(rule), List.of(norm)));
  }

  private static Check directions(String name, Norms wrapped, List<NormSpec> norms) {
    return Check.bound(
        name,
        "‖D‖, ⟨Z, D⟩ and the dual norms of random matrices, also of low rank and with repeated singular "
            + "values, and competitors of length 1",
        trial -> {
          List<NormSpec> needed = new ArrayList<>(Geometry.EVERY_NORM);
          norms.forEach(norm -> needed.add(norm.dual()));
          return Needs.norms(needed)
              .or(trial, () -> directions(trial, wrapped.of(trial.backend()), norms));
        });
  }

  private static Finding directions(Trial trial, Backend backend, List<NormSpec> norms) {
    Tightest found = new Tightest();
    int count = trial.scale() == Scale.DEEP ? 400 : 24;
    for (int i = 0; i < count; i++) {
      RandomStream random = trial.streams().replicate(i);
      Matrix z = matrix(i, random);
      for (NormSpec norm : norms) {
        String at = "matrix %d, %d × %d, %s".formatted(i, z.rows(), z.columns(), norm.label());
        judge(backend, norm, z, random, found, at);
      }
    }
    return Finding.of(found.comparisons());
  }

  private static void judge(
      Backend backend, NormSpec spec, Matrix z, RandomStream random, Tightest found, String at) {
    Norm norm = backend.norm(spec).orElseThrow();
    Norm dual = backend.norm(spec.dual()).orElseThrow();
    Norm.Direction direction = norm.direction(z);
    int entries = z.rows() * z.columns();
    double gamma =
        Tolerance.gamma(
            norm.depth(z.rows(), z.columns()) + entries + 64L,
            backend.describe().precision().unitRoundoff());
    double rounding = 2 * gamma * direction.dualNorm();
    double steepness = z.inner(direction.matrix());
    found.offer(atMost("‖D‖", norm.of(direction.matrix()), 1, 2 * gamma), at);
    found.offer(equal("⟨Z, D⟩ = ‖Z‖_*", steepness, direction.dualNorm(), rounding), at);
    found.offer(equal("‖Z‖_*, by the dual norm", dual.of(z), direction.dualNorm(), rounding), at);
    found.offer(
        equal(
            "‖Z‖, by the dual of the dual",
            dual.direction(z).dualNorm(),
            norm.of(z),
            2 * gamma * norm.of(z)),
        at);
    for (Matrix other : competitors(backend, spec, z, random)) {
      found.offer(
          atMost("⟨Z, D'⟩, ‖D'‖ = 1", z.inner(other) / norm.of(other), steepness, rounding), at);
    }
  }

  /** At random, and what other norms call steepest. */
  private static List<Matrix> competitors(
      Backend backend, NormSpec spec, Matrix z, RandomStream random) {
    List<Matrix> competitors = new ArrayList<>();
    competitors.add(gaussian(z.rows(), z.columns(), random));
    if (z.largest() > 0) {
      Geometry.EVERY_NORM.stream()
          .filter(norm -> !norm.equals(spec))
          .map(norm -> steepest(backend, norm, z))
          .filter(direction -> direction.largest() > 0)
          .forEach(competitors::add);
    }
    return competitors;
  }

  /** Of full rank; of low rank; with repeated singular values; 0. */
  private static Matrix matrix(int i, RandomStream random) {
    int rows = 2 + random.nextInt(4);
    int columns = 2 + random.nextInt(4);
    return switch (i % 4) {
      case 0 -> gaussian(rows, columns, random);
      case 1 -> {
        int rank = 1 + random.nextInt(2);
        yield gaussian(rows, rank, random).times(gaussian(rank, columns, random));
      }
      case 2 -> permuted(rows, columns, random);
      default -> i % 8 == 3 ? Matrix.zero(rows, columns) : signs(rows, columns, random);
    };
  }

  private static Matrix gaussian(int rows, int columns, RandomStream random) {
    return Matrix.of(
        rows,
        columns,
        IntStream.range(0, rows * columns).mapToDouble(e -> random.nextNormal()).toArray());
  }

  private static Matrix signs(int rows, int columns, RandomStream random) {
    return Matrix.of(
        rows,
        columns,
        IntStream.range(0, rows * columns).mapToDouble(e -> random.nextSign()).toArray());
  }

  /** One entry ±2 a row and column, as far as they go: every singular value is 2. */
  private static Matrix permuted(int rows, int columns, RandomStream random) {
    int shift = random.nextInt(columns);
    double[] entries = new double[rows * columns];
    for (int i = 0; i < Math.min(rows, columns); i++) {
      entries[i * columns + (i + shift) % columns] = 2 * random.nextSign();
    }
    return Matrix.of(rows, columns, entries);
  }
}
