package org.noiseproof.wire;

import java.util.HashMap;
import java.util.Map;
import org.noiseproof.check.Subject.Session;

/** The runs that a client has open, by handle. What they may take together is bounded. */
final class Runs {
  /** More at once than any check needs. */
  static final int MOST = 4096;

  /** Of all open runs together. */
  static final long MOST_PARAMETERS = 1L << 24;

  /** A run of an optimizer of this type. */
  record Run(Session session, String type, Shape shape) {}

  private final Map<String, Run> open = new HashMap<>();
  private long opened;
  private long parameters;

  /**
   * That there is room for one more.
   *
   * @throws IllegalArgumentException where there is none
   */
  void requireRoom(Shape shape) {
    if (open.size() >= MOST || parameters + shape.entries() > MOST_PARAMETERS) {
      throw new IllegalArgumentException(
          ("%d runs of %d parameters in all are open, and one of %d would be too many: "
                  + "at most %d runs, of at most %d parameters in all; close what is done with")
              .formatted(open.size(), parameters, shape.entries(), MOST, MOST_PARAMETERS));
    }
  }

  /** The handle of a new run. */
  String open(Run run) {
    String handle = "run-" + ++opened;
    open.put(handle, run);
    parameters += run.shape.entries();
    return handle;
  }

  /**
   * The run with this handle.
   *
   * @throws IllegalArgumentException where there is none
   */
  Run get(String handle) {
    Run run = open.get(handle);
    if (run == null) {
      throw new IllegalArgumentException(
          "handle = %s: no run of that handle is open; %d are"
              .formatted(Shown.of(handle, 40), open.size()));
    }
    return run;
  }

  void close(String handle) {
    parameters -= get(handle).shape.entries();
    open.remove(handle);
  }
}
