package org.noiseproof.claim.symmetry;

import java.util.List;
import org.noiseproof.claim.Trial;

/**
 * The sizes of the runs of SYM-10. The slowest rate of the flow to its rest is 0.35 of τ under
 * anisotropic noise, about 2.4 under isotropic: what is averaged from τ = 20 and from 6 is within
 * 0.001 of rest. On backends without lanes it is the flow itself that is met, on its way.
 *
 * <p>Allowances are measured, on 10⁴ runs and more: 2f(0.025) − f(0.05) is 7.1475 where the flow is
 * at 7.1389, and 6.5775 where it is at 6.5714, which is η²; with half these rates 7.1390 and
 * 6.5754. Short, 2f(0.05) − f(0.1) is at most 0.032 above the flow.
 */
final class Sym10Sizes {
  private Sym10Sizes() {}

  private static final List<Double> SHORT = List.of(0.1, 0.05);
  private static final List<Double> DEFAULT = List.of(0.05, 0.025);
  private static final List<Double> DEEP = List.of(0.025, 0.0125);

  /** From the flattest minimum, anisotropic noise. */
  static Ladder sharpening(Trial trial) {
    return trial
        .scale()
        .of(
            new Ladder(SHORT, 2, 3, 5.8, 7.8, 0.05, 0.2),
            new Ladder(DEFAULT, 20, 25, 6.3, 7.7, 0.015, 0.03),
            new Ladder(DEEP, 20, 25, 6.7, 7.5, 0.006, 0.006));
  }

  /** From an unbalanced minimum, anisotropic noise. */
  static Ladder settling(Trial trial) {
    return trial
        .scale()
        .of(
            new Ladder(SHORT, 1.5, 2, 5, 9, 0.05, 0.4),
            new Ladder(DEFAULT, 20, 25, 6.3, 7.7, 0.015, 0.03),
            new Ladder(DEEP, 20, 25, 6.7, 7.5, 0.006, 0.006));
  }

  /** From the flattest minimum, a target that turns. */
  static Ladder turning(Trial trial) {
    return trial
        .scale()
        .of(
            new Ladder(SHORT, 2, 3, 5.8, 8, 0.05, 0.25),
            new Ladder(DEFAULT, 20, 25, 6.2, 7.9, 0.015, 0.03),
            new Ladder(DEEP, 20, 25, 6.7, 7.8, 0.01, 0.01));
  }

  /** From any minimum, isotropic noise. */
  static Ladder flattening(Trial trial) {
    return trial
        .scale()
        .of(
            new Ladder(SHORT, 1.5, 2, 4, 9, 0.05, 0.4),
            new Ladder(DEFAULT, 6, 8, 5.5, 7.2, 0.015, 0.03),
            new Ladder(DEEP, 6, 8, 6.1, 6.9, 0.006, 0.006));
  }

  /** The first rate alone, with the effect that the control needs. */
  static Ladder oneRate(Trial trial) {
    Ladder first = flattening(trial).raw();
    return new Ladder(
        first.rates(),
        first.settle(),
        first.end(),
        first.lower(),
        first.upper(),
        first.allowance(),
        Math.min(0.05, first.effect()));
  }

  /** The squared norm of the imbalance, 2.14 at the unbalanced start. */
  static Ladder alignment(Trial trial) {
    return trial
        .scale()
        .of(
            new Ladder(SHORT, 1.5, 2, -0.2, 0.6, 0.02, 0.08),
            new Ladder(DEFAULT, 6, 8, -0.02, 0.05, 0.0005, 0.002),
            new Ladder(DEEP, 6, 8, -0.01, 0.02, 0.0005, 0.0005));
  }

  /** E‖h‖² from an unbalanced minimum, anisotropic noise. */
  static Ladder representation(Trial trial) {
    return trial
        .scale()
        .of(
            new Ladder(SHORT, 1.5, 2, 1.4, 2.4, 0.02, 0.12),
            new Ladder(DEFAULT, 20, 25, 1.5, 2, 0.005, 0.01),
            new Ladder(DEEP, 20, 25, 1.6, 1.9, 0.002, 0.002));
  }

  /** Early, while Tr H falls. */
  static Ladder warmingUp(Trial trial) {
    return trial
        .scale()
        .of(
            new Ladder(SHORT, 0.3, 0.5, 5, 10, 0.05, 0.3),
            new Ladder(DEFAULT, 0.3, 0.5, 6, 9.5, 0.03, 0.05),
            new Ladder(DEEP, 0.3, 0.5, 7, 9, 0.01, 0.015));
  }
}
