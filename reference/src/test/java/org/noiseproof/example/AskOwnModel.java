package org.noiseproof.example;

import java.util.Arrays;
import org.noiseproof.loss.Population;
import org.noiseproof.loss.Sample;
import org.noiseproof.loss.SampleLoss;
import org.noiseproof.loss.Sampling;
import org.noiseproof.loss.Symmetry;
import org.noiseproof.symmetry.ChargeDrift;
import org.noiseproof.symmetry.GradientNoise;
import org.noiseproof.symmetry.Invariance;
import org.noiseproof.symmetry.Orbit;
import org.noiseproof.symmetry.OrbitEquilibrium.At;
import org.noiseproof.symmetry.OrbitEquilibrium.Everywhere;
import org.noiseproof.symmetry.OrbitEquilibrium.MinusInfinity;
import org.noiseproof.symmetry.OrbitEquilibrium.PlusInfinity;
import org.noiseproof.symmetry.Sharpness;

/** What the noise of minibatches does to a model of one's own. */
final class AskOwnModel {
  private AskOwnModel() {}

  static String answers() {
    SampleLoss loss = new QuadraticNeuron();
    Symmetry symmetry = loss.symmetries().getFirst();
    Population data =
        Population.of(
            Sample.of(new double[] {1, 0}, 2),
            Sample.of(new double[] {1, 0}, 0),
            Sample.of(new double[] {0, 1}, 1.5),
            Sample.of(new double[] {0, 1}, 0.5));
    double[] theta = {1.2, 0.9, 0.8};
    double rate = 0.05;
    double decay = 0.1;

    // Does the loss have the symmetry? About 2⁻⁵³ if so, up to 1 if not.
    boolean invariant = Invariance.of(symmetry, loss, data, theta).ratio() < 1e-12;

    // The gradient of a batch of two samples, and by how much one step moves the charge on average.
    GradientNoise noise = GradientNoise.of(loss, data, theta, 2, Sampling.WITHOUT_REPLACEMENT);
    ChargeDrift drift = ChargeDrift.of(symmetry, theta, noise, rate, decay);

    // Where on its orbit does that drift vanish?
    Orbit orbit = Orbit.through(theta, symmetry, noise);
    String equilibrium =
        switch (orbit.equilibrium(rate, decay)) {
          case At(double lambda) -> describe(loss, data, orbit, lambda);
          case PlusInfinity _ -> "none: the charge grows without end";
          case MinusInfinity _ -> "none: the charge falls without end";
          case Everywhere _ -> "every point of the orbit";
        };

    // And where is the orbit flattest?
    String flattest =
        Sharpness.of(loss, data, theta).flattest(symmetry) instanceof At(double lambda)
            ? describe(loss, data, orbit, lambda)
            : "nowhere";
    return """
        invariant:    %s
        charge:       %.6f
        drift:        %.6f (decay %.6f, descent %.6f, noise %.6f)
        equilibrium:  %s
        flattest:     %s
        """
        .formatted(
            invariant,
            symmetry.charge(theta),
            drift.total(),
            drift.decay(),
            drift.descent(),
            drift.noise(),
            equilibrium,
            flattest);
  }

  private static String describe(SampleLoss loss, Population data, Orbit orbit, double lambda) {
    double[] point = orbit.point(lambda);
    Sharpness sharpness = Sharpness.of(loss, data, point);
    return "λ = %.6f, θ = %s, sharpness: trace %.6f, largest %.6f"
        .formatted(
            lambda,
            Arrays.stream(point).mapToObj("%.4f"::formatted).toList(),
            sharpness.trace(),
            sharpness.largest());
  }
}
