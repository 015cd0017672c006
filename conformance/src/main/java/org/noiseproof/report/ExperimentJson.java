package org.noiseproof.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.noiseproof.experiment.Effort;
import org.noiseproof.experiment.ExperimentResult;
import org.noiseproof.experiment.ExperimentResult.InSetting;
import org.noiseproof.experiment.ExperimentResult.OfMethod;
import org.noiseproof.experiment.StepCost;
import org.noiseproof.statistics.MedianBand;

/** An experiment as one JSON object, documented in docs/command-line.md. */
public final class ExperimentJson {
  private ExperimentJson() {}

  /** The object, indented. */
  public static String of(String name, ExperimentResult result) {
    Effort effort = result.effort();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", "noiseproof-experiment");
    json.put("version", 1);
    json.put("noiseproof", Facts.version());
    json.put("java", Runtime.version().toString());
    json.put("experiment", name);
    json.put("seed", result.seed());
    json.put("seconds", result.seconds());
    json.put("training_samples", result.training());
    json.put("test_samples", result.test());
    json.put("effort", effort);
    json.put("coverage", MedianBand.coverage(effort.seeds()));
    json.put("settings", result.settings().stream().map(ExperimentJson::setting).toList());
    json.put("costs", result.costs().stream().map(ExperimentJson::cost).toList());
    return VerificationJson.write(json);
  }

  private static Map<String, Object> setting(InSetting in) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", in.setting().model());
    json.put("widths", in.setting().network().widths());
    json.put("noise", in.setting().noise());
    json.put("beta", in.setting().beta());
    json.put("methods", in.methods().stream().map(ExperimentJson::method).toList());
    return json;
  }

  private static Map<String, Object> method(OfMethod of) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("method", of.method().name().toLowerCase(Locale.ROOT));
    json.put("momentum", of.method().momentum());
    json.put("tuning", of.tuning());
    json.put("learning_rate", of.learningRate());
    json.put("threshold", of.threshold());
    json.put("accuracy", band(of.accuracy()));
    json.put("loss", of.curve().stream().map(ExperimentJson::band).toList());
    return json;
  }

  private static List<Double> band(MedianBand band) {
    return List.of(band.median(), band.lower(), band.upper());
  }

  private static Map<String, Object> cost(StepCost cost) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", cost.model());
    json.put("gradient", cost.way());
    json.put("seconds", cost.seconds());
    json.put("ratio", List.of(cost.ratio().median(), cost.ratio().lower(), cost.ratio().upper()));
    json.put("extra_bytes", cost.extraBytes());
    return json;
  }
}
