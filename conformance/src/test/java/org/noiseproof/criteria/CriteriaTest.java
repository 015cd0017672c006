package org.noiseproof.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Backends;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Subject;
import org.noiseproof.check.Subject.OptimizerUnderTest;
import org.noiseproof.check.Subject.Session;
import org.noiseproof.check.TestSubject;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.Conformance;
import org.noiseproof.conformance.Conformance.Listener;
import org.noiseproof.exact.Dyadic;
import org.noiseproof.exact.Tolerance;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.reference.ExactOptimizer;
import org.noiseproof.reference.ExactVector;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.MatrixOptimizerSpec;
import org.noiseproof.spec.Names;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.statistics.Verdict;
import org.noiseproof.zoo.Specimen;
import org.noiseproof.zoo.WrongEstimators;
import org.noiseproof.zoo.WrongOptimizers;

final class CriteriaTest {

  @Test
  void every_estimator_has_five_criteria_and_every_optimizer_two_to_four() {
    List<String> expected = new ArrayList<>();
    for (String type : SpecJson.estimators()) {
      for (String criterion : List.of("A", "B", "C", "D", "E")) {
        expected.add("criterion/" + criterion + "/" + type);
      }
    }
    // their iterations round on any grid
    expected.removeAll(List.of("criterion/A/geometric_median", "criterion/A/catoni"));
    for (String type : SpecJson.optimizers()) {
      expected.add("criterion/A/" + type);
      expected.add("criterion/F/" + type);
    }
    for (Class<?> spec : MatrixOptimizerSpec.class.getPermittedSubclasses()) {
      expected.add("criterion/E/" + Names.snakeCase(spec.getSimpleName()));
    }
    for (Class<?> spec : CoordinatewiseOptimizerSpec.class.getPermittedSubclasses()) {
      expected.add("criterion/D/" + Names.snakeCase(spec.getSimpleName()));
      expected.add("criterion/E/" + Names.snakeCase(spec.getSimpleName()));
    }
    assertThat(Criteria.all()).extracting(Check::id).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void only_the_likely_error_does_not_gate() {
    assertThat(Criteria.all())
        .allMatch(check -> check.gates() != check.id().startsWith("criterion/C/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "cpu", "cpu-float32"})
  void the_backends_meet_every_criterion(String backend) {
    assertThat(
            Conformance.run(
                    Subject.of(Backends.named(backend)), Criteria.all(), 1, 20, Listener.silent())
                .results())
        .allMatch(result -> result.verdict() == Verdict.HOLDS, "holds");
  }

  @Test
  void the_exact_grid_has_every_number_of_columns_and_results_that_need_no_rounding() {
    for (Check check : ExactGrid.all()) {
      List<Case> cases = ((Cases.Listed) check.cases()).cases();
      TreeSet<Integer> columns = new TreeSet<>();
      for (Case input : cases) {
        boolean onMatrices = input.spec() instanceof MatrixOptimizerSpec;
        columns.add(onMatrices ? input.matrixColumns() : input.dimension());
      }
      assertThat(columns).containsExactlyElementsOf(IntStream.rangeClosed(1, 67).boxed().toList());
      for (Case input : cases) {
        assertThat(input.isIn(Precision.FLOAT32)).isTrue();
        if (input.spec() instanceof EstimatorSpec spec) {
          ExactVector exact = ExactEstimator.estimate(spec, input.batch());
          double[] rounded = exact.rounded();
          for (int j = 0; j < rounded.length; j++) {
            assertThat(Dyadic.of(rounded[j])).isEqualTo(exact.value(j));
            assertThat(rounded[j]).isEqualTo((float) rounded[j]);
          }
        }
      }
    }
  }

  @Test
  void the_exact_grid_has_rows_that_are_clipped_and_rows_that_are_not() {
    Check check = named("criterion/A/per_sample_clip");
    List<Double> norms = new ArrayList<>();
    for (Case input : ((Cases.Listed) check.cases()).cases()) {
      for (double[] row : input.rows()) {
        norms.add(Math.sqrt(Arrays.stream(row).map(x -> x * x).sum()));
      }
    }
    assertThat(norms).anyMatch(norm -> norm > 5).anyMatch(norm -> norm < 5 && norm != 0);
    assertThat(norms).anyMatch(norm -> norm != Math.rint(norm));
  }

  @Test
  void the_exact_grid_has_no_two_rows_or_sizes_from_one_draw() {
    List<Case> cases = ((Cases.Listed) named("criterion/A/mean").cases()).cases();
    assertThat(cases).extracting(Case::count).contains(2, 4, 8);
    assertThat(cases.stream().map(Case::toString).distinct().count()).isEqualTo(cases.size());
    assertThat(cases.stream().flatMap(c -> Arrays.stream(c.rows())).flatMapToDouble(Arrays::stream))
        .contains(-8.0, 8.0, 0.0)
        .allMatch(x -> Math.abs(x) <= 8 && x == Math.rint(x));
    for (Case run : ((Cases.Listed) named("criterion/A/adam").cases()).cases()) {
      assertThat(run.count()).isEqualTo(1);
      assertThat(run.rows()[0]).doesNotContain(0.0);
    }
    for (Case run : ((Cases.Listed) named("criterion/A/sgd").cases()).cases()) {
      assertThat(run.count()).isEqualTo(3);
    }
  }

  @Test
  void a_wrong_bit_is_found_on_the_exact_grid() {
    Subject wrong =
        TestSubject.estimating(
            batch -> {
              double[] mean = ExactEstimator.estimate(new Mean(), batch).rounded();
              int last = mean.length - 1;
              mean[last] = last == 66 ? Math.nextUp(mean[last]) : mean[last];
              return mean;
            });
    CheckResult result = run(wrong, named("criterion/A/mean"));
    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(result.counterexample().orElseThrow().minimal().dimension()).isEqualTo(67);
    assertThat(result.counterexample().orElseThrow().observed()).startsWith("expected exactly [");
    assertThat(run(Subject.of(specimen("sgd-ascent")), named("criterion/A/sgd")).verdict())
        .isEqualTo(Verdict.VIOLATED);
  }

  @Test
  void sums_in_float32_break_the_bound_and_only_exceed_what_is_likely() {
    Subject wrong = Subject.of(specimen("float32-sum"));
    CheckResult gate = run(wrong, named("criterion/B/per_sample_clip"));
    CheckResult report = run(wrong, named("criterion/C/per_sample_clip"));
    assertThat(gate.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(report.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(report.worstRatio()).isGreaterThan(1);
  }

  @Test
  void what_is_likely_is_a_multiple_of_the_root_of_the_depth() {
    Case input = Case.of(new Mean(), new double[][] {{1}, {2}});
    int depth = 50;
    Subject off = offByTwoUlps(depth);
    double bound = Tolerance.gamma(depth, 0x1p-53);
    double likely = Tolerance.LIKELY_DEVIATIONS * Math.sqrt(depth) * 0x1p-53;
    double ratio = Agreement.ofEstimate(off, input).ratio();
    assertThat(ratio).isPositive();
    assertThat(named("criterion/C/mean").test().run(off, input).ratio())
        .isEqualTo(ratio * bound / likely);
  }

  @Test
  void a_norm_that_overflows_is_found_among_the_specials() {
    assertThat(
            run(Subject.of(specimen("unscaled-norm")), named("criterion/D/per_sample_clip"))
                .verdict())
        .isEqualTo(Verdict.VIOLATED);
  }

  @Test
  void an_answer_that_changes_is_found_unless_that_was_declared() {
    int[] asked = {0};
    TestSubject changing =
        TestSubject.estimating(batch -> new double[] {asked[0]++ % 2 == 0 ? 1 : Math.nextUp(1.0)});
    CheckResult result = run(changing, named("criterion/E/mean"));
    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(result.counterexample().orElseThrow().observed())
        .matches("first \\[1\\.0+2?\\d*], then \\[1\\.0+2?\\d*]");
    TestSubject declared =
        changing.describedAs(
            new Description(Precision.FLOAT64, Determinism.RUN_TO_RUN, 1, 1, "test"));
    assertThat(run(declared, named("criterion/E/mean")).verdict())
        .isEqualTo(Verdict.NOT_APPLICABLE);
  }

  @Test
  void large_batches_are_asked_twice_too() {
    int[] largest = {0};
    Subject watching =
        TestSubject.estimating(
            batch -> {
              largest[0] = Math.max(largest[0], batch.samples() * batch.dimension());
              return new double[batch.dimension()];
            });
    run(watching, named("criterion/E/mean"));
    assertThat(largest[0]).isGreaterThan(1 << 12);
  }

  @Test
  void a_wrong_buffer_is_found_before_it_moves_anything() {
    CheckResult result = run(withBuffers(2), named("criterion/F/sgd"));
    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(result.counterexample().orElseThrow().observed())
        .startsWith("buffer momentum: coordinate 0: expected");
    assertThat(run(withBuffers(1), named("criterion/F/sgd")).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(
            run(withBuffers(0), named("criterion/F/adam"))
                .counterexample()
                .orElseThrow()
                .observed())
        .isEqualTo("buffer first_moment: it is missing");
  }

  @Test
  void a_wrong_step_is_found_from_the_right_state() {
    assertThat(run(Subject.of(specimen("sgd-ascent")), named("criterion/F/sgd")).verdict())
        .isEqualTo(Verdict.VIOLATED);
  }

  @Test
  void a_closed_memory_cannot_be_taught() {
    Subject closed = TestSubject.optimizing(spec -> Optional.of(p -> gradient -> gradient));
    CheckResult result = run(closed, named("criterion/F/adam"));
    assertThat(result.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(result.note()).isEqualTo("does not let its memory be set");
  }

  private static CheckResult run(Subject subject, Check check) {
    return Conformance.run(subject, List.of(check), 3, 60, Listener.silent()).results().getFirst();
  }

  private static Check named(String id) {
    return Criteria.all().stream().filter(check -> check.id().equals(id)).findFirst().orElseThrow();
  }

  private static Backend specimen(String name) {
    return Stream.concat(WrongEstimators.all().stream(), WrongOptimizers.all().stream())
        .filter(specimen -> specimen.name().equals(name))
        .findFirst()
        .map(Specimen::backend)
        .orElseThrow();
  }

  private static Subject offByTwoUlps(int depth) {
    return TestSubject.estimating(
        new GradientEstimator() {
          @Override
          public double[] estimate(Batch gradients) {
            double exact = ExactEstimator.estimate(new Mean(), gradients).rounded()[0];
            return new double[] {Math.nextUp(Math.nextUp(exact))};
          }

          @Override
          public int depth(int samples, int dimension) {
            return depth;
          }
        });
  }

  /** The reference, whose buffers are shown times a factor, or not at all where it is 0. */
  private static Subject withBuffers(double factor) {
    return TestSubject.optimizing(
        spec ->
            Optional.of(
                new OptimizerUnderTest() {
                  @Override
                  public Session start(double[] parameters) {
                    throw new UnsupportedOperationException();
                  }

                  @Override
                  public Optional<Session> resume(OptimizerState state) {
                    return Optional.of(session(spec, state, factor));
                  }
                }));
  }

  private static Session session(OptimizerSpec spec, OptimizerState start, double factor) {
    return new Session() {
      private OptimizerState state = start;

      @Override
      public double[] step(double[] gradient) {
        state = ExactOptimizer.step(spec, state, gradient).rounded();
        return state.parameters();
      }

      @Override
      public Optional<OptimizerState> state() {
        Map<String, double[]> buffers = new TreeMap<>();
        for (String name : state.buffers()) {
          if (factor != 0) {
            buffers.put(name, Arrays.stream(state.buffer(name)).map(x -> factor * x).toArray());
          }
        }
        return Optional.of(OptimizerState.of(state.steps(), state.parameters(), buffers));
      }
    };
  }
}
