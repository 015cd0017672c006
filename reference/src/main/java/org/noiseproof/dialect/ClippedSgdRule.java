package org.noiseproof.dialect;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;

/** A step of SGD on clipped gradients: m = μm + (1−μ) clip(g), θ ← θ − ηm; or clipped after m. */
record ClippedSgdRule(ClippedSgd spec, ClippedSgdDialect dialect, List<Integer> lengths)
    implements Rule {

  @Override
  public List<String> buffers() {
    return List.of("momentum");
  }

  @Override
  public <S extends Scalar<S>> List<Coordinate<S>> step(
      Arithmetic<S> in, long t, List<Coordinate<S>> before, List<S> gradient) {
    boolean after = spec.clipAfterMomentum();
    List<S> entering = after ? gradient : clipped(in, gradient);
    S mu = in.of(spec.momentum());
    List<S> average = new ArrayList<>();
    for (int j = 0; j < before.size(); j++) {
      S old = before.get(j).buffers().getFirst();
      average.add(mu.times(old).plus(mu.complement().times(entering.get(j))));
    }
    List<S> direction = after ? clipped(in, average) : average;
    S eta = in.of(spec.learningRate());
    List<Coordinate<S>> moved = new ArrayList<>();
    for (int j = 0; j < before.size(); j++) {
      S theta = before.get(j).parameter().minus(eta.times(direction.get(j)));
      moved.add(new Coordinate<>(theta, List.of(average.get(j))));
    }
    return moved;
  }

  private <S extends Scalar<S>> List<S> clipped(Arithmetic<S> in, List<S> g) {
    double tau = spec.threshold();
    double floor = dialect.floor().value();
    return switch (dialect.what()) {
      case BY_GLOBAL_NORM -> Clip.byNorm(in, tau, floor, g);
      case BY_TENSOR_NORM -> {
        List<S> clipped = new ArrayList<>();
        int from = 0;
        for (int length : lengths) {
          int to = Math.min(g.size(), from + length);
          clipped.addAll(Clip.byNorm(in, tau, floor, g.subList(from, to)));
          from = to;
        }
        yield clipped;
      }
      case BY_VALUE -> Clip.byValue(in, tau, g);
      case BY_VALUE_FROM_ABOVE -> Clip.fromAbove(in, tau, g);
    };
  }
}
