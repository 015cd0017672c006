package org.noiseproof.noise;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/** Integrals of functions that are smooth between known breakpoints. */
public final class Quadrature {
  private Quadrature() {}

  private static final int NODES = 20;
  private static final GaussIntegratorFactory FACTORY = new GaussIntegratorFactory();

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
        double start = ends[i - 1] + k * width;
        if (width > 0) {
          GaussIntegrator gauss = FACTORY.legendre(NODES, start, start + width);
          sum += gauss.integrate(f::applyAsDouble);
        }
      }
    }
    return sum;
  }
}
