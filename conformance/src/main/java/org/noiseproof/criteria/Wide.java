package org.noiseproof.criteria;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.noiseproof.backend.Precision;
import org.noiseproof.check.Case;
import org.noiseproof.check.Cases;
import org.noiseproof.check.Check;
import org.noiseproof.check.Draw;
import org.noiseproof.check.EstimatorDraws;
import org.noiseproof.check.WideDraws;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.EstimatorSpec.GeometricMedian;
import org.noiseproof.spec.OptimizerSpec;

/**
 * Criteria B and F on inputs of the sizes for which a device has code of its own, which are far
 * larger than those that are drawn and shrunk. Without the geometric median and the optimizers of
 * matrices, which exact arithmetic cannot follow there.
 */
public final class Wide {
  private static final Streams STREAMS = Streams.of(20260801, "wide");

  private Wide() {}

  /** A check for each type. */
  public static List<Check> all() {
    return Stream.concat(
            EstimatorDraws.types().entrySet().stream()
                .filter(type -> type.getValue() != GeometricMedian.class)
                .map(type -> batches(type.getKey(), type.getValue())),
            TeacherForced.draws().entrySet().stream().flatMap(Wide::step))
        .toList();
  }

  private static Check batches(String type, Class<? extends EstimatorSpec> spec) {
    return new Check(
        "criterion/B/" + type + "/wide",
        "the error is at most γ_d · gauge, d the declared depth, on thousands of columns or rows",
        type,
        true,
        new Cases.Listed(WideDraws.batches(spec, draw(type)).toList()),
        Agreement::ofEstimate);
  }

  private static Stream<Check> step(Map.Entry<String, Function<Draw, Case>> type) {
    Draw draw = draw(type.getKey());
    OptimizerSpec spec = (OptimizerSpec) type.getValue().apply(draw).spec();
    return WideDraws.isOfMatrices(spec)
        ? Stream.empty()
        : Stream.of(
            new Check(
                "criterion/F/" + type.getKey() + "/wide",
                "one step leads to the exact parameters and buffers, up to γ_d · gauge, on a"
                    + " hundred thousand parameters",
                type.getKey(),
                true,
                Cases.only(WideDraws.step(spec, draw)),
                TeacherForced::stepByStep));
  }

  /** Floats are numbers of either precision. */
  private static Draw draw(String type) {
    return new Draw(STREAMS.within(type).replicate(0), Precision.FLOAT32);
  }
}
