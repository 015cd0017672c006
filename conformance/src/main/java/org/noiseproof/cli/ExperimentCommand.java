package org.noiseproof.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.noiseproof.backend.Backend;
import org.noiseproof.experiment.Effort;
import org.noiseproof.experiment.ExperimentResult;
import org.noiseproof.experiment.ExperimentResult.InSetting;
import org.noiseproof.experiment.ExperimentResult.OfMethod;
import org.noiseproof.experiment.Method;
import org.noiseproof.experiment.PsClipExperiment;
import org.noiseproof.experiment.StepCost;
import org.noiseproof.report.ExperimentJson;
import org.noiseproof.report.ExperimentReport;
import org.noiseproof.report.text.Numbers;
import org.noiseproof.statistics.MedianBand;
import org.noiseproof.statistics.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code noiseproof experiment}: methods compared on real models. */
@Command(
    name = "experiment",
    header = "Compares methods on a real model.",
    description = {
      "ps-clip: per-sample clipping against momentum SGD, batch and micro-batch clipping,",
      "on handwritten digits, with clean and with heavy-tailed gradients. It shows, and",
      "judges nothing. See docs/experiments.md.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./noiseproof experiment ps-clip          a minute or two, and a report to look at",
      "  ./noiseproof experiment ps-clip --deep   more noise, seeds and epochs; an hour"
    })
final class ExperimentCommand implements Callable<Integer> {
  private static final Path DEFAULT_REPORT = Path.of("noiseproof-report-ps-clip.html");

  @Spec private CommandSpec spec;
  @Mixin private final RunOptions run = new RunOptions();

  @Parameters(paramLabel = "NAME", description = "ps-clip.")
  private String name = PsClipExperiment.NAME;

  @Option(names = "--deep", description = "More noise, seeds, epochs and learning rates.")
  private boolean deep;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "The HTML report (default: noiseproof-report-ps-clip.html here).")
  private @Nullable Path report;

  @Option(names = "--no-report", description = "Write no HTML report.")
  private boolean noReport;

  private final Terminal terminal;

  ExperimentCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Usage.check(spec, this::known);
    Backend backend = run.backend(spec);
    Optional<OutputFile> html =
        noReport
            ? Optional.empty()
            : RunOptions.file(spec, "--report", report == null ? DEFAULT_REPORT : report);
    Map<String, OutputFile> outputs = new LinkedHashMap<>();
    run.json(spec).ifPresent(file -> outputs.put("--json", file));
    html.ifPresent(file -> outputs.put("--report", file));
    RunOptions.distinct(spec, outputs);
    PrintWriter people = run.people(spec);
    ExperimentResult result = measure(backend);
    run.writeJson(spec, () -> ExperimentJson.of(name, result));
    print(result, people);
    html.ifPresent(
        file -> {
          file.write(ExperimentReport.of(result, ZonedDateTime.now(ZoneId.systemDefault())));
          people.println("Report: " + file.path());
        });
    people.flush();
    return ExitCode.HOLDS;
  }

  private String known() {
    if (!PsClipExperiment.NAME.equals(name)) {
      throw new IllegalArgumentException(
          "there is no experiment \"%s\", expected %s".formatted(name, PsClipExperiment.NAME));
    }
    return name;
  }

  private ExperimentResult measure(Backend backend) {
    try (Progress progress = new Progress(spec.commandLine().getErr(), terminal)) {
      return PsClipExperiment.run(
          deep ? Effort.DEEP : Effort.DEFAULT, run.seed(), backend, progress::running);
    }
  }

  private void print(ExperimentResult result, PrintWriter people) {
    Effort effort = result.effort();
    people.println(
        Terminal.wrapped(
            "%d training samples, %d epochs of batches of %d; learning rates tuned on %d runs each,"
                    .formatted(
                        result.training(), effort.epochs(), effort.batch(), effort.tuningSeeds())
                + " then %d others: the median, and an interval that holds it with probability %s. Seed %d."
                    .formatted(
                        effort.seeds(),
                        Numbers.plain(MedianBand.coverage(effort.seeds()), 3),
                        result.seed()),
            terminal.columns(),
            ""));
    people.println();
    outcomes(result).lines(terminal).forEach(people::println);
    people.println();
    costs(result).lines(terminal).forEach(people::println);
    people.println();
    people.println(
        "Nothing is judged. %s."
            .formatted(Numbers.time(Duration.ofNanos((long) (result.seconds() * 1e9)))));
  }

  private static Table outcomes(ExperimentResult result) {
    Table table =
        new Table(
            List.of("model", "gradients", "method", "rate", "training loss", "test accuracy"), 2);
    for (InSetting in : result.settings()) {
      for (OfMethod of : in.methods()) {
        boolean first = of.method() == Method.SGD;
        table.add(
            Verdict.NOT_APPLICABLE,
            first ? in.setting().model() : "",
            first ? in.setting().noiseLabel() : "",
            of.method().label(),
            Numbers.plain(of.learningRate(), 3) + (of.atEdge(result.effort()) ? " *" : ""),
            Numbers.plain(of.loss().median(), 3)
                + " [%s, %s]"
                    .formatted(
                        Numbers.plain(of.loss().lower(), 3), Numbers.plain(of.loss().upper(), 3)),
            percent(of.accuracy().median())
                + " [%s, %s]"
                    .formatted(percent(of.accuracy().lower()), percent(of.accuracy().upper())));
      }
    }
    return table;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static Table costs(ExperimentResult result) {
    Table table = new Table(List.of("model", "gradient", "time", "× mean", "extra memory"), 1);
    for (StepCost cost : result.costs()) {
      table.add(
          Verdict.NOT_APPLICABLE,
          cost.model(),
          cost.way(),
          Numbers.plain(cost.seconds() * 1e6, 3) + " µs",
          String.format(
              Locale.ROOT,
              "%.2f [%.2f, %.2f]",
              cost.ratio().median(),
              cost.ratio().lower(),
              cost.ratio().upper()),
          Numbers.count(cost.extraBytes()) + " B");
    }
    return table;
  }
}
