package org.noiseproof.claim;

import java.util.List;
import org.noiseproof.matrix.Matrix;

/**
 * Matrices side by side, entry by entry, each in units of its own largest entry, and under each its
 * singular values.
 */
public record Picture(String title, List<Panel> panels) implements Figure {
  public Picture {
    panels = List.copyOf(panels);
  }

  /**
   * One matrix.
   *
   * @param singularValues largest first; empty where they are not shown
   */
  public record Panel(String name, Matrix matrix, List<Double> singularValues) {
    public Panel {
      singularValues = List.copyOf(singularValues);
    }
  }
}
