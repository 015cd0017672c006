package org.noiseproof.dialect;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.noiseproof.spec.Names;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;

/** Every dialect: of each type, every choice on every axis that says something of its own. */
public final class Dialects {
  private static final List<Dialect> ALL =
      Stream.of(OptimizerDialect.class, EstimatorDialect.class)
          .flatMap(kind -> Stream.of(kind.getPermittedSubclasses()))
          .flatMap(record -> spoken(record).stream())
          .toList();

  /** By the type of the spec: steps of the reference ask for it, millions of times. */
  private static final Map<Class<?>, OptimizerDialect> CANONICAL = new ConcurrentHashMap<>();

  private Dialects() {}

  /** All, type by type, the spec's own first. */
  public static List<Dialect> all() {
    return ALL;
  }

  /** Those of a type; none where the type has no dialects. */
  public static List<Dialect> of(String type) {
    return ALL.stream().filter(dialect -> dialect.type().equals(type)).toList();
  }

  /** Those of a type of optimizer; none where the type has no dialects. */
  public static List<OptimizerDialect> ofOptimizer(String type) {
    return of(type).stream()
        .filter(OptimizerDialect.class::isInstance)
        .map(OptimizerDialect.class::cast)
        .toList();
  }

  /**
   * What a spec means.
   *
   * @throws IllegalArgumentException where its type has no dialects
   */
  public static OptimizerDialect canonical(OptimizerSpec spec) {
    return CANONICAL.computeIfAbsent(
        spec.getClass(), _ -> (OptimizerDialect) named(SpecJson.type(spec)));
  }

  /**
   * The dialect with this id.
   *
   * @throws IllegalArgumentException where there is none; with the closest
   */
  public static Dialect named(String id) {
    return ALL.stream()
        .filter(dialect -> dialect.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown dialect \"%s\": did you mean \"%s\"?"
                        .formatted(id, Names.closest(id, ALL.stream().map(Dialect::id).toList()))));
  }

  /** Every combination of choices that the record's constructor accepts. */
  private static List<Dialect> spoken(Class<?> record) {
    List<List<Object>> combinations = List.of(List.of());
    for (RecordComponent axis : record.getRecordComponents()) {
      List<List<Object>> longer = new ArrayList<>();
      for (List<Object> combination : combinations) {
        for (Object choice : axis.getType().getEnumConstants()) {
          longer.add(Stream.concat(combination.stream(), Stream.of(choice)).toList());
        }
      }
      combinations = longer;
    }
    return combinations.stream().flatMap(choices -> construct(record, choices)).toList();
  }

  private static Stream<Dialect> construct(Class<?> record, List<Object> choices) {
    Class<?>[] signature =
        Arrays.stream(record.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return Stream.of((Dialect) record.getConstructor(signature).newInstance(choices.toArray()));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException) {
        return Stream.empty();
      }
      throw new AssertionError(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(record + " is no public record", e);
    }
  }
}
