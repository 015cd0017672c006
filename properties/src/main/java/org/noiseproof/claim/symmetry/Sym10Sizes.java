package org.noiseproof.claim.symmetry;

import java.util.List;
import org.noiseproof.claim.Trial;

/**
 * The sizes of the runs of SYM-10: averages over a span of τ = η²t, η being what the learning rate
 * comes to, and how near they come to η → 0.
 *
 * <p>The slowest rate of the flow to its rest is 0.35 of τ under anisotropic noise, about 2.4 under
 * isotropic: what is averaged from τ = 15 and from 6 is within 0.003 of rest. On backends without
 * lanes it is the flow itself that is met, on its way.
 *
 * <p>Allowances are measured, on 4000 runs and more. Anisotropic, 15 ≤ τ &lt; 25, 2f(0.0125) −
 * f(0.025) is 7.1402 ± 0.0006 from the flattest minimum and 7.1382 ± 0.0008 from the unbalanced
 * one, beside 7.1381 and 7.1366 of the flow; with twice these rates 7.1447 and 7.1438: of such an
 * η² a third of the difference is left, 0.0015 and 0.0018, and 0.004 is allowed. Isotropic,
 * 2f(0.025) − f(0.05) is 6.5775 where the flow is at 6.5714, and with half these rates 6.5754.
 * Short, 2f(0.05) − f(0.1) is at most 0.035 above the flow.
 *
 * @param settle τ before the average begins
 * @param end τ
 * @param approach to η → 0
 */
record Sym10Sizes(double settle, double end, Approach approach) {
  private static final List<Double> SHORT = List.of(0.1, 0.05);
  private static final List<Double> DEFAULT = List.of(0.05, 0.025);
  private static final List<Double> FINE = List.of(0.025, 0.0125);
  private static final List<Double> FINER = List.of(0.0125, 0.00625);

  /** From the flattest minimum, anisotropic noise: tells 7.1565 from 7.1392 by default. */
  static Sym10Sizes sharpening(Trial trial) {
    return trial
        .scale()
        .of(
            new Sym10Sizes(2, 3, new Approach(SHORT, 5.8, 7.5, 0.05, 0.2)),
            new Sym10Sizes(15, 25, new Approach(FINE, 6.85, 7.3, 0.004, 0.006)),
            new Sym10Sizes(15, 25, new Approach(FINER, 6.95, 7.25, 0.0015, 0.003)));
  }

  /** The same, short from so early that its rest is far. */
  static Sym10Sizes beforeRest(Trial trial) {
    return trial.scale() == Trial.Scale.SHORT
        ? new Sym10Sizes(0.5, 1, new Approach(SHORT, 5.2, 7.6, 0.05, 0.2))
        : sharpening(trial);
  }

  /** From an unbalanced minimum, anisotropic noise. */
  static Sym10Sizes settling(Trial trial) {
    return trial.scale() == Trial.Scale.SHORT
        ? new Sym10Sizes(1, 1.5, new Approach(SHORT, 5.2, 7.8, 0.05, 0.4))
        : sharpening(trial);
  }

  /** From the flattest minimum, a target that turns. */
  static Sym10Sizes turning(Trial trial) {
    return trial
        .scale()
        .of(
            new Sym10Sizes(1, 2, new Approach(SHORT, 5.8, 7.6, 0.05, 0.25)),
            new Sym10Sizes(20, 25, new Approach(DEFAULT, 6.2, 7.9, 0.015, 0.03)),
            new Sym10Sizes(20, 25, new Approach(FINE, 6.7, 7.8, 0.01, 0.01)));
  }

  /** From any minimum, isotropic noise. */
  static Sym10Sizes flattening(Trial trial) {
    return trial
        .scale()
        .of(
            new Sym10Sizes(1, 1.5, new Approach(SHORT, 5, 8, 0.05, 0.4)),
            new Sym10Sizes(6, 8, new Approach(DEFAULT, 5.5, 7.2, 0.015, 0.03)),
            new Sym10Sizes(6, 8, new Approach(FINE, 6.1, 6.9, 0.006, 0.006)));
  }

  /** The first rate alone, near rest, with the effect that the control needs. */
  static Sym10Sizes oneRate(Trial trial) {
    Approach approach = flattening(trial).approach();
    double effect = Math.min(0.05, approach.effect());
    return new Sym10Sizes(
        trial.scale().of(1.5, 6.0, 6.0),
        trial.scale().of(2.0, 8.0, 8.0),
        approach.at(approach.rates().getFirst(), effect));
  }

  /** The squared norm of the imbalance, 2.14 at the unbalanced start. */
  static Sym10Sizes alignment(Trial trial) {
    return trial
        .scale()
        .of(
            new Sym10Sizes(1, 1.5, new Approach(SHORT, -0.2, 0.6, 0.02, 0.08)),
            new Sym10Sizes(6, 8, new Approach(DEFAULT, -0.02, 0.05, 0.0005, 0.002)),
            new Sym10Sizes(6, 8, new Approach(FINE, -0.01, 0.02, 0.0005, 0.0005)));
  }

  /** E‖h‖² from an unbalanced minimum, anisotropic noise. */
  static Sym10Sizes representation(Trial trial) {
    return trial
        .scale()
        .of(
            new Sym10Sizes(1, 1.5, new Approach(SHORT, 1.4, 2.4, 0.02, 0.12)),
            new Sym10Sizes(20, 25, new Approach(DEFAULT, 1.5, 2, 0.005, 0.01)),
            new Sym10Sizes(20, 25, new Approach(FINE, 1.6, 1.9, 0.002, 0.002)));
  }

  /** Early, while Tr H falls. */
  static Sym10Sizes warmingUp(Trial trial) {
    return trial
        .scale()
        .of(
            new Sym10Sizes(0.3, 0.5, new Approach(SHORT, 5.5, 9.5, 0.05, 0.4)),
            new Sym10Sizes(0.3, 0.5, new Approach(DEFAULT, 6, 9.5, 0.03, 0.05)),
            new Sym10Sizes(0.3, 0.5, new Approach(FINE, 7, 9, 0.01, 0.015)));
  }

  /** Averages over a span that begins and ends so many times as late. */
  Sym10Sizes later(double times) {
    return new Sym10Sizes(times * settle, times * end, approach);
  }
}
