package org.noiseproof.zoo;

import java.util.List;
import java.util.stream.Stream;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adadelta;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Adagrad;
import org.noiseproof.spec.CoordinatewiseOptimizerSpec.Rmsprop;

/** Wrong ways of RMSprop, Adagrad and Adadelta: what divides by a root of squares. */
final class WrongSquares {
  private WrongSquares() {}

  static List<Specimen> all() {
    return Stream.of(rmsprop(), adagrad(), adadelta()).flatMap(List::stream).toList();
  }

  private static List<Specimen> rmsprop() {
    Cells<Rmsprop> cells = new Cells<>("rmsprop", Rmsprop.class, 1);
    return List.of(
        cells.specimen(
            "root-forgotten",
            "g/(v + ε)",
            (s, t, theta, g, m) -> {
              m[0] = Cells.average(s.decay(), m[0], g * g);
              return s.learningRate() * Steps.quotient(g, m[0] + s.epsilon());
            }),
        cells.specimen(
            "epsilon-forgotten",
            "g/√v, whatever ε",
            (s, t, theta, g, m) -> {
              m[0] = Cells.average(s.decay(), m[0], g * g);
              return along(s, g, m[0], 0);
            }),
        cells.specimen(
            "bias-corrected",
            "g/√v̂, v̂ = v/(1−ρᵗ) as in Adam",
            (s, t, theta, g, m) -> {
              m[0] = Cells.average(s.decay(), m[0], g * g);
              return along(s, g, m[0] / Steps.correction(s.decay(), t), s.epsilon());
            }),
        cells.specimen(
            "sum-for-average",
            "v = v + g²: Adagrad under the name of RMSprop",
            (s, t, theta, g, m) -> {
              m[0] += g * g;
              return along(s, g, m[0], s.epsilon());
            }),
        cells.specimen(
            "weight-of-the-new-forgotten",
            "v = ρv + g²",
            (s, t, theta, g, m) -> {
              m[0] = s.decay() * m[0] + g * g;
              return along(s, g, m[0], s.epsilon());
            }),
        cells.specimen(
            "decay-for-its-complement",
            "v = (1−ρ)v + ρg²",
            (s, t, theta, g, m) -> {
              m[0] = Cells.average(1 - s.decay(), m[0], g * g);
              return along(s, g, m[0], s.epsilon());
            }),
        cells.specimen(
            "stale-average",
            "divides by the average before this gradient, from the second step on",
            (s, t, theta, g, m) -> {
              double before = m[0];
              m[0] = Cells.average(s.decay(), m[0], g * g);
              return along(s, g, t == 1 ? m[0] : before, s.epsilon());
            }),
        cells.specimen(
            "divided-by-zero-decay",
            "v = ρ(v + (1−ρ)/ρ g²): NaN where ρ = 0",
            (s, t, theta, g, m) -> {
              m[0] = s.decay() * (m[0] + (1 - s.decay()) / s.decay() * g * g);
              return along(s, g, m[0], s.epsilon());
            }),
        cells.specimen(
            "float32-positions",
            "computes in float32 what is declared as float64",
            (s, t, theta, g, m) -> {
              m[0] = (float) Cells.average(s.decay(), m[0], g * g);
              return theta - (float) (theta - along(s, g, m[0], s.epsilon()));
            }));
  }

  private static double along(Rmsprop s, double g, double v, double epsilon) {
    return s.learningRate() * Steps.quotient(g, Math.sqrt(v) + epsilon);
  }

  private static List<Specimen> adagrad() {
    Cells<Adagrad> cells = new Cells<>("adagrad", Adagrad.class, 1);
    return List.of(
        cells.specimen(
            "root-forgotten",
            "g/(v + ε)",
            (s, t, theta, g, m) -> {
              m[0] += g * g;
              return s.learningRate()
                  * Steps.quotient(g, s.initialAccumulator() + m[0] + s.epsilon());
            }),
        cells.specimen(
            "average-for-sum",
            "v = 0.9 v + 0.1 g²: RMSprop under the name of Adagrad",
            (s, t, theta, g, m) -> {
              m[0] = Cells.average(0.9, m[0], g * g);
              return along(s, g, m[0]);
            }),
        cells.specimen(
            "accumulator-reset",
            "every third step begins a new sum",
            (s, t, theta, g, m) -> {
              m[0] = t % 3 == 0 ? g * g : m[0] + g * g;
              return along(s, g, m[0]);
            }),
        cells.specimen(
            "initial-accumulator-forgotten",
            "v starts at 0, whatever v₀",
            (s, t, theta, g, m) -> {
              m[0] += g * g;
              return s.learningRate() * Steps.quotient(g, Math.sqrt(m[0]) + s.epsilon());
            }),
        cells.specimen(
            "initial-accumulator-every-step",
            "v₀ is added in every step",
            (s, t, theta, g, m) -> {
              m[0] += g * g + (t > 1 ? s.initialAccumulator() : 0);
              return along(s, g, m[0]);
            }),
        cells.specimen(
            "sum-of-sizes",
            "v = Σ|g|, and its square is divided by",
            (s, t, theta, g, m) -> {
              m[0] += Math.abs(g);
              return along(s, g, m[0] * m[0]);
            }),
        cells.specimen(
            "square-of-the-sum",
            "v = (Σg)²: gradients of opposite signs cancel",
            (s, t, theta, g, m) -> {
              m[0] += g;
              return along(s, g, m[0] * m[0]);
            }),
        cells.specimen(
            "learning-rate-twice",
            "η is in the accumulated gradients, too",
            (s, t, theta, g, m) -> {
              double rated = s.learningRate() * g;
              m[0] += rated * rated;
              return s.learningRate() * along(s, rated, m[0]);
            }));
  }

  private static double along(Adagrad s, double g, double v) {
    double root = Math.sqrt(s.initialAccumulator() + v);
    return s.learningRate() * Steps.quotient(g, root + s.epsilon());
  }

  private static List<Specimen> adadelta() {
    Cells<Adadelta> cells = new Cells<>("adadelta", Adadelta.class, 2);
    return List.of(
        cells.specimen(
            "roots-forgotten",
            "Δ = (u + ε)/(v + ε) g",
            (s, t, theta, g, m) -> {
              m[1] = Cells.average(s.decay(), m[1], g * g);
              return stepped(s, m, (m[0] + s.epsilon()) / (m[1] + s.epsilon()) * g);
            }),
        cells.specimen(
            "upside-down",
            "Δ = √(v + ε)/√(u + ε) g",
            (s, t, theta, g, m) -> {
              m[1] = Cells.average(s.decay(), m[1], g * g);
              return stepped(s, m, Math.sqrt((m[1] + s.epsilon()) / (m[0] + s.epsilon())) * g);
            }),
        cells.specimen(
            "epsilon-below-alone",
            "Δ = √u/√(v + ε) g: nothing ever moves",
            (s, t, theta, g, m) -> {
              m[1] = Cells.average(s.decay(), m[1], g * g);
              return stepped(s, m, Math.sqrt(m[0] / (m[1] + s.epsilon())) * g);
            }),
        cells.specimen(
            "gradients-for-steps",
            "u averages g², as v does",
            (s, t, theta, g, m) -> {
              m[1] = Cells.average(s.decay(), m[1], g * g);
              double delta = Math.sqrt((m[0] + s.epsilon()) / (m[1] + s.epsilon())) * g;
              m[0] = m[1];
              return s.learningRate() * delta;
            }),
        cells.specimen(
            "steps-in-units-of-the-rate",
            "u averages (ηΔ)²",
            (s, t, theta, g, m) -> {
              m[1] = Cells.average(s.decay(), m[1], g * g);
              double moved =
                  s.learningRate() * Math.sqrt((m[0] + s.epsilon()) / (m[1] + s.epsilon())) * g;
              m[0] = Cells.average(s.decay(), m[0], moved * moved);
              return moved;
            }),
        cells.specimen(
            "last-step-alone",
            "u = Δ², not its average",
            (s, t, theta, g, m) -> {
              m[1] = Cells.average(s.decay(), m[1], g * g);
              double delta = Math.sqrt((m[0] + s.epsilon()) / (m[1] + s.epsilon())) * g;
              m[0] = delta * delta;
              return s.learningRate() * delta;
            }),
        cells.specimen(
            "sum-for-average",
            "v = v + g²",
            (s, t, theta, g, m) -> {
              m[1] += g * g;
              return stepped(s, m, Math.sqrt((m[0] + s.epsilon()) / (m[1] + s.epsilon())) * g);
            }));
  }

  private static double stepped(Adadelta s, double[] memory, double delta) {
    memory[0] = Cells.average(s.decay(), memory[0], delta * delta);
    return s.learningRate() * delta;
  }
}
