package org.noiseproof.claim.bias;

import java.util.List;
import org.noiseproof.margin.Instances;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.theory.CertifiedMargins;
import org.noiseproof.theory.KnownMargin;

/** T8, and what is known of it. */
final class EightSamples {
  private EightSamples() {}

  static final MarginProblem PROBLEM = Instances.eightSamples();

  private static final List<KnownMargin> KNOWN = CertifiedMargins.eightSamples();

  /** In which γ is known: Frobenius, the largest entry, the sum, spectral, nuclear. */
  static final List<NormSpec> NORMS = KNOWN.stream().map(KnownMargin::norm).toList();

  /** γ. */
  static double gamma(NormSpec norm) {
    return known(norm).margin();
  }

  /** V, a max-margin direction. */
  static Matrix direction(NormSpec norm) {
    return known(norm).direction();
  }

  private static KnownMargin known(NormSpec norm) {
    return KNOWN.stream()
        .filter(known -> known.norm().equals(norm))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no margin is known under " + norm));
  }
}
