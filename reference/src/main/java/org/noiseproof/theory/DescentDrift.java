package org.noiseproof.theory;

/**
 * What gradient descent does to the charge C = u² − w² of L = ½(uw − 1)², to first order in η:
 * derived. Gradient flow conserves C and moves v = uw by v̇ = (1 − v)√(C² + 4v²); a step of
 * gradient descent multiplies C by 1 − η²(1 − v)². So C_∞ − C_0 = −ηC ∫(1 − v)² dt + O(η²), and the
 * integral over t is one over v: of (1 − v)/√(C² + 4v²), whose primitive is ½ asinh(2v/|C|) − ¼√(C²
 * + 4v²).
 */
public final class DescentDrift {
  private DescentDrift() {}

  /**
   * ∫ ∇LᵀA∇L dt along gradient flow from (u, w) to uw = 1: lim (C_∞ − C_0)/η.
   *
   * @param u finite
   * @param w with 0 &lt; uw &lt; 1, u² ≠ w²
   */
  public static double perRate(double u, double w) {
    double v = u * w;
    double charge = u * u - w * w;
    Argument.require(v > 0 && v < 1, "uw", v, "0 < uw < 1");
    Argument.require(charge != 0 && Double.isFinite(charge), "u² − w²", charge, "finite, not 0");
    double size = Math.abs(charge);
    return -charge * (primitive(1, size) - primitive(v, size));
  }

  private static double primitive(double v, double charge) {
    double ratio = 2 * v / charge;
    double asinh = StrictMath.log(ratio + Math.sqrt(1 + ratio * ratio));
    return asinh / 2 - Math.sqrt(charge * charge + 4 * v * v) / 4;
  }
}
