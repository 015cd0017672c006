package org.noiseproof.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.noiseproof.wire.LineReader.End;
import org.noiseproof.wire.LineReader.Line;
import org.noiseproof.wire.LineReader.Text;
import org.noiseproof.wire.LineReader.Unreadable;

/**
 * The standard streams of a process. A thread each keeps them flowing, so that no program that
 * floods one or never reads another stops this one; what has not been asked for yet takes no more
 * memory than the longest line may.
 */
final class ProcessChannel implements Channel {
  /** In bytes; about three million numbers. */
  static final int LONGEST_LINE = 1 << 26;

  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  /** In place of lines to send: there are no more. */
  private static final String NO_MORE = "";

  private final Process process;
  private final BlockingQueue<String> outgoing = new LinkedBlockingQueue<>();
  private final BlockingQueue<Line> incoming = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(LONGEST_LINE);
  private final Tail errors = new Tail();
  private final Thread listener;
  private final Thread errorListener;
  private final Thread hook = new Thread(this::destroy);

  private ProcessChannel(Process process) {
    this.process = process;
    this.listener = daemon("answers", this::listen);
    this.errorListener = daemon("errors", () -> errors.drain(process.getErrorStream()));
    daemon("requests", this::speak);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts a program.
   *
   * @throws IOException where there is none such
   */
  static ProcessChannel start(List<String> command) throws IOException {
    return new ProcessChannel(new ProcessBuilder(command).start());
  }

  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  private Thread daemon(String name, Task task) {
    return Thread.ofPlatform()
        .daemon()
        .name(name + " of process " + process.pid())
        .start(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // The stream is gone, and with it the task.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void speak() throws IOException, InterruptedException {
    try (OutputStream out = process.getOutputStream()) {
      for (String lines = outgoing.take(); !lines.equals(NO_MORE); lines = outgoing.take()) {
        out.write(lines.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    }
  }

  private void listen() throws InterruptedException {
    LineReader reader = new LineReader(process.getInputStream(), LONGEST_LINE);
    Line line;
    do {
      line = next(reader);
      room.acquire(size(line));
      incoming.add(line);
    } while (!(line instanceof End));
  }

  private static Line next(LineReader reader) {
    try {
      return reader.next();
    } catch (IOException e) {
      return new End();
    }
  }

  /** What a line is charged for. */
  private static int size(Line line) {
    return line instanceof Text(String text) ? Math.min(text.length() + 1, LONGEST_LINE) : 1;
  }

  @Override
  public void send(String lines) {
    outgoing.add(lines);
  }

  @Override
  public String receive(Duration limit) throws Lost {
    Line line = poll(limit);
    if (line == null) {
      throw new Lost(
          "gave no answer within %s%s"
              .formatted(seconds(limit), hasEnded() ? "; it " + end() : ""));
    }
    room.release(size(line));
    return switch (line) {
      case Text(String text) -> text;
      case Unreadable(String why) -> throw new Lost("wrote " + why);
      case End() ->
          throw new Lost(hasEnded() ? end() : "closed its standard output and went on running");
    };
  }

  private @Nullable Line poll(Duration limit) throws Lost {
    try {
      return incoming.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Lost("was no longer waited for");
    }
  }

  private boolean hasEnded() {
    return waitFor(LAST_WORDS);
  }

  private boolean waitFor(Duration limit) {
    try {
      return process.waitFor(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  private String end() {
    return "ended with exit code " + process.exitValue();
  }

  private static String seconds(Duration limit) {
    return "%s s".formatted(limit.toMillis() / 1000.0);
  }

  @Override
  public String log() {
    return errors.lines();
  }

  @Override
  public String end(Duration limit) {
    outgoing.add(NO_MORE);
    boolean ended = waitFor(limit);
    String wrong =
        !ended
            ? "did not end within %s of the end of its input, and was killed"
                .formatted(seconds(limit))
            : process.exitValue() != 0 ? end() + " after the end of its input, not with 0" : "";
    kill();
    return wrong;
  }

  @Override
  public void kill() {
    destroy();
    listener.interrupt();
    outgoing.add(NO_MORE);
    try {
      errorListener.join(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook is running already.
    }
  }

  /** With all that it has started: a shell's child holds the streams, too. */
  private void destroy() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
