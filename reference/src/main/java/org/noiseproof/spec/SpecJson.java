package org.noiseproof.spec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON form of specs: {@code {"type": "per_sample_clip", "alpha": 1.0, "beta": 1.5}}. Types and
 * hyperparameters are the records' and their components' names in snake case; a hyperparameter with
 * a {@link Default} may be left out; "Infinity" stands for ∞; a spec within a spec is an object of
 * its own. An unknown type or field is refused, so that a misspelt hyperparameter is never ignored.
 */
public final class SpecJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Family ESTIMATORS = Family.of("estimator", EstimatorSpec.class);
  private static final Family OPTIMIZERS = Family.of("optimizer", OptimizerSpec.class);
  private static final Family NORMS = Family.of("norm", NormSpec.class);
  private static final Family SCHEDULES = Family.of("schedule", ScheduleSpec.class);

  /** The specs that one field can hold, by type name. */
  private record Family(String name, Map<String, Class<?>> types) {
    static Family of(String name, Class<? extends Spec> sealed) {
      Map<String, Class<?>> types = new LinkedHashMap<>();
      collect(sealed, types);
      return new Family(name, types);
    }

    private static void collect(Class<?> sealed, Map<String, Class<?>> types) {
      for (Class<?> permitted : sealed.getPermittedSubclasses()) {
        if (permitted.isSealed()) {
          collect(permitted, types);
        } else {
          types.put(Names.snakeCase(permitted.getSimpleName()), permitted);
        }
      }
    }
  }

  private SpecJson() {}

  /** The estimators' type names. */
  public static List<String> estimators() {
    return List.copyOf(ESTIMATORS.types.keySet());
  }

  /** The optimizers' type names. */
  public static List<String> optimizers() {
    return List.copyOf(OPTIMIZERS.types.keySet());
  }

  /** The norms' type names. */
  public static List<String> norms() {
    return List.copyOf(NORMS.types.keySet());
  }

  /** The type name of a spec. */
  public static String type(Spec spec) {
    return Names.snakeCase(spec.getClass().getSimpleName());
  }

  /**
   * An estimator from its JSON form.
   *
   * @throws IllegalArgumentException that says what is wrong: no JSON, an unknown type or field, a
   *     missing or bad hyperparameter
   */
  public static EstimatorSpec estimator(String json) {
    return estimator(parse(json));
  }

  /** An estimator from its JSON form; see {@link #estimator(String)}. */
  public static EstimatorSpec estimator(JsonNode json) {
    return (EstimatorSpec) read(json, ESTIMATORS);
  }

  /** An optimizer from its JSON form; see {@link #estimator(String)}. */
  public static OptimizerSpec optimizer(String json) {
    return optimizer(parse(json));
  }

  /** An optimizer from its JSON form; see {@link #estimator(String)}. */
  public static OptimizerSpec optimizer(JsonNode json) {
    return (OptimizerSpec) read(json, OPTIMIZERS);
  }

  /** A norm from its JSON form; see {@link #estimator(String)}. */
  public static NormSpec norm(String json) {
    return norm(parse(json));
  }

  /** A norm from its JSON form, or from its bare name; see {@link #estimator(String)}. */
  public static NormSpec norm(JsonNode json) {
    return (NormSpec) read(json, NORMS);
  }

  /** The JSON form, every hyperparameter written out but an infinite one that may be absent. */
  public static ObjectNode write(Spec spec) {
    ObjectNode json = JSON.createObjectNode().put("type", type(spec));
    for (RecordComponent component : spec.getClass().getRecordComponents()) {
      String name = Names.snakeCase(component.getName());
      switch (value(spec, component)) {
        case Double x when x.isInfinite() -> {
          if (component.getAnnotation(Default.class) == null) {
            json.put(name, x.toString());
          }
        }
        case Double x -> json.put(name, x);
        case Integer i -> json.put(name, i);
        case Long l -> json.put(name, l);
        case NormSpec norm when norm.getClass().getRecordComponents().length == 0 ->
            json.put(name, type(norm));
        case Spec nested -> json.set(name, write(nested));
        case Boolean b -> json.put(name, b);
        case Object other -> throw new AssertionError(other.getClass());
      }
    }
    return json;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the spec is no JSON: " + NoJson.because(e), e);
    }
  }

  private static Spec read(JsonNode given, Family family) {
    // "nuclear" is short for {"type": "nuclear"}.
    JsonNode json =
        family.equals(NORMS) && given.isString()
            ? JSON.createObjectNode().set("type", given)
            : given;
    if (!json.isObject()) {
      throw new IllegalArgumentException("a spec is a JSON object, got " + json);
    }
    JsonNode type = json.path("type");
    if (!type.isString()) {
      throw new IllegalArgumentException(
          "the spec " + json + " has no \"type\"; known: " + family.types.keySet());
    }
    Class<?> record = family.types.get(type.stringValue());
    if (record == null) {
      throw new IllegalArgumentException(
          "unknown %s \"%s\": %s"
              .formatted(
                  family.name,
                  type.stringValue(),
                  Names.didYouMean(type.stringValue(), family.types.keySet())));
    }
    RecordComponent[] components = record.getRecordComponents();
    List<String> fields = Arrays.stream(components).map(c -> Names.snakeCase(c.getName())).toList();
    for (String field : json.propertyNames()) {
      if (!field.equals("type") && !fields.contains(field)) {
        throw new IllegalArgumentException(
            "unknown field \"%s\" in %s: %s"
                .formatted(
                    field,
                    type.stringValue(),
                    fields.isEmpty() ? "it has none" : Names.didYouMean(field, fields)));
      }
    }
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Default fallback = components[i].getAnnotation(Default.class);
      JsonNode field = json.get(fields.get(i));
      if (field == null && fallback == null) {
        throw new IllegalArgumentException(type.stringValue() + " needs \"" + fields.get(i) + "\"");
      }
      arguments[i] =
          field == null
              ? parseDefault(fallback.value(), components[i].getType())
              : argument(fields.get(i), field, components[i].getType());
    }
    return construct(record, components, arguments);
  }

  private static Object parseDefault(String value, Class<?> type) {
    if (type == int.class) {
      return Integer.valueOf(value);
    }
    if (type == long.class) {
      return Long.valueOf(value);
    }
    if (type == ScheduleSpec.class) {
      return read(JSON.createObjectNode().put("type", value), SCHEDULES);
    }
    return type == boolean.class ? Boolean.valueOf(value) : (Object) Double.valueOf(value);
  }

  private static Object argument(String name, JsonNode json, Class<?> type) {
    if (type == OptimizerSpec.class) {
      return read(json, OPTIMIZERS);
    }
    if (type == ScheduleSpec.class) {
      return read(json, SCHEDULES);
    }
    if (type == NormSpec.class) {
      return read(json, NORMS);
    }
    if (type == double.class && json.isNumber() && Double.isFinite(json.doubleValue(Double.NaN))) {
      return json.doubleValue();
    }
    if (type == double.class && json.isString() && json.stringValue().equals("Infinity")) {
      return Double.POSITIVE_INFINITY;
    }
    if (type == int.class && json.canConvertToExactIntegral() && json.canConvertToInt()) {
      return json.intValue();
    }
    if (type == long.class && json.canConvertToExactIntegral() && json.canConvertToLong()) {
      return json.longValue();
    }
    if (type == boolean.class && json.isBoolean()) {
      return json.booleanValue();
    }
    if (type == double.class && json.isDouble()) {
      // It has overflowed already, so that its digits are gone.
      throw new IllegalArgumentException(
          "%s is beyond binary64, whose largest number is %s; infinity is \"Infinity\""
              .formatted(name, Double.MAX_VALUE));
    }
    throw new IllegalArgumentException(
        "%s = %s: expected %s".formatted(name, json, expected(type)));
  }

  private static String expected(Class<?> type) {
    if (type == double.class) {
      return "a finite number or \"Infinity\"";
    }
    return type == boolean.class ? "true or false" : "an integer";
  }

  private static Spec construct(Class<?> record, RecordComponent[] components, Object[] arguments) {
    Class<?>[] signature =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> canonical = record.getDeclaredConstructor(signature);
      return (Spec) canonical.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new AssertionError(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(record + " is no public record", e);
    }
  }

  private static Object value(Spec spec, RecordComponent component) {
    try {
      return component.getAccessor().invoke(spec);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component + " is not readable", e);
    }
  }
}
