package org.noiseproof.statistics;

import java.util.List;
import java.util.function.Supplier;

/** A process of e-values under test, shipped or deliberately wrong. */
interface Gambler {
  void observe(double z);

  double value();

  /** The average of capitals, as the tests bet them. */
  static Supplier<Gambler> of(Supplier<List<Capital>> capitals) {
    return () -> {
      List<Capital> all = capitals.get();
      return new Gambler() {
        @Override
        public void observe(double z) {
          for (Capital capital : all) {
            capital.observe(z);
          }
        }

        @Override
        public double value() {
          double sum = 0;
          for (Capital capital : all) {
            sum += capital.value();
          }
          return sum / all.size();
        }
      };
    };
  }

  static Supplier<Gambler> againstAtMost(double mean, double effect) {
    return of(() -> List.of(Capital.againstAtMost(mean, 0, 1, effect)));
  }

  static Supplier<Gambler> againstAtLeast(double mean, double effect) {
    return of(() -> List.of(Capital.againstAtLeast(mean, 0, 1, effect)));
  }

  static Supplier<Gambler> againstEqual(double mean, double effect) {
    return againstWithin(mean, 0, effect);
  }

  /** Against |E Z − mean| ≤ allowance: half of the capital on either side. */
  static Supplier<Gambler> againstWithin(double mean, double allowance, double effect) {
    return of(
        () ->
            List.of(
                Capital.againstAtMost(mean + allowance, 0, 1, effect),
                Capital.againstAtLeast(mean - allowance, 0, 1, effect)));
  }

  /** The confidence sequence's evidence against a mean ≤ m. */
  static Supplier<Gambler> band(double mean, double effect) {
    return () -> {
      double[] fractions = Capital.againstAtMost(mean, 0, 1, effect).fractions();
      MeanBand band = new MeanBand(fractions, fractions);
      return new Gambler() {
        private boolean started;

        @Override
        public void observe(double z) {
          started = true;
          band.observe(z);
        }

        @Override
        public double value() {
          return started ? StrictMath.exp(band.logEvidenceAtMost(mean)) : 1;
        }
      };
    };
  }
}
