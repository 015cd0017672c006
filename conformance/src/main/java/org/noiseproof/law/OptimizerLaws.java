package org.noiseproof.law;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.check.Check;

/** The laws of optimizers. */
public final class OptimizerLaws {
  private OptimizerLaws() {}

  /** All of them, by optimizer. */
  public static List<Check> all() {
    List<Check> laws = new ArrayList<>();
    for (Laws.Kind kind : Laws.Kind.values()) {
      laws.addAll(FixedPoints.of(kind));
      laws.addAll(Symmetries.of(kind));
      laws.addAll(Numbers.of(kind));
      laws.addAll(Memory.of(kind));
      laws.addAll(Copies.of(kind));
      laws.addAll(Setters.of(kind));
      laws.addAll(Weights.of(kind));
      laws.addAll(Tensors.of(kind));
      laws.addAll(kind.isOfMatrices() ? MatrixLaws.of(kind) : Shapes.of(kind));
      if (!kind.isOfMatrices() && kind != Laws.Kind.SCHEDULED) {
        laws.addAll(Definition.of(kind));
      }
      laws.addAll(
          switch (kind) {
            case SGD -> SgdLaws.all();
            case CLIPPED_SGD -> ClippedSgdLaws.all();
            case NORMALIZED_SGD -> NormalizedSgdLaws.all();
            case SIGN_SGD -> SignSgdLaws.all();
            case ADAM -> AdamLaws.all();
            case NSD -> NsdLaws.all();
            case NUCGD -> NucgdLaws.all();
            case MUON -> MuonLaws.all();
            case POLAR_GRAD -> PolarGradLaws.all();
            case RMSPROP -> RmspropLaws.all();
            case ADAGRAD -> AdagradLaws.all();
            case ADADELTA -> AdadeltaLaws.all();
            case ADAMAX -> AdamaxLaws.all();
            case NADAM -> NadamLaws.all();
            case AMSGRAD -> AmsgradLaws.all();
            case ADABELIEF -> AdabeliefLaws.all();
            case LION -> LionLaws.all();
            case SCHEDULED -> ScheduledLaws.all();
          });
    }
    return List.copyOf(laws);
  }
}
