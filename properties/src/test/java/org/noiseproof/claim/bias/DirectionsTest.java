package org.noiseproof.claim.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.noiseproof.claim.clipping.Golden;
import org.noiseproof.claim.clipping.Vectors;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.NormSpec.Spectral;

class DirectionsTest {
  private static final Directions REFERENCE = new Directions(Golden.REFERENCE);
  private static final double[] VALUES = {2, 2, 0.5, 0.125};
  private static final Prescribed KNOWN =
      Prescribed.random(6, 4, Streams.of(1, "directions").replicate(0), VALUES);

  @Test
  void prescribed_vectors_are_orthonormal() {
    for (Matrix vectors : new Matrix[] {KNOWN.left(), KNOWN.right()}) {
      Matrix gram = vectors.transpose().times(vectors);
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
          assertThat(gram.at(i, j)).isEqualTo(i == j ? 1 : 0, within(Tolerance.CLOSED_FORM));
        }
      }
    }
  }

  @Test
  void sums_of_singular_values_tell_each_of_them() {
    for (int k = 1; k <= 4; k++) {
      assertThat(REFERENCE.singularValue(KNOWN.matrix(), k))
          .isEqualTo(VALUES[k - 1], within(Tolerance.CLOSED_FORM));
    }
    assertThat(REFERENCE.dual(new Spectral(), KNOWN.matrix()))
        .isEqualTo(4.625, within(Tolerance.CLOSED_FORM));
  }

  @Test
  void a_repeated_value_has_a_plane_and_no_angle_within_it() {
    assertThat(KNOWN.multiplicity()).isEqualTo(2);
    assertThat(KNOWN.kappa()).isEqualTo(0.25);
    assertThat(KNOWN.tangent(Vectors.plus(KNOWN.left(0), KNOWN.left(1))))
        .isCloseTo(0, within(Tolerance.CLOSED_FORM));
    assertThat(KNOWN.tangent(Vectors.plus(KNOWN.left(0), KNOWN.left(2))))
        .isEqualTo(1, within(Tolerance.CLOSED_FORM));
    assertThat(KNOWN.tangent(REFERENCE.leading(KNOWN.matrix())))
        .isCloseTo(0, within(Tolerance.CLOSED_FORM));
  }
}
