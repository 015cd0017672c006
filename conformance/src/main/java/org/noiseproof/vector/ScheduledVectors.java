package org.noiseproof.vector;

import static org.noiseproof.vector.BugClass.BIAS_CORRECTION;
import static org.noiseproof.vector.BugClass.COUNTING;
import static org.noiseproof.vector.BugClass.DIALECT;
import static org.noiseproof.vector.BugClass.SCHEDULE;
import static org.noiseproof.vector.ShortRuns.SOME;
import static org.noiseproof.vector.ShortRuns.scalar;
import static org.noiseproof.vector.ShortRuns.vector;

import java.util.List;
import org.noiseproof.spec.OptimizerSpec.Adam;
import org.noiseproof.spec.OptimizerSpec.ClippedSgd;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.OptimizerSpec.Sgd;
import org.noiseproof.spec.ScheduleSpec.Constant;
import org.noiseproof.spec.ScheduleSpec.Horizon;
import org.noiseproof.spec.ScheduleSpec.Power;

/** Short runs whose hyperparameters follow a schedule. */
final class ScheduledVectors {
  private ScheduledVectors() {}

  static List<Vector> all() {
    return List.of(
        scalar(
            "inverse-root",
            List.of(SCHEDULE, COUNTING),
            "steps counted from 0; a factor that is squared, or taken of the rate before",
            new Scheduled(new Sgd(0.5, 0, 0, false, 0), new Power(-0.5, 0), new Constant()),
            1,
            SOME),
        scalar(
            "offset",
            List.of(SCHEDULE),
            "an offset forgotten, or of the other sign",
            new Scheduled(new Sgd(2, 0, 0, false, 0), new Power(-1, 1), new Constant()),
            1,
            SOME),
        scalar(
            "momentum",
            List.of(SCHEDULE, DIALECT),
            "the learning rate of its time inside the buffer; a memory that starts afresh",
            new Scheduled(new Sgd(0.1, 0.9, 0, false, 0), new Power(0.5, 0), new Constant()),
            1,
            SOME),
        scalar(
            "horizon",
            List.of(SCHEDULE, COUNTING),
            "T for k",
            new Scheduled(new Sgd(0.5, 0, 0, false, 0), new Horizon(-0.5, 10), new Constant()),
            1,
            SOME),
        vector(
            "threshold",
            List.of(SCHEDULE),
            "a threshold that stays, or goes with the learning rate",
            new Scheduled(new ClippedSgd(0.1, 1, 0), new Power(-1, 0), new Power(0.5, 0)),
            new double[2],
            new double[] {3, 4},
            new double[] {-6, 8},
            new double[] {0.3, 0.4},
            new double[] {30, -40}),
        scalar(
            "adam",
            List.of(SCHEDULE, BIAS_CORRECTION),
            "a schedule that starts the bias correction afresh",
            new Scheduled(new Adam(0.1, 0.9, 0.999, 0, 0), new Power(-0.5, 0), new Constant()),
            1,
            SOME));
  }
}
