package org.noiseproof.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.noiseproof.backend.Backend;
import org.noiseproof.data.Digits;
import org.noiseproof.experiment.ExperimentResult.InSetting;
import org.noiseproof.experiment.ExperimentResult.OfMethod;
import org.noiseproof.model.Network;
import org.noiseproof.random.Streams;
import org.noiseproof.statistics.MedianBand;

/**
 * Per-sample clipping against what people use instead, on handwritten digits: softmax regression
 * and a network of two layers, clean gradients and such with heavy-tailed noise on every sample's.
 *
 * <p>Every method gets the same grid of learning rates and chooses by the median training loss of
 * the tuning seeds; what is reported are other seeds. Thresholds follow one rule for all: the
 * median norm, at the start, of what the method clips.
 */
public final class PsClipExperiment {
  /** What a user types. */
  public static final String NAME = "ps-clip";

  private PsClipExperiment() {}

  /** Is told how a run goes on. */
  public interface Listener {
    /** The n-th part of all is about to run, from 1. */
    void running(String what, int n, int all);
  }

  /** Runs it; optimizers are the backend's. */
  public static ExperimentResult run(Effort effort, long seed, Backend backend, Listener listener) {
    long began = System.nanoTime();
    Digits digits = Digits.load();
    List<Setting> settings = settings(effort);
    int parts = settings.size() * Method.values().length;
    List<InSetting> results = new ArrayList<>();
    for (Setting setting : settings) {
      Streams streams = Streams.of(seed, "experiment/" + NAME).within(setting.toString());
      List<OfMethod> methods = new ArrayList<>();
      for (Method method : Method.values()) {
        int done = results.size() * Method.values().length + methods.size();
        listener.running(setting + ": " + method.label(), done + 1, parts);
        methods.add(new Contender(setting, effort, digits, streams, backend, method).compete());
      }
      results.add(new InSetting(setting, methods));
    }
    listener.running("cost of a step", parts, parts);
    List<StepCost> costs =
        settings.stream()
            .filter(setting -> !setting.noisy())
            .flatMap(
                setting ->
                    StepCosts.measure(setting.model(), setting.network(), digits.training(), effort)
                        .stream())
            .toList();
    return new ExperimentResult(
        seed,
        effort,
        digits.training().samples(),
        digits.test().samples(),
        results,
        costs,
        (System.nanoTime() - began) * 1e-9);
  }

  private static List<Setting> settings(Effort effort) {
    Network regression = Network.softmaxRegression(Digits.FEATURES, Digits.CLASSES);
    Network layers = Network.twoLayers(Digits.FEATURES, effort.hidden(), Digits.CLASSES);
    return Stream.of("softmax regression", "two-layer network")
        .flatMap(
            model ->
                effort.noises().stream()
                    .map(
                        noise ->
                            new Setting(
                                model, model.startsWith("softmax") ? regression : layers, noise)))
        .toList();
  }

  /** A method in a setting: its learning rate tuned, then run. */
  private record Contender(
      Setting setting,
      Effort effort,
      Digits digits,
      Streams streams,
      Backend backend,
      Method method) {

    OfMethod compete() {
      List<Double> tuning = tuning();
      int best = 0;
      for (int i = 1; i < tuning.size(); i++) {
        best = tuning.get(i) < tuning.get(best) ? i : best;
      }
      double rate = effort.learningRates().get(best);
      List<Training.Run> runs =
          IntStream.range(0, effort.seeds())
              .parallel()
              .mapToObj(seed -> run("run", seed, rate, true))
              .toList();
      return new OfMethod(
          method,
          tuning,
          rate,
          MedianBand.of(runs.stream().mapToDouble(Training.Run::threshold).toArray()).median(),
          IntStream.rangeClosed(0, effort.epochs())
              .mapToObj(
                  epoch ->
                      MedianBand.of(runs.stream().mapToDouble(r -> r.losses()[epoch]).toArray()))
              .toList(),
          MedianBand.of(runs.stream().mapToDouble(Training.Run::accuracy).toArray()));
    }

    /** The median final loss of each learning rate. */
    private List<Double> tuning() {
      int seeds = effort.tuningSeeds();
      double[] losses =
          IntStream.range(0, effort.learningRates().size() * seeds)
              .parallel()
              .mapToDouble(
                  i ->
                      run("tuning", i % seeds, effort.learningRates().get(i / seeds), false)
                          .finalLoss())
              .toArray();
      return IntStream.range(0, effort.learningRates().size())
          .mapToObj(
              rate ->
                  MedianBand.of(
                          IntStream.range(0, seeds)
                              .mapToDouble(s -> losses[rate * seeds + s])
                              .toArray())
                      .median())
          .toList();
    }

    private Training.Run run(String part, int replicate, double rate, boolean everyEpoch) {
      return new Training(setting, effort, digits, streams.within(part), replicate)
          .run(backend, method, rate, everyEpoch);
    }
  }
}
