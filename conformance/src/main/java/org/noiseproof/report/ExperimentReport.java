package org.noiseproof.report;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.experiment.Effort;
import org.noiseproof.experiment.ExperimentResult;
import org.noiseproof.experiment.ExperimentResult.InSetting;
import org.noiseproof.experiment.ExperimentResult.OfMethod;
import org.noiseproof.experiment.Setting;
import org.noiseproof.experiment.StepCost;
import org.noiseproof.report.plot.SvgPlot;
import org.noiseproof.report.text.Markup;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.statistics.MedianBand;

/** An experiment as one HTML file that needs no network, and is well-formed XML too. */
public final class ExperimentReport {
  private static final int DIGITS = 3;

  private final ExperimentResult result;
  private final ZonedDateTime finished;
  private final Markup out = new Markup();

  private ExperimentReport(ExperimentResult result, ZonedDateTime finished) {
    this.result = result;
    this.finished = finished;
  }

  /** The file's content. */
  public static String of(ExperimentResult result, ZonedDateTime finished) {
    return new ExperimentReport(result, finished).page();
  }

  private String page() {
    String title = "Per-sample clipping on handwritten digits";
    header(title);
    result.settings().forEach(this::setting);
    costs();
    reading();
    return HtmlPage.of(title, out);
  }

  private void header(String title) {
    Effort effort = result.effort();
    out.open("header").element("p", "Noiseproof · experiment", "class", "brand");
    out.element("h1", title);
    out.open("dl", "class", "facts");
    fact("Samples", result.training() + " to train on, " + result.test() + " to test");
    fact("Epochs × batch", effort.epochs() + " × " + effort.batch());
    fact("Micro-batch", Integer.toString(effort.microBatch()));
    fact("Runs", effort.tuningSeeds() + " a learning rate, then " + effort.seeds() + " others");
    fact("Seed", Long.toString(result.seed()));
    fact("Time", Numbers.time(Duration.ofNanos((long) (result.seconds() * 1e9))));
    fact("Finished", HtmlPage.moment(finished));
    fact("Version", Facts.version() + " on Java " + Runtime.version().feature());
    out.close();
    out.element(
        "p",
        "Characterisation: nothing here is a claim, and nothing is judged. Brackets and bands hold"
            + " the median of a method's runs with probability "
            + Numbers.plain(MedianBand.coverage(effort.seeds()), DIGITS)
            + ", each by itself, whatever their law.");
    out.close();
  }

  private void fact(String name, String value) {
    HtmlPage.fact(out, name, value);
  }

  private void setting(InSetting in) {
    Setting setting = in.setting();
    out.open("section", "class", "claim");
    String model = setting.model();
    out.element(
        "h2",
        Character.toUpperCase(model.charAt(0)) + model.substring(1) + ", " + setting.noiseLabel());
    out.element(
        "p",
        setting.noisy()
            ? "Each sample's gradient gets noise of its own in a random direction, whose length"
                + " follows the Pareto law of index %s from %s × the median gradient norm on: its"
                    .formatted(
                        Numbers.plain(Setting.TAIL_INDEX, DIGITS),
                        Numbers.plain(setting.noise(), DIGITS))
                + " variance is infinite."
            : "The only noise is that of sampling batches.");
    outcomes(in);
    out.open("div", "class", "plots").raw(figure(in, false)).raw(figure(in, true)).close();
    tuning(in);
    out.close();
  }

  private void outcomes(InSetting in) {
    head("Method", "Learning rate", "Threshold", "Training loss", "", "Test accuracy", "");
    double least = in.methods().stream().mapToDouble(m -> m.loss().median()).min().orElseThrow();
    double most = in.methods().stream().mapToDouble(m -> m.accuracy().median()).max().orElseThrow();
    for (OfMethod of : in.methods()) {
      out.open("tr").element("th", of.method().label(), "scope", "row");
      number(Numbers.plain(of.learningRate(), DIGITS) + (of.atEdge(result.effort()) ? " *" : ""));
      number(of.method().clips() ? Numbers.plain(of.threshold(), DIGITS) : "");
      best(number(of.loss().median()), of.loss().median() == least);
      number(interval(of.loss()));
      best(percent(of.accuracy().median()), of.accuracy().median() == most);
      number("[" + percent(of.accuracy().lower()) + ", " + percent(of.accuracy().upper()) + "]");
      out.close();
    }
    out.close().close().close();
  }

  private void head(String... heads) {
    out.open("div", "class", "scroll").open("table", "class", "verdicts").open("thead").open("tr");
    for (String head : heads) {
      out.element("th", head, "scope", "col");
    }
    out.close().close().open("tbody");
  }

  private void number(String text) {
    out.element("td", text, "class", "number");
  }

  private void best(String text, boolean best) {
    out.open("td", "class", "number");
    if (best) {
      out.element("strong", text);
    } else {
      out.text(text);
    }
    out.close();
  }

  private static String number(double value) {
    return Numbers.raised(Numbers.plain(value, DIGITS));
  }

  private static String interval(MedianBand band) {
    return "[" + number(band.lower()) + ", " + number(band.upper()) + "]";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Training loss against samples; the methods with a buffer and those without apart. */
  private String figure(InSetting in, boolean momentum) {
    Effort effort = result.effort();
    double samples = result.training() - result.training() % effort.batch();
    List<Double> x =
        IntStream.rangeClosed(0, effort.epochs()).mapToObj(epoch -> epoch * samples).toList();
    List<Series> series = new ArrayList<>();
    for (OfMethod of : in.methods()) {
      if (of.method().momentum() > 0 == momentum) {
        series.add(
            new Series(
                of.method().label(),
                Role.MEASURED,
                x,
                of.curve().stream().map(MedianBand::median).toList(),
                of.curve().stream().map(MedianBand::lower).toList(),
                of.curve().stream().map(MedianBand::upper).toList()));
      }
    }
    return SvgPlot.figure(
        new Plot(
            momentum ? "With momentum" : "Without momentum",
            "samples processed",
            "training loss",
            false,
            true,
            series));
  }

  private void tuning(InSetting in) {
    out.element("h3", "Tuning: median final training loss by learning rate");
    List<String> heads = new ArrayList<>(List.of("Method"));
    result.effort().learningRates().forEach(rate -> heads.add(Numbers.plain(rate, DIGITS)));
    head(heads.toArray(String[]::new));
    for (OfMethod of : in.methods()) {
      out.open("tr").element("th", of.method().label(), "scope", "row");
      for (int i = 0; i < of.tuning().size(); i++) {
        boolean chosen = result.effort().learningRates().get(i) == of.learningRate();
        best(number(of.tuning().get(i)), chosen);
      }
      out.close();
    }
    out.close().close().close();
  }

  private void costs() {
    out.open("section", "class", "claim").element("h2", "Cost of a gradient");
    head("Model", "Gradient", "Time", "× mean", "Quartiles", "Extra memory");
    for (StepCost cost : result.costs()) {
      out.open("tr").element("th", cost.model(), "scope", "row").element("td", cost.way());
      number(Numbers.plain(cost.seconds() * 1e6, DIGITS) + " µs");
      number(String.format(Locale.ROOT, "%.2f", cost.ratio().median()));
      number(
          String.format(Locale.ROOT, "[%.2f, %.2f]", cost.ratio().lower(), cost.ratio().upper()));
      number(Numbers.count(cost.extraBytes()) + " B");
      out.close();
    }
    out.close().close().close();
    out.element(
        "p",
        "Processor time of one thread, a batch of %d in micro-batches of %d. In a layer the gradient"
                .formatted(result.effort().batch(), result.effort().microBatch())
            + " of a sample is δ ãᵀ and its norm ‖δ‖ ‖ã‖, so that per-sample clipping needs no"
            + " per-sample gradient. Extra memory is what the mean has no buffer for.");
    out.close();
  }

  private void reading() {
    out.open("section", "class", "reading").element("h2", "How to read this");
    out.element(
        "p",
        "Every method has the same grid of learning rates and the same number of tuning runs, and"
            + " chose by the median training loss; what is shown are runs with other random numbers,"
            + " the same for all methods. A star marks a choice at the edge of the grid: beyond it"
            + " may be better. A threshold is the median norm, at the start, of what the method"
            + " clips: a sample's gradient, a micro-batch's mean, a batch's.");
    out.element(
        "p",
        "Two small models and one data set: which method leads here says little of other models,"
            + " and the noise is ours. Loss and accuracy are those of clean data.");
    out.open("p", "class", "replay").element("span", "Run it again");
    String deep = result.effort().equals(Effort.DEEP) ? " --deep" : "";
    String line = "./noiseproof experiment ps-clip" + deep + " --seed " + result.seed();
    out.element("code", line);
    out.element("button", "Copy", "type", "button", "data-copy", line).close().close();
  }
}
