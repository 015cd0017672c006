package org.noiseproof.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.Catoni;
import org.noiseproof.spec.EstimatorSpec.CoordinateClip;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.MedianOfMeans;
import org.noiseproof.spec.EstimatorSpec.MicroBatchClip;
import org.noiseproof.spec.EstimatorSpec.Normalize;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.EstimatorSpec.PerSampleNormalize;
import org.noiseproof.spec.EstimatorSpec.QuantileClip;
import org.noiseproof.spec.EstimatorSpec.Sign;
import org.noiseproof.spec.EstimatorSpec.TrimmedMean;
import org.noiseproof.spec.EstimatorSpec.TruncatedMean;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.MatrixOptimizerSpec.PolarGrad;
import org.noiseproof.spec.NormSpec.Frobenius;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.KyFanDual;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Max;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Horizon;
import org.noiseproof.spec.ScheduleSpec.InverseSqrt;
import org.noiseproof.spec.ScheduleSpec.Power;

class SpecJsonProperties {

  @Property(seed = "1")
  void an_estimator_comes_back_from_its_json_as_it_was(@ForAll("estimators") EstimatorSpec spec) {
    assertThat(SpecJson.estimator(SpecJson.write(spec).toString())).isEqualTo(spec);
    assertThat(SpecJson.estimator(SpecJson.write(spec))).isEqualTo(spec);
    assertThat(SpecJson.estimators()).contains(SpecJson.type(spec));
  }

  @Property(seed = "2")
  void an_optimizer_comes_back_from_its_json_as_it_was(@ForAll("optimizers") OptimizerSpec spec) {
    assertThat(SpecJson.optimizer(SpecJson.write(spec).toString())).isEqualTo(spec);
    assertThat(SpecJson.optimizer(SpecJson.write(spec))).isEqualTo(spec);
    assertThat(SpecJson.optimizers()).contains(SpecJson.type(spec));
  }

  @Provide
  Arbitrary<EstimatorSpec> estimators() {
    Arbitrary<Double> positive = atLeastZero().filter(x -> x > 0);
    Arbitrary<Integer> count = Arbitraries.integers().greaterOrEqual(1);
    return Arbitraries.oneOf(
        Arbitraries.of(
            new Mean(),
            new Normalize(),
            new PerSampleNormalize(),
            new Sign(),
            new GeometricMedian()),
        Combinators.combine(atLeastZero(), positive).as(PerSampleClip::new),
        Combinators.combine(atLeastZero(), positive).as(TruncatedMean::new),
        atLeastZero().map(BatchClip::new),
        Combinators.combine(atLeastZero(), count).as(MicroBatchClip::new),
        atLeastZero().map(CoordinateClip::new),
        positive.filter(Double::isFinite).map(Catoni::new),
        positive.filter(q -> q <= 1).map(QuantileClip::new),
        Arbitraries.integers().greaterOrEqual(0).map(TrimmedMean::new),
        count.map(MedianOfMeans::new));
  }

  @Property(seed = "3")
  void a_norm_comes_back_from_its_json_as_it_was_and_is_the_dual_of_its_dual(
      @ForAll("norms") NormSpec spec) {
    assertThat(SpecJson.norm(SpecJson.write(spec).toString())).isEqualTo(spec);
    assertThat(SpecJson.norms()).contains(SpecJson.type(spec));
    if (spec instanceof Schatten(double p)) {
      assertThat(1 / p + 1 / ((Schatten) spec.dual()).p())
          .isCloseTo(1, offset(Tolerance.CLOSED_FORM));
    } else {
      assertThat(spec.dual().dual()).isEqualTo(spec);
    }
  }

  @Provide
  Arbitrary<NormSpec> norms() {
    Arbitrary<Integer> k = Arbitraries.integers().greaterOrEqual(1);
    return Arbitraries.oneOf(
        Arbitraries.of(new Frobenius(), new Max(), new L1(), new Spectral(), new Nuclear()),
        Arbitraries.doubles().between(1, false, 1e6, true).map(Schatten::new),
        k.map(KyFan::new),
        k.map(KyFanDual::new));
  }

  @Provide
  Arbitrary<OptimizerSpec> optimizers() {
    Arbitrary<Double> finite = atLeastZero().filter(Double::isFinite);
    Arbitrary<Double> belowOne =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(0, true, 1, false),
            Arbitraries.of(0.0, Math.nextDown(1.0), Double.MIN_VALUE));
    return Arbitraries.oneOf(
        Combinators.combine(finite, finite, Arbitraries.doubles(), finite)
            .as((eta, mu, dampening, lambda) -> new Sgd(eta, mu, dampening, false, lambda)),
        Combinators.combine(finite, finite.filter(mu -> mu > 0), finite)
            .as((eta, mu, lambda) -> new Sgd(eta, mu, 0, true, lambda)),
        Combinators.combine(finite, atLeastZero(), belowOne, Arbitraries.of(true, false))
            .as(ClippedSgd::new),
        Combinators.combine(finite, belowOne).as(SignSgd::new),
        Combinators.combine(finite, belowOne, Arbitraries.of(true, false)).as(NormalizedSgd::new),
        Combinators.combine(finite, belowOne, belowOne, finite, finite).as(Adam::new),
        Combinators.combine(finite, norms(), belowOne, finite).as(Nsd::new),
        Combinators.combine(finite, belowOne, Arbitraries.integers().between(0, 9), finite)
            .as(Nucgd::new),
        Combinators.combine(finite, belowOne, Arbitraries.integers().between(0, 9), finite)
            .as(Muon::new),
        Combinators.combine(finite, belowOne, finite).as(PolarGrad::new),
        Combinators.combine(finite, atLeastZero(), schedules(), schedules())
            .as(
                (eta, tau, rate, threshold) ->
                    scheduled(new ClippedSgd(eta, tau, 0), rate, threshold)),
        Combinators.combine(finite, belowOne, schedules())
            .as(
                (eta, mu, rate) ->
                    scheduled(new NormalizedSgd(eta, mu, false), rate, new Constant())));
  }

  private static OptimizerSpec scheduled(
      OptimizerSpec optimizer, ScheduleSpec learningRate, ScheduleSpec threshold) {
    return new Scheduled(optimizer, learningRate, threshold);
  }

  private static Arbitrary<ScheduleSpec> schedules() {
    return Arbitraries.oneOf(
        Arbitraries.just(new Constant()),
        Combinators.combine(Arbitraries.doubles(), Arbitraries.doubles().between(0, 1e9))
            .as(Power::new),
        Combinators.combine(Arbitraries.doubles(), Arbitraries.longs().greaterOrEqual(1))
            .as(Horizon::new),
        Combinators.combine(
                Arbitraries.longs().greaterOrEqual(0),
                Arbitraries.doubles().between(0, false, 1e9, true))
            .as(InverseSqrt::new));
  }

  private static Arbitrary<Double> atLeastZero() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().greaterOrEqual(0),
        Arbitraries.of(0.0, Double.MIN_VALUE, 1e-300, 0.1, 1.5, 1e300, Double.POSITIVE_INFINITY));
  }
}
