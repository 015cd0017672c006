package org.noiseproof.theory;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.noiseproof.margin.Instances;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.theory.RationalCertificate.SamplePair;

/**
 * The maximum margins of {@link Instances#eightSamples} under five norms and of {@link
 * Instances#stalling} under the largest entry: those of polyhedral norms in rational numbers, the
 * others as an interior point method found V and p: they prove ten digits of γ.
 */
public final class CertifiedMargins {
  private CertifiedMargins() {}

  private static final List<KnownMargin> EIGHT = solved(Instances.eightSamples());

  /** γ = 157/33 of the eight samples under the largest entry. */
  public static RationalCertificate eightSamplesMax() {
    return certificate(
        Instances.eightSamples(),
        """
        1 61/99 -1 -1 1
        -91/99 1 -9/11 -1 -16/33
        -1 -1 1 -85/99 0
        -1 -83/99 -9/11 1 -1""",
        "1,2:1/3 2,0:4/33 2,3:1/22 5,0:5/33 5,3:1/66 6,1:1/6 7,2:1/6");
  }

  /** γ = 129/280 of the eight samples under the sum of entries. */
  public static RationalCertificate eightSamplesSum() {
    return certificate(
        Instances.eightSamples(),
        """
        2/7 0 0 -17/280 0
        0 6/35 0 0 0
        0 -3/70 3/14 0 0
        0 0 0 9/40 0""",
        "1,1:39/280 1,2:47/280 2,3:3/20 5,0:43/280 5,3:39/280 7,2:1/4");
  }

  /** γ = 178/31 of the three stalling samples under the largest entry. */
  public static RationalCertificate stallingMax() {
    return certificate(
        Instances.stalling(),
        """
        -27/31 -1 1
        1 25/31 -1
        -1 1 -11/31""",
        "0,2:15/31 1,2:4/31 2,0:10/31 2,1:2/31");
  }

  /** The eight samples under five norms. */
  public static List<KnownMargin> eightSamples() {
    return EIGHT;
  }

  private static List<KnownMargin> solved(MarginProblem problem) {
    return List.of(
        known(
            problem,
            new Frobenius(),
            1.369537790912,
            """
            0.3528193822324703 0.21054878217695666 -0.044448957672627236 -0.3130238873506795 0.14453497597507775
            -0.15928404675379182 0.31782102274684776 -0.06870673153333637 -0.11841521873716299 -0.08920175506087956
            -0.0964851438495729 -0.31812121117484116 0.2863217308397268 -0.027579041343463968 0.1569503880735579
            -0.09705019162910558 -0.21024859374896343 -0.17316604163376317 0.4590181474313063 -0.21228360898775597""",
            "1,1:0.09598034503601215 1,2:0.1892730237947681 2,3:0.14028576959977784 "
                + "3,0:0.028068703202196597 5,0:0.11537596373344929 5,3:0.13103002923611407 "
                + "6,1:0.1421696454700377 7,2:0.15781651992764428"),
        rational(problem, new Max(), 157.0 / 33, eightSamplesMax()),
        rational(problem, new L1(), 129.0 / 280, eightSamplesSum()),
        known(
            problem,
            new Spectral(),
            2.15388513007,
            """
            0.6780308627718271 0.09211871682028434 -0.22912863111337706 -0.3524502174842047 0.3241407199538463
            -0.4496976916808416 0.6140960861212194 0.03358281154038542 -0.28786321398915554 -0.2943891097366998
            -0.2838069669215589 -0.5643397244158653 0.5266624610125489 -0.09173353561980248 0.2553152802430877
            0.05548301987863563 -0.1419099930107422 -0.3311284364526092 0.7320127973841236 -0.28512174838519083""",
            "1,1:0.04673812962188625 1,2:0.26550397021892136 2,3:0.19855572304720073 "
                + "5,0:0.19039952318196618 6,1:0.2603148619188169 7,2:0.0384877920112086"),
        known(
            problem,
            new Nuclear(),
            0.89686023162,
            """
            0.19920490988839673 0.15308215798055827 0.015638283482549573 -0.27526770288084523 0.11432147887149992
            -0.010647501655085032 0.22097355932176163 -0.11396631167998397 -0.046880668777864745 -0.07273370166220135
            0.015385528163915148 -0.2168798089805436 0.1614088758938074 0.013950278429531783 0.09850936663570185
            -0.2039429364144868 -0.157175908321596 -0.06308084767292275 0.30819809330559894 -0.14009714384779826""",
            "0,1:0.011203702990705337 0,2:0.05844930295854103 1,1:0.09938522832917598 "
                + "1,2:0.08067877500400007 3,0:0.07311929779161476 3,3:0.15178476499479626 "
                + "5,0:0.13230686910345416 5,3:0.12962130601316568 6,1:0.1346615589755925 "
                + "7,2:0.12878919383895418"));
  }

  /** γ of the eight samples under one of the five norms. */
  public static double ofEightSamples(NormSpec norm) {
    return eightSamples().stream()
        .filter(known -> known.norm().equals(norm))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no margin is known under " + norm))
        .margin();
  }

  private static KnownMargin rational(
      MarginProblem problem, NormSpec norm, double margin, RationalCertificate certificate) {
    return new KnownMargin(
        "T8", problem, norm, margin, certificate.direction(), certificate.weights());
  }

  private static KnownMargin known(
      MarginProblem problem, NormSpec norm, double margin, String w, String p) {
    Matrix direction =
        Matrix.ofRows(
            w.lines()
                .map(
                    row -> Arrays.stream(row.split(" ")).mapToDouble(Double::parseDouble).toArray())
                .toArray(double[][]::new));
    double[] weights = new double[problem.pairs()];
    pairs(p)
        .forEach(
            (pair, weight) ->
                weights[problem.pair(pair.sample(), pair.wrongClass())] =
                    Double.parseDouble(weight));
    return new KnownMargin("T8", problem, norm, margin, direction, weights);
  }

  private static RationalCertificate certificate(MarginProblem problem, String w, String p) {
    return new RationalCertificate(
        problem, w.lines().map(row -> row.split(" ")).toArray(String[][]::new), pairs(p));
  }

  /** {@code "sample,class:weight …"}. */
  private static Map<SamplePair, String> pairs(String text) {
    return Arrays.stream(text.split(" "))
        .map(entry -> entry.split("[,:]"))
        .collect(
            Collectors.toMap(
                parts -> new SamplePair(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])),
                parts -> parts[2]));
  }
}
