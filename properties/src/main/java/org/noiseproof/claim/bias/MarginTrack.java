package org.noiseproof.claim.bias;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.backend.Backend;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;
import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.SpecJson;

/**
 * The normalized margins of a run under two norms, as shares of the largest, at steps that grow by
 * a quarter.
 *
 * @param measure the norms
 * @param steps t
 * @param own m(W_t)/(‖W_t‖γ) under the first norm
 * @param other the same under the second
 */
record MarginTrack(Measure measure, List<Double> steps, List<Double> own, List<Double> other) {
  MarginTrack {
    steps = List.copyOf(steps);
    own = List.copyOf(own);
    other = List.copyOf(other);
  }

  /** A norm, and γ under it. */
  record Known(NormSpec norm, double gamma) {
    double share(MarginProblem problem, Matrix w, Backend backend) {
      return new Directions(backend).normalizedMargin(problem, norm, w) / gamma;
    }
  }

  /**
   * In which norms margins are measured.
   *
   * @param own in which the largest margin is said to be reached
   * @param other in which it is not
   */
  record Measure(MarginProblem problem, Known own, Known other) {
    static Measure eightSamples(NormSpec own, NormSpec other) {
      return new Measure(
          EightSamples.PROBLEM,
          new Known(own, EightSamples.gamma(own)),
          new Known(other, EightSamples.gamma(other)));
    }

    List<NormSpec> norms() {
      return List.of(own.norm(), other.norm());
    }

    String ownShare() {
      return "m(W_T)/(γ‖W_T‖), %s".formatted(own.norm().label());
    }
  }

  /** Takes that many steps. */
  static MarginTrack of(MarginDescent run, Measure measure, Backend backend, long count) {
    List<Double> steps = new ArrayList<>();
    List<Double> own = new ArrayList<>();
    List<Double> other = new ArrayList<>();
    long next = 8;
    while (run.taken() < count) {
      next = Math.min(next * 5 / 4, count);
      run.steps(next - run.taken());
      steps.add((double) next);
      own.add(measure.own().share(measure.problem(), run.point(), backend));
      other.add(measure.other().share(measure.problem(), run.point(), backend));
    }
    return new MarginTrack(measure, steps, own, other);
  }

  /** Both beside 1. */
  Plot plot(String title) {
    return new Plot(
        title,
        "t",
        "m(W_t)/(γ‖W_t‖)",
        true,
        false,
        List.of(
            Series.of(SpecJson.type(measure.own().norm()), Role.MEASURED, steps, own),
            Series.of(SpecJson.type(measure.other().norm()), Role.CONTROL, steps, other),
            Series.of(
                "γ",
                Role.PREDICTED,
                List.of(steps.getFirst(), steps.getLast()),
                List.of(1.0, 1.0))));
  }
}
