package org.noiseproof.check;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.Description.Determinism;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Precision;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.spec.Default;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.Names;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.Spec;
import org.noiseproof.spec.SpecJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An optimizer or estimator of your own as a subject: functions, and what they can do as data.
 * Immutable; each method gives a larger one.
 *
 * @param name in reports
 * @param describe what it computes in and on
 * @param parts what it implements, by spec type
 * @param dialects what it speaks where that is not the spec's own, by spec type
 * @param notPromised what is not to be held against it
 */
public record Implementation(
    String name,
    Description describe,
    Map<String, Part> parts,
    Map<String, Dialect> dialects,
    List<NotPromised> notPromised)
    implements Subject {

  /** What is implemented of a spec type: makes an estimator or an optimizer of a spec. */
  public sealed interface Part {
    /** Which hyperparameters can be set; the others stay as they are by default. */
    List<String> hyperparameters();

    /** An optimizer. */
    record Optimizing(
        List<String> hyperparameters, Function<OptimizerSpec, OptimizerUnderTest> make)
        implements Part {}

    /** An estimator. */
    record Estimating(List<String> hyperparameters, Function<EstimatorSpec, GradientEstimator> make)
        implements Part {}
  }

  /** Copies what it is given. */
  public Implementation {
    parts = Map.copyOf(parts);
    dialects = Map.copyOf(dialects);
    notPromised = List.copyOf(notPromised);
  }

  /** One of this name that implements nothing yet: in doubles, the same bits every time. */
  public static Implementation named(String name) {
    return new Implementation(
        name,
        new Description(Precision.FLOAT64, Determinism.REPRODUCIBLE, 1, 1, "this JVM"),
        Map.of(),
        Map.of(),
        List.of());
  }

  /**
   * And this optimizer: {@code .optimizer(Sgd.class, sgd -> start -> new MySgd(sgd.learningRate(),
   * start)::step, "learning_rate")}.
   *
   * @param make what a run from given parameters is, a function from gradient to parameters
   * @param hyperparameters those that can be set; all where none is named
   * @throws IllegalArgumentException where the spec has no such hyperparameter, or one without a
   *     default is left out
   */
  public <S extends OptimizerSpec> Implementation optimizer(
      Class<S> spec, Function<S, OptimizerUnderTest> make, String... hyperparameters) {
    return with(
        spec,
        new Part.Optimizing(
            settable(spec, hyperparameters), given -> make.apply(spec.cast(given))));
  }

  /**
   * And this estimator, a function from batch to gradient; see {@link #optimizer(Class, Function,
   * String...)}.
   */
  public <S extends EstimatorSpec> Implementation estimator(
      Class<S> spec, Function<S, GradientEstimator> make, String... hyperparameters) {
    return with(
        spec,
        new Part.Estimating(
            settable(spec, hyperparameters), given -> make.apply(spec.cast(given))));
  }

  /** Computing in this precision. */
  public Implementation computingIn(Precision precision) {
    return describedAs(precision, describe.determinism());
  }

  /** Whose bits may differ from run to run. */
  public Implementation withBitsThatMayDiffer() {
    return describedAs(describe.precision(), Determinism.RUN_TO_RUN);
  }

  /**
   * Speaking this dialect: {@code adam.epsilon_hat}.
   *
   * @throws IllegalArgumentException where there is none of that id
   */
  public Implementation speaking(String dialect) {
    Dialect spoken = Dialects.named(dialect);
    Map<String, Dialect> all = new LinkedHashMap<>(dialects);
    all.put(spoken.type(), spoken);
    return new Implementation(name, describe, parts, all, notPromised);
  }

  /**
   * Of which this was never promised.
   *
   * @param check an id, or the start of several: {@code law/adam}; where there is none, an
   *     examination is refused, with the closest
   * @param link where that is said; may be empty
   */
  public Implementation notPromising(String check, String reason, String link) {
    List<NotPromised> all = new ArrayList<>(notPromised);
    all.add(new NotPromised(check, reason, link));
    return new Implementation(name, describe, parts, dialects, all);
  }

  @Override
  public List<String> types() {
    return parts.keySet().stream().sorted().toList();
  }

  @Override
  public Optional<OptimizerUnderTest> optimizer(OptimizerSpec spec) {
    return parts.get(SpecJson.type(spec)) instanceof Part.Optimizing part && isSettable(part, spec)
        ? Optional.of(part.make().apply(spec))
        : Optional.empty();
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return parts.get(SpecJson.type(spec)) instanceof Part.Estimating part && isSettable(part, spec)
        ? Optional.of(part.make().apply(spec))
        : Optional.empty();
  }

  @Override
  public Dialect dialect(String type) {
    Dialect spoken = dialects.get(type);
    return spoken == null ? Dialects.named(type) : spoken;
  }

  @Override
  public Optional<String> exemption(String checkId) {
    return notPromised.stream()
        .filter(exempted -> exempted.covers(checkId))
        .map(NotPromised::note)
        .findFirst();
  }

  @Override
  public String option() {
    return "";
  }

  /** No command line starts it: the test that judges it takes these as system properties. */
  @Override
  public String replay(String check, long seed, int cases) {
    return "the same test with -Dnoiseproof.check=%s -Dnoiseproof.seed=%d%s"
        .formatted(check, seed, cases == 0 ? "" : " -Dnoiseproof.cases=" + cases);
  }

  private Implementation with(Class<? extends Spec> spec, Part part) {
    Map<String, Part> all = new LinkedHashMap<>(parts);
    all.put(Names.snakeCase(spec.getSimpleName()), part);
    return new Implementation(name, describe, all, dialects, notPromised);
  }

  private Implementation describedAs(Precision precision, Determinism determinism) {
    return new Implementation(
        name,
        new Description(precision, determinism, 1, 1, describe.device()),
        parts,
        dialects,
        notPromised);
  }

  private static List<String> settable(Class<? extends Spec> spec, String... named) {
    List<String> given = List.of(named);
    RecordComponent[] components = spec.getRecordComponents();
    List<String> all =
        Arrays.stream(components).map(component -> Names.snakeCase(component.getName())).toList();
    for (String name : given) {
      if (!all.contains(name)) {
        throw new IllegalArgumentException(
            "unknown hyperparameter \"%s\": %s".formatted(name, Names.didYouMean(name, all)));
      }
    }
    for (RecordComponent component : components) {
      String name = Names.snakeCase(component.getName());
      if (!given.isEmpty()
          && !given.contains(name)
          && component.getAnnotation(Default.class) == null) {
        throw new IllegalArgumentException(
            "hyperparameter \"%s\" has no default and must be settable".formatted(name));
      }
    }
    return given.isEmpty() ? all : given;
  }

  /** Whether every hyperparameter that cannot be set is as it is by default. */
  private static boolean isSettable(Part part, Spec spec) {
    ObjectNode given = SpecJson.write(spec);
    ObjectNode settable = given.deepCopy();
    Stream.of(given.propertyNames().toArray(String[]::new))
        .filter(name -> !name.equals("type") && !part.hyperparameters().contains(name))
        .forEach(settable::remove);
    JsonNode byDefault =
        SpecJson.write(
            switch (spec) {
              case OptimizerSpec _ -> SpecJson.optimizer(settable);
              case EstimatorSpec _ -> SpecJson.estimator(settable);
              default -> throw Case.part(spec);
            });
    return byDefault.equals(given);
  }
}
