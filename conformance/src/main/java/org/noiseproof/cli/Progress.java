package org.noiseproof.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.noiseproof.report.text.Numbers;

/**
 * Says how a run goes on: a bar on a terminal once it has lasted two seconds, a line for each part
 * done elsewhere.
 */
final class Progress implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration REPAINT = Duration.ofMillis(200);
  private static final int CELLS = 24;

  private final PrintWriter error;
  private final Terminal terminal;
  private final long began = System.nanoTime();
  private final Timer timer = new Timer("progress", true);
  private String doing = "";
  private int done;
  private int all;
  private int painted;

  Progress(PrintWriter error, Terminal terminal) {
    this.error = error;
    this.terminal = terminal;
    if (terminal.error()) {
      timer.schedule(
          new TimerTask() {
            @Override
            public void run() {
              paint();
            }
          },
          PATIENCE.toMillis(),
          REPAINT.toMillis());
    }
  }

  /** The n-th of all is about to run, from 1. */
  synchronized void running(String what, int n, int ofAll) {
    doing = what;
    done = n - 1;
    all = ofAll;
  }

  /** Something is about to run, nobody knows of how many. */
  synchronized void running(String what) {
    doing = what;
    finished(what);
  }

  /** A part is done. */
  synchronized void finished(String line) {
    if (!terminal.error()) {
      error.println(line);
      error.flush();
    }
  }

  private synchronized void paint() {
    String time = Numbers.time(Duration.ofNanos(System.nanoTime() - began));
    String line = all == 0 ? time + "  " + doing : bar() + "  " + time + "  " + doing;
    show(Terminal.cut(line, terminal.columns() - 1));
  }

  private String bar() {
    int full = CELLS * done / all;
    return "█".repeat(full) + "░".repeat(CELLS - full) + " " + done + "/" + all;
  }

  private void show(String line) {
    int width = Terminal.width(line);
    error.print("\r" + line + " ".repeat(Math.max(0, painted - width)));
    error.flush();
    painted = width;
  }

  /** Wipes the bar away. */
  @Override
  public synchronized void close() {
    timer.cancel();
    if (painted > 0) {
      show("");
      error.print("\r");
      error.flush();
    }
  }
}
