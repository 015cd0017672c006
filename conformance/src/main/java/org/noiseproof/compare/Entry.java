package org.noiseproof.compare;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.conformance.ConformanceRun;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * A comparison as one line of a history: enough to tell later whether anything has drifted.
 *
 * @param format what it is a line of, {@value #FORMAT}
 * @param version of the format
 * @param provenance when, of which commit and on which machine
 * @param candidate by its name
 * @param baseline by its name
 * @param seed of the checks
 * @param cases drawn for each
 * @param reproducible whether the candidate declares that its bits repeat
 * @param errors of the candidate, a type each; those that could not be measured are left out
 * @param ratios of times, a workload each
 */
public record Entry(
    String format,
    int version,
    Provenance provenance,
    String candidate,
    String baseline,
    long seed,
    int cases,
    boolean reproducible,
    List<Errors> errors,
    List<Ratio> ratios) {
  private static final String FORMAT = "noiseproof-comparison-history";
  private static final int VERSION = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /**
   * The largest error under a type.
   *
   * @param type of the specs
   * @param candidate its test ratio
   * @param roundings the same in units of u · gauge, for any declared depth
   */
  public record Errors(String type, double candidate, double roundings) {}

  /**
   * Times of the candidate over those of the baseline.
   *
   * @param workload its spec and size
   * @param median of the rounds
   * @param lower end of the interval
   * @param upper end of the interval
   * @param level of the interval
   * @param rounds that it is of
   */
  public record Ratio(
      String workload, double median, double lower, double upper, double level, int rounds) {}

  /** Copies what it is given. */
  public Entry {
    errors = List.copyOf(errors);
    ratios = List.copyOf(ratios);
  }

  /** Of a comparison that was just made in this folder. */
  public static Entry of(Comparison comparison, Path folder) {
    return of(comparison, Provenance.now(comparison, folder));
  }

  static Entry of(Comparison comparison, Provenance provenance) {
    ConformanceRun run = comparison.candidate();
    return new Entry(
        FORMAT,
        VERSION,
        provenance,
        run.subject(),
        comparison.baseline().subject(),
        run.seed(),
        run.cases(),
        run.description().determinism() == Determinism.REPRODUCIBLE,
        comparison.judged().stream()
            .flatMap(
                judged ->
                    judged.candidate().stream()
                        .map(a -> new Errors(judged.type(), a.ratio(), a.roundings())))
            .toList(),
        comparison.timings().stream()
            .map(
                timing ->
                    new Ratio(
                        timing.workload().toString(),
                        timing.ratio().median(),
                        timing.ratio().lower(),
                        timing.ratio().upper(),
                        comparison.levelOfEach(),
                        timing.candidate().size()))
            .toList());
  }

  /** The line, without its end. */
  public String line() {
    return JSON.writeValueAsString(this);
  }

  /**
   * The entries of a file.
   *
   * @throws IllegalArgumentException that names the line that is none
   */
  public static List<Entry> read(Stream<String> lines) {
    int[] number = {0};
    return lines
        .map(
            line -> {
              number[0]++;
              return line.isBlank() ? Stream.<Entry>empty() : Stream.of(entry(line, number[0]));
            })
        .flatMap(entries -> entries)
        .toList();
  }

  private static Entry entry(String line, int number) {
    try {
      Entry entry = JSON.readValue(line, Entry.class);
      if (FORMAT.equals(entry.format) && entry.version == VERSION) {
        return entry;
      }
      throw new IllegalArgumentException(
          "line %d is no entry of format %s, version %d".formatted(number, FORMAT, VERSION));
    } catch (JacksonException | NullPointerException e) {
      throw new IllegalArgumentException("line %d is no entry of a history".formatted(number), e);
    }
  }

  /** When it was made, of what. */
  String when() {
    Instant time = provenance.time();
    return provenance.commit().isEmpty() ? time.toString() : time + ", " + provenance.commit();
  }
}
