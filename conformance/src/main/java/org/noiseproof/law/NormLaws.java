package org.noiseproof.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.Norm.Direction;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Draw;
import org.noiseproof.check.MatrixDraws;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Probe;
import org.noiseproof.check.Subject;
import org.noiseproof.criteria.Alignment;
import org.noiseproof.criteria.Buffer;
import org.noiseproof.criteria.TestRatio;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.reference.ExactNorm;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;

/**
 * What a norm on matrices and its direction of steepest ascent must be. Its value may be off by γ
 * of √(entries) ‖W‖_F, at least Σ|w|, which is at least any of these norms.
 */
public final class NormLaws {
  private NormLaws() {}

  private static final int OWN_ROUNDINGS = 8;
  private static final double FACTOR = 8;

  /** The laws of all norms, by norm. */
  public static List<Check> all() {
    Map<String, Function<Draw, NormSpec>> norms = new LinkedHashMap<>();
    norms.put("frobenius", draw -> new Frobenius());
    norms.put("max", draw -> new Max());
    norms.put("l1", draw -> new L1());
    norms.put("spectral", draw -> new Spectral());
    norms.put("nuclear", draw -> new Nuclear());
    norms.put("schatten", draw -> new Schatten(draw.oneOf(List.of(1.25, 1.5, 2.0, 3.0, 8.0))));
    norms.put("ky_fan", draw -> new KyFan(draw.between(1, 4)));
    norms.put("ky_fan_dual", draw -> new KyFanDual(draw.between(1, 4)));
    List<Check> checks = new ArrayList<>();
    norms.forEach((type, norm) -> checks.addAll(of(type, norm)));
    return List.copyOf(checks);
  }

  private static List<Check> of(String type, Function<Draw, NormSpec> norm) {
    Cases one = Cases.drawn(draw -> drawn(norm.apply(draw), draw, 1));
    Cases two = Cases.drawn(draw -> drawn(norm.apply(draw), draw, 2));
    return List.of(
        check(type, "value", "‖W‖ is the reference's, up to rounding", one, NormLaws::value),
        check(
            type,
            "direction",
            "the direction is of norm 1 and reaches the dual norm, by the reference's norms",
            one,
            NormLaws::direction),
        check(
            type,
            "dual-norm",
            "the dual norm that comes with a direction is the reference's, up to rounding",
            one,
            NormLaws::dualNorm),
        check(
            type,
            "zero",
            "‖0‖ = 0, with the direction 0 and the dual norm 0",
            Cases.drawn(draw -> drawn(norm.apply(draw), draw, 1).mapRows(entry -> 0)),
            NormLaws::zero),
        check(
            type,
            "units",
            "W times a power of two, up to 2^±900, has the norm times it, and the same direction",
            one,
            NormLaws::units),
        check(
            type,
            "signs",
            "‖−W‖ = ‖W‖",
            one,
            (subject, input) ->
                near(
                    subject,
                    input,
                    Probe.norm(subject, input).of(only(input).times(-1)),
                    Probe.norm(subject, input).of(only(input)),
                    gauge(only(input)))),
        check(type, "triangle", "‖W + Z‖ ≤ ‖W‖ + ‖Z‖, up to rounding", two, NormLaws::triangle),
        check(type, "hoelder", "⟨W, Z⟩ ≤ ‖W‖ ‖Z‖_*, up to rounding", two, NormLaws::hoelder),
        check(
            type,
            "refuses-bad-entries",
            "an entry that is not finite is refused and named by row and column",
            one,
            NormLaws::refuses));
  }

  private static Check check(
      String type, String name, String demand, Cases cases, Check.Test test) {
    return new Check("norm/" + type + "/" + name, demand, type, true, cases, test);
  }

  private static Case drawn(NormSpec norm, Draw draw, int count) {
    int rows = MatrixDraws.size(draw);
    int columns = MatrixDraws.size(draw);
    Matrix[] matrices = new Matrix[count];
    Arrays.setAll(matrices, i -> MatrixDraws.matrix(draw, rows, columns));
    return Case.of(norm, matrices);
  }

  private static Matrix only(Case input) {
    return input.matrices().getFirst();
  }

  private static TestRatio ratio(Subject subject, Case input) {
    int depth =
        Probe.norm(subject, input).depth(input.matrixRows(), input.matrixColumns()) + OWN_ROUNDINGS;
    return new TestRatio(subject.describe().precision(), depth);
  }

  private static double gauge(Matrix matrix) {
    return Math.sqrt(matrix.rows() * matrix.columns()) * Laws.norm(matrix.entries());
  }

  private static Outcome near(
      Subject subject, Case input, double expected, double actual, double gauge) {
    return Laws.judged(
        ratio(subject, input).between(expected, actual, gauge),
        () -> "expected %s, got %s".formatted(expected, actual));
  }

  private static Outcome value(Subject subject, Case input) {
    Matrix w = only(input);
    double expected = new ExactNorm((NormSpec) input.spec()).of(w);
    return near(subject, input, expected, Probe.norm(subject, input).of(w), gauge(w));
  }

  private static Outcome direction(Subject subject, Case input) {
    Matrix z = only(input);
    Matrix direction = Probe.norm(subject, input).direction(z).matrix();
    double[] errors = new double[input.dimension()];
    Arrays.fill(errors, 1);
    NormSpec norm = (NormSpec) input.spec();
    return new Alignment(norm, ratio(subject, input))
        .of(Buffer.of(norm, z), direction, Matrix.of(z.rows(), z.columns(), errors));
  }

  private static Outcome dualNorm(Subject subject, Case input) {
    Matrix z = only(input);
    double expected = ExactNorm.encloseDual((NormSpec) input.spec(), z).centre().toDouble();
    return near(
        subject, input, expected, Probe.norm(subject, input).direction(z).dualNorm(), gauge(z));
  }

  private static Outcome zero(Subject subject, Case input) {
    Norm norm = Probe.norm(subject, input);
    Direction direction = norm.direction(only(input));
    return Outcome.require(
        norm.of(only(input)) == 0
            && direction.dualNorm() == 0
            && direction.matrix().isFinite()
            && direction.matrix().largest() == 0,
        "the norm is %s, the direction %s".formatted(norm.of(only(input)), direction));
  }

  private static Outcome units(Subject subject, Case input) {
    Norm norm = Probe.norm(subject, input);
    Matrix w = only(input);
    int exponent =
        switch (subject.describe().precision()) {
          case FLOAT64 -> 900;
          case FLOAT32 -> 80;
        };
    Outcome worst = Outcome.EXACT;
    for (int e : new int[] {-exponent, exponent}) {
      Case scaled = input.mapRows(x -> Math.scalb(x, e));
      double back = Math.scalb(norm.of(only(scaled)), -e);
      worst =
          worst
              .worst(near(subject, input, norm.of(w), back, gauge(w)))
              .worst(direction(subject, scaled));
    }
    return worst;
  }

  private static Outcome triangle(Subject subject, Case input) {
    Norm norm = Probe.norm(subject, input);
    Matrix w = input.matrices().getFirst();
    Matrix z = input.matrices().getLast();
    double together = norm.of(rounded(subject, w.plus(z)));
    double apart = norm.of(w) + norm.of(z);
    return Laws.judged(
        ratio(subject, input).above(together, apart, gauge(w) + gauge(z)),
        () -> "‖W + Z‖ = %s, ‖W‖ + ‖Z‖ = %s".formatted(together, apart));
  }

  private static Matrix rounded(Subject subject, Matrix matrix) {
    double[] entries =
        Arrays.stream(matrix.entries()).map(subject.describe().precision()::round).toArray();
    return Matrix.of(matrix.rows(), matrix.columns(), entries);
  }

  private static Outcome hoelder(Subject subject, Case input) {
    Norm norm = Probe.norm(subject, input);
    Matrix w = input.matrices().getFirst();
    Matrix z = input.matrices().getLast();
    double product = norm.of(w) * norm.direction(z).dualNorm();
    return Laws.judged(
        ratio(subject, input).above(w.inner(z), product, FACTOR * gauge(w) * gauge(z)),
        () -> "⟨W, Z⟩ = %s, ‖W‖ ‖Z‖_* = %s".formatted(w.inner(z), product));
  }

  private static Outcome refuses(Subject subject, Case input) {
    Norm norm = Probe.norm(subject, input);
    double[] entries = only(input).entries();
    entries[entries.length - 1] = Double.NaN;
    Matrix bad = Matrix.of(input.matrixRows(), input.matrixColumns(), entries);
    return refused(() -> norm.of(bad), bad).worst(refused(() -> norm.direction(bad), bad));
  }

  private static Outcome refused(Runnable call, Matrix bad) {
    try {
      call.run();
      return Outcome.broken(bad + " was taken");
    } catch (IllegalArgumentException refusal) {
      String message = String.valueOf(refusal.getMessage());
      return Outcome.require(
          message.contains(Integer.toString(bad.rows() - 1))
              && message.contains(Integer.toString(bad.columns() - 1)),
          "the refusal of %s does not name row and column: %s".formatted(bad, message));
    }
  }
}
