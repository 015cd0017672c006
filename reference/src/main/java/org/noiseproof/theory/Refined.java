package org.noiseproof.theory;

import java.util.function.IntToDoubleFunction;

/**
 * A number computed on two grids.
 *
 * @param value on the finer
 * @param change from the coarser, absolute: where the error is a multiple of h², three times that
 *     of the value; an estimate, no bound
 */
public record Refined(double value, double change) {

  /** The quantity on N and on 2N cells. */
  public static Refined of(IntToDoubleFunction quantity, int cells) {
    double coarse = quantity.applyAsDouble(cells);
    double fine = quantity.applyAsDouble(2 * cells);
    return new Refined(fine, Math.abs(fine - coarse));
  }
}
