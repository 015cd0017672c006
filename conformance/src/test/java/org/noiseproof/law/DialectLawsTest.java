package org.noiseproof.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Check;
import org.noiseproof.check.Subject;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.Conformance.Listener;
import org.noiseproof.conformance.ConformanceRun;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.dialect.EstimatorDialect;
import org.noiseproof.dialect.Plain;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.zoo.Specimen;
import org.noiseproof.zoo.WrongOptimizers;

/** No law calls a dialect a violation where it is declared. */
final class DialectLawsTest {
  private static final int CASES = 12;

  static Stream<Named<Specimen>> dialects() {
    return WrongOptimizers.all().stream()
        .filter(specimen -> specimen.name().contains("."))
        .map(specimen -> Named.of(specimen.name(), specimen));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void a_declared_dialect_breaks_no_law(Specimen specimen) {
    Declared declared =
        new Declared(Subject.of(specimen.backend()), Dialects.named(specimen.name()));
    assertThat(run(declared, declared.dialect.type()).results())
        .filteredOn(result -> result.verdict() == Verdict.VIOLATED)
        .extracting(DialectLawsTest::shown)
        .isEmpty();
  }

  static Stream<Named<EstimatorDialect>> clips() {
    return Dialects.all().stream()
        .filter(EstimatorDialect.class::isInstance)
        .map(dialect -> Named.of(dialect.id(), (EstimatorDialect) dialect));
  }

  @ParameterizedTest
  @MethodSource("clips")
  void a_declared_way_of_clipping_breaks_no_law(EstimatorDialect clip) {
    assertThat(run(new Clipping(clip, clip), clip.type()).results())
        .filteredOn(result -> result.verdict() == Verdict.VIOLATED)
        .extracting(DialectLawsTest::shown)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("clips")
  void another_way_of_clipping_breaks_a_law_where_it_is_not_declared(EstimatorDialect clip) {
    assumeFalse(clip.isCanonical());
    Subject silent = new Clipping(clip, Dialects.named(clip.type()));
    assertThat(run(silent, clip.type()).verdict()).isEqualTo(Verdict.VIOLATED);
  }

  @Test
  void a_law_that_another_dialect_does_not_keep_says_so() {
    Declared coupled =
        new Declared(
            Subject.of(WrongOptimizers.named("adam.coupled_decay").backend()),
            Dialects.named("adam.coupled_decay"));
    assertThat(run(coupled, "adam").results())
        .filteredOn(result -> result.check().id().equals("law/adam/weight-decay-is-decoupled"))
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
              assertThat(result.note())
                  .isEqualTo("speaks adam.coupled_decay, and with coupled_decay this is not so");
            });
  }

  private static ConformanceRun run(Subject subject, String type) {
    List<Check> laws =
        Stream.concat(OptimizerLaws.all().stream(), EstimatorLaws.all().stream())
            .filter(law -> law.type().equals(type))
            .toList();
    return Conformance.run(subject, laws, Conformance.DEFAULT_SEED, CASES, Listener.silent());
  }

  private static String shown(CheckResult result) {
    return result.check().id()
        + result
            .counterexample()
            .map(found -> ": " + found.minimal() + ", " + found.observed())
            .orElse("");
  }

  /** Clips in one way, and says that it does so in one. */
  private record Clipping(EstimatorDialect spoken, Dialect declared) implements Subject {
    @Override
    public String name() {
      return spoken.id();
    }

    @Override
    public String option() {
      return "--backend " + name();
    }

    @Override
    public Description describe() {
      return new Description(Precision.FLOAT64, Determinism.REPRODUCIBLE, 1, 1, "clips");
    }

    @Override
    public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
      boolean speaks =
          SpecJson.type(spec).equals(spoken.type())
              && !(spec instanceof PerSampleClip clip && Double.isFinite(clip.beta()));
      return speaks ? Optional.of(batch -> estimate(spec, batch)) : Optional.empty();
    }

    private double[] estimate(EstimatorSpec spec, Batch batch) {
      batch.requireFinite();
      List<List<Plain>> rows =
          IntStream.range(0, batch.samples())
              .mapToObj(k -> DoubleStream.of(batch.row(k)).mapToObj(Plain::new).toList())
              .toList();
      return spoken.estimate(spec, Plain::new, rows).stream().mapToDouble(Plain::value).toArray();
    }

    @Override
    public Optional<OptimizerUnderTest> optimizer(OptimizerSpec spec) {
      return Optional.empty();
    }

    @Override
    public Dialect dialect(String type) {
      return type.equals(declared.type()) ? declared : Dialects.named(type);
    }
  }

  /** A subject that says which dialect it speaks. */
  private record Declared(Subject speaker, Dialect dialect) implements Subject {
    @Override
    public String name() {
      return dialect.id();
    }

    @Override
    public String option() {
      return "--backend " + name();
    }

    @Override
    public Description describe() {
      return speaker.describe();
    }

    @Override
    public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
      return Optional.empty();
    }

    @Override
    public Optional<OptimizerUnderTest> optimizer(OptimizerSpec spec) {
      return speaker.optimizer(spec);
    }

    @Override
    public Dialect dialect(String type) {
      return type.equals(dialect.type()) ? dialect : Dialects.named(type);
    }
  }
}
