package org.noiseproof.claim.bias;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.claim.Finding;
import org.noiseproof.claim.Plot;
import org.noiseproof.claim.Plot.Role;
import org.noiseproof.claim.Plot.Series;

/** What a run had reached and had proven at some of its steps, for plots. */
final class Trajectory {
  private final List<Double> taken = new ArrayList<>();
  private final List<Double> lower = new ArrayList<>();
  private final List<Double> upper = new ArrayList<>();
  private final List<Double> bound = new ArrayList<>();

  /** The run as it stands, and the bound B_T of its gap. */
  void add(MarginDescent run, double gap) {
    add(run);
    bound.add(gap);
  }

  /** The run as it stands, where B_T is not the bound of its gap. */
  void add(MarginDescent run) {
    taken.add((double) run.taken());
    lower.add(run.normalizedMargin());
    upper.add(run.upperBound());
  }

  /** m(W_T)/‖W_T‖, the certificate's other end and any γ − B_T, each divided by γ, over T. */
  Plot margins(String title, double margin) {
    List<Series> series = new ArrayList<>();
    series.add(series("m(W)/‖W‖", Role.MEASURED, lower, x -> x / margin));
    series.add(series("least of q and ‖A p̄‖", Role.MEASURED, upper, x -> x / margin));
    series.add(series("γ", Role.PREDICTED, lower, _ -> 1));
    if (!bound.isEmpty()) {
      series.add(series("1 − B/γ", Role.BOUND, bound, b -> Math.max(0, 1 - b / margin)));
    }
    return new Plot(title, "T", "margin/γ", true, false, series);
  }

  private interface Scale {
    double of(double x);
  }

  private Series series(String name, Role role, List<Double> values, Scale scale) {
    return Series.of(name, role, taken, values.stream().map(scale::of).toList());
  }

  /** The finding with a plot of each trajectory. */
  static Finding plotted(
      Finding finding, List<Geometry> geometries, List<Trajectory> trajectories) {
    Finding plotted = finding;
    for (int i = 0; i < trajectories.size(); i++) {
      Geometry geometry = geometries.get(i);
      plotted =
          plotted.with(
              trajectories
                  .get(i)
                  .margins("Eight samples, %s norm".formatted(geometry.name()), geometry.margin()));
    }
    return plotted;
  }
}
