package org.noiseproof.noise;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/** Integrals of functions that are smooth between known breakpoints. */
public final class Quadrature {
  private Quadrature() {}

  private static final GaussIntegrator UNIT = new GaussIntegratorFactory().legendre(20);

  /**
   * ∫ f from a to b by Gauss and Legendre, on panels no wider than given that end at the
   * breakpoints.
   */
  public static double integrate(
      DoubleUnaryOperator f, double a, double b, double panel, double... breakpoints) {
    double[] ends =
        DoubleStream.concat(
                DoubleStream.of(a, b), Arrays.stream(breakpoints).filter(x -> x > a && x < b))
            .sorted()
            .toArray();
    double sum = 0;
    for (int i = 1; i < ends.length; i++) {
      int panels = Math.max(1, (int) Math.ceil((ends[i] - ends[i - 1]) / panel));
      double width = (ends[i] - ends[i - 1]) / panels;
      for (int k = 0; k < panels; k++) {
        double middle = ends[i - 1] + (k + 0.5) * width;
        sum += width / 2 * UNIT.integrate(x -> f.applyAsDouble(middle + width / 2 * x));
      }
    }
    return sum;
  }
}
