package org.noiseproof.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adabelief;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adamax;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Amsgrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Lion;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Nadam;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.spec.SpecJson;

final class DialectsTest {
  /** Coarse hyperparameters, so that every choice shows. */
  private static final List<OptimizerSpec> SPECS =
      List.of(
          new Sgd(0.5, 0.5, 0.25, false, 0.125),
          new Sgd(0.5, 0.5, 0, true, 0.125),
          new SignSgd(0.5, 0.5),
          new SignSgd(0.5, 0),
          new Adam(0.5, 0.5, 0.75, 0.25, 0.125),
          new Rmsprop(0.5, 0.75, 0.25),
          new Adagrad(0.5, 0.5, 0.25),
          new Adadelta(0.5, 0.75, 0.25),
          new Adamax(0.5, 0.5, 0.75, 0.25),
          new Nadam(0.5, 0.5, 0.75, 0.25),
          new Amsgrad(0.5, 0.5, 0.75, 0.25),
          new Adabelief(0.5, 0.5, 0.75, 0.25),
          new Lion(0.5, 0.5, 0.75, 0.125));

  /** The second starts with nothing, the third with what a decay of 1/8 takes away. */
  private static final List<List<Double>> GRADIENTS =
      List.of(
          List.of(1.0, -3.0, 0.5, 2.0),
          List.of(0.0, 1.0, -0.25, 3.0),
          List.of(-0.125, 1.0, -0.25, 3.0));

  @Test
  void every_id_is_one_dialects_and_names_it() {
    assertThat(Dialects.all())
        .extracting(Dialect::id)
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(Dialects.named(id).id()).isEqualTo(id));
  }

  @Test
  void the_first_dialect_of_a_type_is_what_its_spec_means() {
    for (OptimizerSpec spec : SPECS) {
      String type = SpecJson.type(spec);
      assertThat(Dialects.of(type).getFirst()).isEqualTo(Dialects.canonical(spec));
      assertThat(Dialects.of(type).stream().filter(Dialect::isCanonical)).hasSize(1);
    }
  }

  @Test
  void every_choice_says_its_formula() {
    for (Dialect dialect : Dialects.all()) {
      assertThat(dialect.choices()).extracting(Axis::formula).doesNotContain("");
      assertThat(dialect.choices()).extracting(Axis::id).doesNotHaveDuplicates();
    }
  }

  @Test
  void ids_that_were_once_published_stay() {
    assertThat(Dialects.all())
        .extracting(Dialect::id)
        .contains(
            "sgd",
            "sgd.rate_inside",
            "sgd.first_dampened.decoupled_decay",
            "sgd.mean_of_gradients.gradient_looks_ahead",
            "adam",
            "adam.epsilon_hat.coupled_decay",
            "adam.none_corrected.decay_after_step",
            "rmsprop.epsilon_inside.centred.from_one",
            "adagrad.without_this_gradient.from_one",
            "adadelta.epsilon_in_upper_root.without_rate",
            "adamax.epsilon_beside_maximum",
            "nadam.corrected_alike.second_uncorrected",
            "nadam.slow_schedule",
            "amsgrad.corrected_then_largest",
            "amsgrad.none_corrected",
            "adabelief.epsilon_outside.from_old_mean",
            "lion.coupled_decay.zero_is_positive");
  }

  @Test
  void an_unknown_dialect_is_refused_with_the_closest() {
    assertThatThrownBy(() -> Dialects.named("adam.epsilon_hut"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("adam.epsilon_hat");
  }

  @Test
  void no_two_dialects_of_a_type_go_the_same_way_on_every_run() {
    Map<List<List<Double>>, Dialect> seen = new HashMap<>();
    for (Dialect dialect : Dialects.all()) {
      if (dialect instanceof OptimizerDialect optimizer && !dialect.type().equals("clipped_sgd")) {
        Dialect other = seen.put(ways(optimizer), dialect);
        assertThat(other).as("goes as %s", dialect.id()).isNull();
      }
    }
  }

  /** The first entry tells types apart. */
  private static List<List<Double>> ways(OptimizerDialect dialect) {
    List<List<Double>> ways = new ArrayList<>();
    ways.add(List.of((double) dialect.type().hashCode()));
    for (OptimizerSpec spec : SPECS) {
      if (SpecJson.type(spec).equals(dialect.type())) {
        GRADIENTS.forEach(gradients -> ways.add(way(dialect, spec, gradients)));
      }
    }
    assertThat(ways).hasSizeGreaterThan(1);
    return ways;
  }

  /** With a rate that halves at the third step, beside a coordinate that has no gradient. */
  private static List<Double> way(
      OptimizerDialect dialect, OptimizerSpec spec, List<Double> gradients) {
    OptimizerSpec slower = spec.withLearningRate(spec.learningRate() / 2);
    List<Rule> rules = new ArrayList<>();
    double[][] rows = new double[gradients.size()][];
    for (int t = 0; t < rows.length; t++) {
      rules.add(dialect.rule(t < 2 ? spec : slower));
      rows[t] = new double[] {gradients.get(t), 0};
    }
    return Run.of(rules, ExactNumber.FROM_DOUBLES, new double[] {1, 2}, rows).stream()
        .flatMap(List::stream)
        .map(number -> number.value().toDouble())
        .toList();
  }
}
