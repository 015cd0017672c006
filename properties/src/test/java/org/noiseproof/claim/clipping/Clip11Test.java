package org.noiseproof.claim.clipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.noiseproof.claim.clipping.Golden.digits;

import org.junit.jupiter.api.Test;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.clipping.Clip11Exact.Shape;
import org.noiseproof.claim.clipping.Clip11Exact.Worst;
import org.noiseproof.noise.CentredTwoPoint;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.theory.MedianOfMeansBounds;

class Clip11Test {

  private static final Shape SHAPE = new Shape(9, 30);

  @Test
  void holds_on_the_reference_and_every_control_is_found() {
    assertThat(Golden.surprises(Clip11.claim(), Golden.REFERENCE)).isEmpty();
  }

  @Test
  void the_plain_mean_fails_as_often_as_predicted() {
    double radius = MedianOfMeansBounds.radius(1.5, 1, 30);
    CentredTwoPoint law = Worst.WHOLE.law(1.5, SHAPE, radius);
    assertThat(digits(law.height(), 5)).isEqualTo("459.15");
    assertThat(digits(law.probability(), 5)).isEqualTo("0.00010065");
    assertThat(digits(failure(new Mean(), law, SHAPE, radius), 4)).isEqualTo("0.02681");
    assertThat(failure(new MedianOfMeans(9), law, SHAPE, radius))
        .isLessThan(MedianOfMeansBounds.failure(25));
  }

  /** Against the enumeration of all batches. */
  @Test
  void failures_by_blocks_are_failures_by_batches() {
    Shape shape = new Shape(3, 4);
    double radius = MedianOfMeansBounds.radius(2, 1, 4);
    CentredTwoPoint law = Worst.BLOCK.law(2, shape, radius);
    FiniteLaw estimate =
        FiniteLaw.ofEstimate(
            Golden.REFERENCE.estimator(new MedianOfMeans(3)).orElseThrow(),
            FiniteLaw.twoPoint(law.lower(), law.upper(), law.probability()),
            shape.samples());
    assertThat(digits(failure(new MedianOfMeans(3), law, shape, radius), 9))
        .isEqualTo(digits(estimate.probability(x -> Math.abs(x) > radius), 9));
  }

  @Test
  void a_backend_without_it_is_not_judged() {
    for (Check check : Clip11.claim().checks()) {
      assertThat(check.experiment().apply(Golden.bare()).verdict())
          .isEqualTo(Verdict.NOT_APPLICABLE);
    }
  }

  private static double failure(
      EstimatorSpec spec, CentredTwoPoint law, Shape shape, double radius) {
    Subject subject = Subject.find(Golden.TRIAL, spec).orElseThrow();
    return Clip11Exact.failure(subject, Streams.of(1, "CLIP-11"), law, shape, radius);
  }
}
