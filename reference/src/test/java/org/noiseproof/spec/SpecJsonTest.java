package org.noiseproof.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.spec.EstimatorSpec.BatchClip;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.MatrixOptimizerSpec.Muon;
import org.noiseproof.spec.MatrixOptimizerSpec.Nsd;
import org.noiseproof.spec.MatrixOptimizerSpec.Nucgd;
import org.noiseproof.spec.NormSpec.KyFan;
import org.noiseproof.spec.NormSpec.L1;
import org.noiseproof.spec.NormSpec.Nuclear;
import org.noiseproof.spec.NormSpec.Schatten;
import org.noiseproof.spec.NormSpec.Spectral;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.NormalizedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Horizon;
import org.noiseproof.spec.ScheduleSpec.Power;

class SpecJsonTest {

  @Test
  void the_types_are_those_of_the_protocol() {
    assertThat(SpecJson.estimators())
        .containsExactlyInAnyOrder(
            "mean",
            "per_sample_clip",
            "truncated_mean",
            "batch_clip",
            "micro_batch_clip",
            "normalize",
            "per_sample_normalize",
            "sign",
            "coordinate_clip",
            "median_of_means",
            "geometric_median",
            "catoni",
            "quantile_clip",
            "trimmed_mean");
    assertThat(SpecJson.optimizers())
        .containsExactlyInAnyOrder(
            "sgd",
            "clipped_sgd",
            "normalized_sgd",
            "sign_sgd",
            "adam",
            "scheduled",
            "nsd",
            "nucgd",
            "muon",
            "polar_grad",
            "rmsprop",
            "adagrad",
            "adadelta",
            "adamax",
            "nadam",
            "amsgrad",
            "adabelief",
            "lion");
    assertThat(SpecJson.norms())
        .containsExactlyInAnyOrder(
            "frobenius", "max", "l1", "spectral", "nuclear", "schatten", "ky_fan", "ky_fan_dual");
  }

  @Test
  void hyperparameters_with_a_default_may_be_left_out() {
    assertThat(SpecJson.optimizer("{\"type\": \"sgd\", \"learning_rate\": 0.1}"))
        .isEqualTo(new Sgd(0.1, 0, 0, false, 0));
    assertThat(SpecJson.optimizer("{\"type\": \"adam\", \"learning_rate\": 1e-3}"))
        .isEqualTo(new Adam(1e-3, 0.9, 0.999, 1e-8, 0));
    assertThat(
            SpecJson.optimizer(
                "{\"type\": \"clipped_sgd\", \"learning_rate\": 1, \"threshold\": 2}"))
        .isEqualTo(new ClippedSgd(1, 2, 0));
    assertThat(SpecJson.estimator("{\"type\": \"per_sample_clip\", \"alpha\": 1}"))
        .isEqualTo(new PerSampleClip(1, Double.POSITIVE_INFINITY));
    assertThat(SpecJson.estimator("{\"type\": \"mean\"}")).isEqualTo(new Mean());
    assertThat(SpecJson.optimizer("{\"type\": \"nucgd\", \"learning_rate\": 1}"))
        .isEqualTo(new Nucgd(1, 0, 0, 0));
    assertThat(SpecJson.optimizer("{\"type\": \"muon\", \"learning_rate\": 1}"))
        .isEqualTo(new Muon(1, 0.95, 5, 0));
  }

  @Test
  void a_spec_within_a_spec_is_an_object_of_its_own() {
    Scheduled spec =
        new Scheduled(new NormalizedSgd(1, 0.5, true), new Power(-0.5, 1), new Constant());
    assertThat(SpecJson.write(spec))
        .hasToString(
            "{\"type\":\"scheduled\",\"optimizer\":{\"type\":\"normalized_sgd\",\"learning_rate\":1.0,"
                + "\"momentum\":0.5,\"warm_start\":true},\"learning_rate_schedule\":{\"type\":\"power\","
                + "\"exponent\":-0.5,\"offset\":1.0},\"threshold_schedule\":{\"type\":\"constant\"}}");
    assertThat(
            SpecJson.optimizer(
                "{\"type\": \"scheduled\", \"optimizer\": {\"type\": \"clipped_sgd\", \"learning_rate\": 1,"
                    + " \"threshold\": 2}, \"threshold_schedule\": {\"type\": \"horizon\", \"exponent\": 0.5,"
                    + " \"horizon\": 5000000000}}"))
        .isEqualTo(
            new Scheduled(
                new ClippedSgd(1, 2, 0), new Constant(), new Horizon(0.5, 5_000_000_000L)));
  }

  @Test
  void a_norm_without_hyperparameters_is_its_name() {
    assertThat(SpecJson.write(new Nsd(1, new Nuclear(), 0.5, 0)))
        .hasToString(
            "{\"type\":\"nsd\",\"learning_rate\":1.0,\"norm\":\"nuclear\",\"momentum\":0.5,"
                + "\"weight_decay\":0.0}");
    assertThat(SpecJson.write(new Nsd(1, new KyFan(3), 0.5, 0)).get("norm"))
        .hasToString("{\"type\":\"ky_fan\",\"k\":3}");
    String nsd = "{\"type\": \"nsd\", \"learning_rate\": 1, \"norm\": %s}";
    assertThat(SpecJson.optimizer(nsd.formatted("\"spectral\"")))
        .isEqualTo(new Nsd(1, new Spectral(), 0, 0));
    assertThat(SpecJson.optimizer(nsd.formatted("{\"type\": \"spectral\"}")))
        .isEqualTo(new Nsd(1, new Spectral(), 0, 0));
    assertThat(SpecJson.norm("\"l1\"")).isEqualTo(new L1());
    assertThat(SpecJson.norm("{\"type\": \"schatten\", \"p\": 1.5}")).isEqualTo(new Schatten(1.5));
  }

  @Test
  void infinity_is_the_word() {
    BatchClip spec = new BatchClip(Double.POSITIVE_INFINITY);
    assertThat(SpecJson.write(spec))
        .hasToString("{\"type\":\"batch_clip\",\"threshold\":\"Infinity\"}");
    assertThat(SpecJson.estimator("{\"type\": \"batch_clip\", \"threshold\": \"Infinity\"}"))
        .isEqualTo(spec);
  }

  @Test
  void an_infinite_beta_is_absent() {
    assertThat(SpecJson.write(new PerSampleClip(0.5, Double.POSITIVE_INFINITY)))
        .hasToString("{\"type\":\"per_sample_clip\",\"alpha\":0.5}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type': 'batchclip', 'threshold': 1} | unknown estimator \"batchclip\": did you mean \"batch_clip\"?",
        "{'type': 'sgd', 'learning_rate': 1} | unknown estimator \"sgd\"",
        "{'threshold': 1} | has no \"type\"",
        "{'type': 7} | has no \"type\"",
        "{'type': 'batch_clip', 'treshold': 1} | unknown field \"treshold\" in batch_clip: did you mean \"threshold\"?",
        "{'type': 'mean', 'alpha': 1} | unknown field \"alpha\" in mean: it has none",
        "{'type': 'batch_clip'} | batch_clip needs \"threshold\"",
        "{'type': 'per_sample_clip', 'beta': 2} | per_sample_clip needs \"alpha\"",
        "{'type': 'batch_clip', 'threshold': -1} | threshold = -1.0 is out of range: 0 ≤ threshold ≤ ∞",
        "{'type': 'per_sample_clip', 'alpha': 1, 'beta': 0} | beta = 0.0 is out of range: 0 < beta ≤ ∞",
        "{'type': 'median_of_means', 'blocks': 0} | blocks = 0 is out of range: blocks ≥ 1",
        "{'type': 'median_of_means', 'blocks': 2.5} | blocks = 2.5: expected an integer",
        "{'type': 'median_of_means', 'blocks': 4294967296} | blocks = 4294967296: expected an integer",
        "{'type': 'quantile_clip', 'quantile': 0} | quantile = 0.0 is out of range: 0 < quantile ≤ 1",
        "{'type': 'quantile_clip', 'quantile': 1.5} | quantile = 1.5 is out of range: 0 < quantile ≤ 1",
        "{'type': 'trimmed_mean', 'trim': -1} | trim = -1 is out of range: trim ≥ 0",
        "{'type': 'catoni', 'scale': 0} | scale = 0.0 is out of range: 0 < scale < ∞",
        "{'type': 'catoni', 'scale': 'Infinity'} | scale = Infinity is out of range: 0 < scale < ∞",
        "{'type': 'batch_clip', 'threshold': '1'} | threshold = \"1\": expected a finite number or \"Infinity\"",
        "{'type': 'batch_clip', 'threshold': null} | threshold = null: expected a finite number or \"Infinity\"",
        "{'type': 'batch_clip', 'threshold': 'NaN'} | expected a finite number or \"Infinity\"",
        "{'type': 'batch_clip', 'threshold': '-Infinity'} | expected a finite number or \"Infinity\"",
        "{'type': 'batch_clip', 'threshold': 1, 'threshold': 2} | the spec is no JSON",
        "{'type': 'mean'} {} | the spec is no JSON",
        "{'type': 'mean' | the spec is no JSON: it ends before it is complete, at line 1, column",
        "{'type': 'batch_clip', 'threshold': NaN} | the spec is no JSON: NaN and Infinity are no",
        "[1] | a spec is a JSON object, got [1]",
        "'mean' | a spec is a JSON object",
      })
  void a_bad_estimator_is_refused_with_its_reason(String json, String reason) {
    assertThatThrownBy(() -> SpecJson.estimator(json.replace('\'', '"')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type': 'adm', 'learning_rate': 1} | unknown optimizer \"adm\": did you mean \"adam\"?",
        "{'type': 'adam'} | adam needs \"learning_rate\"",
        "{'type': 'adam', 'lr': 1} | unknown field \"lr\" in adam",
        "{'type': 'adam', 'learning_rate': -1} | learning_rate = -1.0 is out of range: 0 ≤ learning_rate < ∞",
        "{'type': 'adam', 'learning_rate': 'Infinity'} | learning_rate = Infinity is out of range: 0 ≤ learning_rate < ∞",
        "{'type': 'adam', 'learning_rate': 1, 'beta1': 1} | beta1 = 1.0 is out of range: 0 ≤ beta1 < 1",
        "{'type': 'adam', 'learning_rate': 1, 'beta2': -0.1} | beta2 = -0.1 is out of range: 0 ≤ beta2 < 1",
        "{'type': 'adam', 'learning_rate': 1, 'epsilon': -1e-8} | epsilon = -1.0E-8 is out of range",
        "{'type': 'sgd', 'learning_rate': 1, 'nesterov': 1} | nesterov = 1: expected true or false",
        "{'type': 'sgd', 'learning_rate': 1, 'nesterov': true} | nesterov = true needs momentum > 0 and dampening = 0",
        "{'type': 'sgd', 'learning_rate': 1, 'dampening': 'Infinity'} | dampening = Infinity is out of range: a finite number",
        "{'type': 'normalized_sgd', 'learning_rate': 1, 'warm_start': 1} | warm_start = 1: expected true or false",
        "{'type': 'sign_sgd', 'learning_rate': 1, 'momentum': -0.5} | momentum = -0.5 is out of range: 0 ≤ momentum < 1",
        "{'type': 'clipped_sgd', 'learning_rate': 1, 'threshold': 1, 'clip_after_momentum': 0} | clip_after_momentum = 0: expected true or false",
        "{'type': 'nsd', 'learning_rate': 1} | nsd needs \"norm\"",
        "{'type': 'nsd', 'learning_rate': 1, 'norm': 'nuclar'} | unknown norm \"nuclar\": did you mean \"nuclear\"?",
        "{'type': 'nsd', 'learning_rate': 1, 'norm': 'schatten'} | schatten needs \"p\"",
        "{'type': 'nsd', 'learning_rate': 1, 'norm': {'type': 'schatten', 'p': 1}} | p = 1.0 is out of range: 1.0 < p < ∞",
        "{'type': 'nsd', 'learning_rate': 1, 'norm': {'type': 'ky_fan', 'k': 0}} | k = 0 is out of range: k ≥ 1",
        "{'type': 'nucgd', 'learning_rate': 1, 'power_iterations': -1} | power_iterations = -1 is out of range: power_iterations ≥ 0",
        "{'type': 'muon', 'learning_rate': 1, 'newton_schulz_steps': 0.5} | newton_schulz_steps = 0.5: expected an integer",
        "{'type': 'polar_grad', 'learning_rate': 1, 'weight_decay': -1} | weight_decay = -1.0 is out of range: 0 ≤ weight_decay < ∞",
        "{'type': 'scheduled'} | scheduled needs \"optimizer\"",
        "{'type': 'scheduled', 'optimizer': 'sgd'} | a spec is a JSON object, got \"sgd\"",
        "{'type': 'scheduled', 'optimizer': {'type': 'mean'}} | unknown optimizer \"mean\"",
        "{'type': 'scheduled', 'optimizer': {'type': 'sgd', 'learning_rate': 1}, 'learning_rate_schedule': {'type': 'powr'}} | unknown schedule \"powr\": did you mean \"power\"?",
        "{'type': 'scheduled', 'optimizer': {'type': 'sgd', 'learning_rate': 1}, 'learning_rate_schedule': {'type': 'power'}} | power needs \"exponent\"",
        "{'type': 'scheduled', 'optimizer': {'type': 'sgd', 'learning_rate': 1}, 'learning_rate_schedule': {'type': 'power', 'exponent': 1, 'offset': -1}} | offset = -1.0 is out of range: -1.0 < offset < ∞",
        "{'type': 'scheduled', 'optimizer': {'type': 'sgd', 'learning_rate': 1}, 'learning_rate_schedule': {'type': 'horizon', 'exponent': 1, 'horizon': 0}} | horizon = 0 is out of range: horizon ≥ 1",
        "{'type': 'scheduled', 'optimizer': {'type': 'sgd', 'learning_rate': 1}, 'learning_rate_schedule': {'type': 'horizon', 'exponent': 1, 'horizon': 1e30}} | expected an integer",
        "{'type': 'scheduled', 'optimizer': {'type': 'sgd', 'learning_rate': 1}, 'threshold_schedule': {'type': 'power', 'exponent': 1}} | has no threshold",
        "{'type': 'scheduled', 'optimizer': {'type': 'scheduled', 'optimizer': {'type': 'sgd', 'learning_rate': 1}}} | is out of range: an optimizer that is not scheduled",
        "{'type': 'clipped_sgd', 'learning_rate': 1, 'threshold': 1, 'momentum': 1} | momentum = 1.0 is out of range: 0 ≤ momentum < 1",
      })
  void a_bad_optimizer_is_refused_with_its_reason(String json, String reason) {
    assertThatThrownBy(() -> SpecJson.optimizer(json.replace('\'', '"')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void hyperparameters_that_are_not_numbers_are_refused() {
    assertThatThrownBy(() -> new PerSampleClip(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("alpha = NaN is out of range: 0 ≤ alpha ≤ ∞");
    assertThatThrownBy(() -> new Adam(0.1, 0.9, Double.NaN, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta2 = NaN is out of range: 0 ≤ beta2 < 1");
  }

  @Test
  void a_json_number_too_large_for_a_double_is_refused() {
    assertThatThrownBy(() -> SpecJson.estimator("{\"type\": \"batch_clip\", \"threshold\": 1e999}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("threshold is beyond binary64");
  }
}
