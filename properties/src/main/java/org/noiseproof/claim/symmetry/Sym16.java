package org.noiseproof.claim.symmetry;

import java.util.List;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Check;
import org.noiseproof.claim.Claim;
import org.noiseproof.claim.Constant;
import org.noiseproof.claim.Control;
import org.noiseproof.claim.Source;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.Mean;
import org.noiseproof.spec.EstimatorSpec.PerSampleClip;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.SignSgd;
import org.noiseproof.zoo.Specimen;
import org.noiseproof.zoo.WrongAverages;

/** SYM-16: what subnets of two layers remember, and the sign that they do not get wrong. */
final class Sym16 {
  private Sym16() {}

  static Claim claim() {
    return new Claim(
        "SYM-16",
        "Subnets of two layers keep their proportions and their sign",
        """
        f(x) = xv, v = Σ_k u_k w_k. With s_k = u_k + w_k, d_k = u_k − w_k and h = mean of x(xv − y) over
        the batch, every subnet shares the factors of a step of SGD, whatever the noise:
          s_k′ = (1 − ηγ − ηh)s_k,   d_k′ = (1 − ηγ + ηh)d_k,
        so that s_i/s_j and d_i/d_j are conserved exactly, under decay and momentum as well; width adds
        nothing. The sign of s_k is fixed while η|h| < 1 − ηγ. Where E xy > 0, d → 0 and
        v = Σ_k (s_k² − d_k²)/4 ends up ≥ 0: never the wrong sign, from any start with
        some s_k ≠ 0 (u = −w falls into the saddle). One layer alone has it wrong for ever with a
        positive probability where η and the noise are large enough:
        P(v < 0) = 0.0749 (0.1420) for y = 1 ± 3 (1 ± 4), η = 1/10.""",
        """
        \\[ s_k' \\;=\\; (1 - \\eta\\gamma - \\eta h)\\, s_k, \\qquad \
        d_k' \\;=\\; (1 - \\eta\\gamma + \\eta h)\\, d_k, \\qquad \
        v \\;=\\; \\tfrac14 \\sum_k (s_k^2 - d_k^2) \\]""",
        Source.derived(
            """
            That width has no influence at depth 1 and that the sign of the model is never wrong: Ziyin, Li & \
            Ueda, Noise Balance and Stationary Distribution of SGD, v2, read in full. The factors at finite \
            step are derived."""),
        List.of(
            "two layers of diagonal weights, squared error",
            "for the sign: E xy > 0, η|h| < 1, and η below the collapse of SYM-15"),
        List.of(
            new Constant("h", "\\text{derivative of the loss of the batch in } v"),
            new Constant(
                "0.0749", "\\text{of } v' = v - \\eta(v - y), \\text{ by its transfer matrix}")),
        List.of(
            exact("shared-factors", 2),
            path("path", Sym12Runs.sgd(0.1, 0), 0),
            path("path-with-decay", Sym12Runs.sgd(0.1, 0.05), 0.05),
            sign("never-wrong", 2, 1),
            sign("never-wrong-under-noise", 2, 3),
            oneLayer("one-layer", 3, 0.07485),
            oneLayer("one-layer-4", 4, 0.14204)),
        List.of(
            Control.statement(
                "three layers conserve the ratio of their sums, too",
                exact("shared-factors/deeper", 3)),
            Control.implementation(
                "Adam that passes for SGD",
                path("path/adam", new Adam(0.1, 0.9, 0.999, 1e-8, 0), 0)),
            Control.implementation(
                "signs of the gradient", path("path/signs", new SignSgd(0.01, 0), 0)),
            Control.implementation(
                "a mean that leaves out the last sample of the batch",
                mean(
                    "path/last-row-ignored",
                    WrongAverages.LAST_ROW_IGNORED,
                    new PerSampleClip(Double.MAX_VALUE, Double.POSITIVE_INFINITY))),
            Control.implementation(
                "the sum of the batch, not its mean",
                mean("path/sum-for-mean", WrongAverages.SUM_FOR_MEAN, new Mean())),
            Control.statement(
                "the factors know nothing of decay",
                path("path-with-decay/ignored", Sym12Runs.sgd(0.1, 0.05), 0)),
            Control.statement(
                "a single layer never has the wrong sign",
                sign("never-wrong-under-noise/one-layer", 1, 3)),
            Control.statement(
                "it is as likely as under Gaussian noise of that size",
                oneLayer("one-layer/gaussian", 3, 0.0731)),
            Control.statement(
                "nor under labels 1 ± 4", sign("never-wrong-under-noise/one-layer-4", 1, 4))),
        List.of(
            "P(v < 0) = 0 is a limit; seen is that no more than 1 in 50 (short), 100, 500 (deep) runs has it.",
            "d_i/d_j on the backend's path: d falls below the rounding of u and w; it is exact in rationals.",
            "Momentum on the backend's path: only in rationals."));
  }

  private static Check oneLayer(String name, double noise, double share) {
    return Check.bound(
        name,
        "P(v < 0) of the stationary law of one layer, labels 1 ± %.0f, by its transfer matrix"
            .formatted(noise),
        trial -> Sym16Runs.oneLayer(noise, share));
  }

  private static Check exact(String name, int layers) {
    return Check.exact(
        name,
        "s_i/s_j and d_i/d_j of three subnets over six steps in dyadic numbers, S = 1, 2, 4, with decay "
            + "and momentum",
        trial -> Sym16Runs.exact(trial, layers));
  }

  private static Check path(String name, OptimizerSpec spec, double decay) {
    return Check.bound(
        name,
        "s_k/s_1, the factor and the sign of s_k at every step, three subnets, batches of two",
        trial -> Applicable.on(trial, spec, () -> Sym16Runs.path(trial, spec, decay)));
  }

  /** The path under what a specimen of the zoo does in the place of a mean. */
  private static Check mean(String name, Specimen wrong, EstimatorSpec as) {
    Check path = path(name, Sym12Runs.sgd(0.1, 0), 0);
    return Check.bound(
        name,
        path.measures(),
        trial -> {
          Backend right = trial.backend();
          return path.experiment()
              .apply(
                  trial.on(
                      new OtherMethod(
                          right, _ -> wrong.backend().estimator(as), right::optimizer)));
        });
  }

  private static Check sign(String name, int layers, double noise) {
    return Check.statistical(
        name,
        "P(v_T < 0) from v_0 = −0.9975, labels 1 ± %.0f".formatted(noise),
        trial -> Sym16Runs.sign(trial, layers, noise));
  }
}
