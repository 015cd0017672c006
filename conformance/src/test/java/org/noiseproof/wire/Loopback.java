package org.noiseproof.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.noiseproof.check.Subject;

/** A program without a process: what it answers a line is a function. */
public final class Loopback implements Channel {
  private final Function<String, List<String>> program;
  private final Deque<String> answers = new ArrayDeque<>();

  private Loopback(Function<String, List<String>> program) {
    this.program = program;
  }

  /** A program that answers each line so; started again by the same function. */
  static Program of(Function<String, List<String>> program) {
    return Program.over("loopback", () -> new Loopback(program), Duration.ofSeconds(1));
  }

  /** A subject as it looks from the other end of the wire. */
  public static Program of(Subject subject) {
    return Program.over(
        "loopback",
        () -> {
          Service service = new Service(subject);
          return new Loopback(line -> List.of(service.answer(line)));
        },
        Duration.ofSeconds(1));
  }

  @Override
  public void send(String lines) {
    Arrays.stream(lines.split("\n", 0)).map(program).forEach(answers::addAll);
  }

  @Override
  public String receive(Duration limit) throws Lost {
    if (answers.isEmpty()) {
      throw new Lost("gave no answer within 1.0 s");
    }
    return answers.remove();
  }

  @Override
  public String log() {
    return "";
  }

  @Override
  public void kill() {}

  @Override
  public String end(Duration limit) {
    return "";
  }
}
