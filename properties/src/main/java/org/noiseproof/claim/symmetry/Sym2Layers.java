package org.noiseproof.claim.symmetry;

import java.util.List;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Comparison;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.clipping.Tightest;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.loss.DeepLinear;
import org.noiseproof.loss.Sample;
import org.noiseproof.random.RandomStream;

/** Matrices of charges 𝒞_l = W_{l+1}ᵀW_{l+1} − W_lW_lᵀ, with one learning rate a layer. */
final class Sym2Layers {
  private Sym2Layers() {}

  private static final List<DeepLinear> NETS =
      List.of(DeepLinear.of(4, 3, 2), DeepLinear.of(3, 2, 3, 2));

  /** η_1, η_2, η_3 of the layers. */
  private static final double[] RATES = {0.13, 0.05, 0.3};

  /** What layer-wise rates are divided by in the charge. */
  enum Weight {
    /** W_{l+1}ᵀW_{l+1}/η_{l+1} − W_lW_lᵀ/η_l: A P⁻¹. */
    BY_RATE,
    /** Not at all: A. */
    NONE
  }

  /** 𝒞′ = (1−ηγ)²𝒞 + η²(Ĝ_{l+1}ᵀĜ_{l+1} − Ĝ_lĜ_lᵀ), every entry. */
  static Check matrix(String name, int sign) {
    return Check.exact(
        name,
        "every entry of 𝒞_l after a step of deep linear nets, beside (1−ηγ)²𝒞_l + "
            + "η²(Ĝ_{l+1}ᵀĜ_{l+1} − Ĝ_lĜ_lᵀ); η = 0.13, γ = 0.4",
        trial -> {
          Tightest found = new Tightest();
          Dyadic eta = Dyadic.of(0.13);
          Dyadic kept = Dyadic.ONE.minus(eta.times(Dyadic.of(0.4)));
          for (DeepLinear net : NETS) {
            RandomStream random = trial.streams().replicate(net.layers());
            Dyadic[] theta = ExactSteps.point(net.parameters(), random);
            List<Sample> batch = ExactSteps.samples(net, 3, random);
            Dyadic[] g = ExactSteps.gradient(net, theta, batch);
            Dyadic[] next = Dyadics.minus(Dyadics.times(kept, theta), Dyadics.times(eta, g));
            for (int l = 1; l < net.layers(); l++) {
              int width = net.widths().get(l);
              for (int i = 0; i < width * width; i++) {
                Dyadic before = above(net, theta, l, i).minus(below(net, theta, l, i));
                Dyadic after = above(net, next, l, i).minus(below(net, next, l, i));
                Dyadic pushed =
                    above(net, g, l, i).minus(Dyadic.of(sign).times(below(net, g, l, i)));
                Dyadic defect =
                    after.minus(kept.square().times(before)).minus(eta.square().times(pushed));
                found.offer(
                    Comparison.equal(
                        "entry of 𝒞′, less what is predicted", defect.toDouble(), 0, 0),
                    "row %d, column %d of layer %d of %s".formatted(i / width, i % width, l, net));
              }
            }
          }
          return Finding.of(found.comparisons());
        });
  }

  /** tr of W_{l+1}ᵀW_{l+1}/η_{l+1} − W_lW_lᵀ/η_l gains η_{l+1}‖Ĝ_{l+1}‖² − η_l‖Ĝ_l‖². */
  static Check layerwise(String name, Weight weight) {
    return Check.exact(
        name,
        "‖W_{l+1}‖²/η_{l+1} − ‖W_l‖²/η_l gains η_{l+1}‖Ĝ_{l+1}‖² − η_l‖Ĝ_l‖² in a step of rates 0.13, "
            + "0.05, 0.3 of the layers",
        trial -> {
          Tightest found = new Tightest();
          for (DeepLinear net : NETS) {
            RandomStream random = trial.streams().replicate(net.layers());
            Dyadic[] theta = ExactSteps.point(net.parameters(), random);
            Dyadic[] g = ExactSteps.gradient(net, theta, ExactSteps.samples(net, 2, random));
            Dyadic[] next = theta.clone();
            for (int l = 1; l <= net.layers(); l++) {
              for (int i = net.offset(l); i < net.offset(l + 1); i++) {
                next[i] = theta[i].minus(rate(l).times(g[i]));
              }
            }
            for (int l = 1; l < net.layers(); l++) {
              found.offer(
                  Comparison.equal(
                      "the gain, less what is predicted",
                      defect(net, l, theta, g, next, weight).toDouble(),
                      0,
                      0),
                  "layers %d and %d of %s".formatted(l, l + 1, net));
            }
          }
          return Finding.of(found.comparisons());
        });
  }

  private static Dyadic rate(int layer) {
    return Dyadic.of(RATES[layer - 1]);
  }

  /** Times η_l η_{l+1}, so that nothing is divided. */
  private static Dyadic defect(
      DeepLinear net, int l, Dyadic[] theta, Dyadic[] g, Dyadic[] next, Weight weight) {
    Dyadic low = rate(l);
    Dyadic high = rate(l + 1);
    Dyadic above = squares(net, next, l + 1).minus(squares(net, theta, l + 1));
    Dyadic below = squares(net, next, l).minus(squares(net, theta, l));
    Dyadic pushedAbove = high.square().times(squares(net, g, l + 1));
    Dyadic pushedBelow = low.square().times(squares(net, g, l));
    return switch (weight) {
      case BY_RATE ->
          low.times(above.minus(pushedAbove)).minus(high.times(below.minus(pushedBelow)));
      case NONE -> above.minus(pushedAbove).minus(below.minus(pushedBelow));
    };
  }

  private static Dyadic squares(DeepLinear net, Dyadic[] v, int layer) {
    Dyadic sum = Dyadic.ZERO;
    for (int i = net.offset(layer); i < net.offset(layer + 1); i++) {
      sum = sum.plus(v[i].square());
    }
    return sum;
  }

  /** Entry i, row by row, of W_{l+1}ᵀW_{l+1}. */
  private static Dyadic above(DeepLinear net, Dyadic[] v, int l, int i) {
    int width = net.widths().get(l);
    Dyadic sum = Dyadic.ZERO;
    for (int out = 0; out < net.widths().get(l + 1); out++) {
      int row = net.offset(l + 1) + out * width;
      sum = sum.plus(v[row + i / width].times(v[row + i % width]));
    }
    return sum;
  }

  /** Entry i, row by row, of W_lW_lᵀ. */
  private static Dyadic below(DeepLinear net, Dyadic[] v, int l, int i) {
    int width = net.widths().get(l);
    int columns = net.widths().get(l - 1);
    Dyadic sum = Dyadic.ZERO;
    for (int in = 0; in < columns; in++) {
      Dyadic first = v[net.offset(l) + i / width * columns + in];
      sum = sum.plus(first.times(v[net.offset(l) + i % width * columns + in]));
    }
    return sum;
  }
}
