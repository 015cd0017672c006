package org.noiseproof.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.check.Check;
import org.noiseproof.check.Draw;
import org.noiseproof.check.OptimizerDraws;
import org.noiseproof.check.Outcome;
import org.noiseproof.check.Subject;
import org.noiseproof.check.TestSubject;
import org.noiseproof.dialect.CoordinateRule;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.random.Streams;
import org.noiseproof.reference.ExactOptimizer;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.OptimizerSpec;

final class SpokenRulesTest {
  private static final Subject REFERENCE = Subject.of(Backends.named("reference"));

  /** Who speaks a dialect, says so or not, and has this happen to its parameters. */
  private record Speaker(Dialect speaks, Dialect declares, UnaryOperator<Double> mishap)
      implements Subject {

    @Override
    public String name() {
      return speaks.id();
    }

    @Override
    public String option() {
      return "--backend " + speaks.id();
    }

    @Override
    public Description describe() {
      return REFERENCE.describe();
    }

    @Override
    public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
      return Optional.empty();
    }

    @Override
    public Dialect dialect(String type) {
      return type.equals(declares.type()) ? declares : Subject.super.dialect(type);
    }

    @Override
    public Optional<OptimizerUnderTest> optimizer(OptimizerSpec spec) {
      return Optional.of(new Run(SpokenRules.at(honest(), spec, 1).orElseThrow(), mishap));
    }

    private Subject honest() {
      return new Speaker(speaks, speaks, mishap);
    }
  }

  private record Run(CoordinateRule rule, UnaryOperator<Double> mishap)
      implements Subject.OptimizerUnderTest {

    @Override
    public Subject.Session start(double[] parameters) {
      return session(ExactOptimizer.start(rule, parameters));
    }

    @Override
    public Optional<Subject.Session> resume(OptimizerState state) {
      return Optional.of(session(state));
    }

    private Subject.Session session(OptimizerState start) {
      return new Subject.Session() {
        private OptimizerState now = start;

        @Override
        public double[] step(double[] gradient) {
          now = ExactOptimizer.step(rule, now, gradient).rounded();
          double[] parameters = now.parameters();
          parameters[0] = mishap.apply(parameters[0]);
          return parameters;
        }

        @Override
        public Optional<OptimizerState> state() {
          return Optional.of(now);
        }
      };
    }
  }

  private static Map<String, Function<Draw, Case>> draws() {
    Map<String, Function<Draw, Case>> draws = new LinkedHashMap<>(Coordinatewise.draws());
    draws.put("sgd", OptimizerDraws::sgd);
    draws.put("adam", OptimizerDraws::adam);
    return draws;
  }

  private static List<Case> cases(Function<Draw, Case> draws) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      cases.add(draws.apply(new Draw(Streams.of(3, "spoken").replicate(i), Precision.FLOAT64)));
    }
    return cases;
  }

  private static Outcome worst(Subject subject, List<Case> cases, Check.Test test) {
    return cases.stream()
        .map(input -> test.run(subject, input))
        .reduce(Outcome.EXACT, Outcome::worst);
  }

  private static Check.Test teacher(String type) {
    return TeacherForced.all().stream()
        .filter(check -> check.type().equals(type))
        .findFirst()
        .orElseThrow()
        .test();
  }

  @Test
  void who_speaks_a_dialect_and_says_so_is_right() {
    draws()
        .forEach(
            (type, draws) -> {
              List<Case> few = cases(draws).subList(0, 6);
              for (Dialect dialect : Dialects.of(type)) {
                Subject honest = new Speaker(dialect, dialect, x -> x);
                assertThat(worst(honest, few, Agreement::withReference).holds())
                    .as(dialect.id())
                    .isTrue();
                assertThat(worst(honest, few, teacher(type)).holds()).as(dialect.id()).isTrue();
              }
            });
  }

  @Test
  void who_speaks_another_dialect_than_it_says_is_found() {
    for (String speaks :
        List.of(
            "sgd.rate_inside.mean_of_gradients",
            "adam.epsilon_hat",
            "rmsprop.from_one",
            "adagrad.without_this_gradient",
            "adadelta.epsilon_outside_both_roots",
            "adamax.epsilon_beside_maximum",
            "nadam.slow_schedule",
            "amsgrad.corrected_then_largest",
            "adabelief.from_old_mean",
            "lion.zero_is_positive")) {
      Dialect spoken = Dialects.named(speaks);
      Dialect declared = Dialects.named(spoken.type());
      List<Case> cases = cases(Objects.requireNonNull(draws().get(spoken.type())));
      Subject liar = new Speaker(spoken, declared, x -> x);
      assertThat(worst(liar, cases, Agreement::withReference).holds()).as(speaks).isFalse();
    }
  }

  @Test
  void a_small_error_and_no_number_are_found() {
    for (Map.Entry<String, Function<Draw, Case>> draws : draws().entrySet()) {
      String type = draws.getKey();
      Dialect canonical = Dialects.named(type);
      List<Case> cases = cases(draws.getValue());
      Subject off = new Speaker(canonical, canonical, x -> x * (1 + 0x1p-40));
      Subject none = new Speaker(canonical, canonical, x -> Double.NaN);
      assertThat(worst(off, cases, Agreement::withReference).holds()).as(type).isFalse();
      assertThat(worst(none, cases, Agreement::withReference).holds()).as(type).isFalse();
      assertThat(worst(off, cases, teacher(type)).holds()).as(type).isFalse();
    }
  }

  @Test
  void the_reference_is_within_the_bounds_of_its_own_precision_scheduled_or_not() {
    for (Function<Draw, Case> draws : draws().values()) {
      assertThat(worst(REFERENCE, cases(draws), Agreement::withReference).holds()).isTrue();
    }
    assertThat(worst(REFERENCE, cases(OptimizerDraws::scheduled), Agreement::withReference).holds())
        .isTrue();
  }

  @Test
  void a_spec_without_dialects_has_no_rule() {
    Subject none = TestSubject.optimizing(spec -> Optional.empty());
    Case clipped = cases(OptimizerDraws::clippedSgd).getFirst();
    assertThat(SpokenRules.of(none, clipped)).isEmpty();
  }
}
