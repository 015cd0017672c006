package org.noiseproof.zoo;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.noiseproof.dialect.Axis;
import org.noiseproof.dialect.ClippedSgdDialect;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.dialect.OptimizerDialect;
import org.noiseproof.spec.Names;
import org.noiseproof.spec.OptimizerSpec;

/**
 * Every dialect that differs from a spec in one choice, spoken under the name of the spec: each is
 * right somewhere, and wrong for whoever asked for the spec. Where the parameters are one tensor,
 * as they are for a backend, its norm is the global one, so that this choice is none.
 */
final class WrongDialects {
  private WrongDialects() {}

  static List<Specimen> all() {
    return specs(OptimizerSpec.class)
        .flatMap(kind -> spoken(kind.asSubclass(OptimizerSpec.class)))
        .toList();
  }

  private static Stream<Class<?>> specs(Class<?> spec) {
    return spec.isRecord()
        ? Stream.of(spec)
        : Stream.of(spec.getPermittedSubclasses()).flatMap(WrongDialects::specs);
  }

  private static <S extends OptimizerSpec> Stream<Specimen> spoken(Class<S> kind) {
    return Dialects.of(Names.snakeCase(kind.getSimpleName())).stream()
        .map(OptimizerDialect.class::cast)
        .filter(dialect -> unusual(dialect).count() == 1)
        .filter(dialect -> !dialect.choices().contains(ClippedSgdDialect.What.BY_TENSOR_NORM))
        .map(
            dialect ->
                WrongOptimizer.specimen(
                    dialect.id(),
                    formula(dialect),
                    kind,
                    (spec, state, gradient) ->
                        Spoken.step(dialect.rule(spec), state, state.requireGradient(gradient))));
  }

  private static Stream<Axis> unusual(Dialect dialect) {
    return dialect.choices().stream().filter(choice -> !choice.isCanonical());
  }

  private static String formula(Dialect dialect) {
    return unusual(dialect).map(Axis::formula).collect(Collectors.joining());
  }
}
