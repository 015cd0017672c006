package org.noiseproof.loss;

import java.util.Arrays;
import org.noiseproof.exact.Dyadic;

/**
 * A loss made of sums and products alone (and of which side of a kink): exact on dyadic numbers.
 */
public interface ExactSampleLoss extends SampleLoss {

  /** ℓ(θ; z), exactly. */
  Dyadic exactValue(Dyadic[] theta, Sample z);

  /** ∇ℓ(θ; z), exactly. */
  Dyadic[] exactGradient(Dyadic[] theta, Sample z);

  /**
   * Σ|terms| of each coordinate of the gradient when it is multiplied out as it is computed: the
   * scale on which rounding errors of {@link #gradient} are judged.
   *
   * <p>By default the gradient at |θ|, |x| and −|y|, as is right for ½‖f(θ, x) − y‖² where f has no
   * minus signs of its own. Close to a kink no gauge helps: the sides may be mistaken.
   */
  default double[] gauge(double[] theta, Sample z) {
    Dyadic[] sizes =
        Arrays.stream(theta).mapToObj(t -> Dyadic.of(Math.abs(t))).toArray(Dyadic[]::new);
    Sample signed =
        Sample.of(
            z.x().stream().mapToDouble(Math::abs).toArray(),
            z.y().stream().mapToDouble(target -> -Math.abs(target)).toArray());
    return Arrays.stream(exactGradient(sizes, signed)).mapToDouble(Dyadic::toDouble).toArray();
  }

  /**
   * The longest chain of roundings from θ, x and y to a coordinate of {@link #gradient}, or more.
   */
  default int depth() {
    return 4 * (parameters() + inputs() + outputs()) + 16;
  }
}
