package org.noiseproof.vector;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.noiseproof.check.Case;
import org.noiseproof.dialect.Axis;
import org.noiseproof.dialect.Dialects;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.OptimizerSpec.Scheduled;
import org.noiseproof.spec.ScheduleSpec;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.vector.Answer.Expected;
import org.noiseproof.vector.Answer.Restart;
import org.noiseproof.vector.Course.Changing;
import org.noiseproof.vector.Course.Given;
import org.noiseproof.vector.Course.Modular;
import org.noiseproof.vector.Course.Quadratic;
import org.noiseproof.vector.Course.Tensors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A type's vectors as JSON; docs/vectors.md says what each field means. */
final class VectorJson {
  private VectorJson() {}

  /** Raised where an id's content changes: readers keep what they have seen apart by it. */
  static final int EDITION = 1;

  private static final int VERSION = 1;
  private static final int HASH_BYTES = 8;
  private static final JsonMapper JSON = new JsonMapper();

  /** The file of a type. */
  static ObjectNode file(String type, List<Answered> vectors, Cover cover) {
    ObjectNode file = JSON.createObjectNode();
    file.put("format", "noiseproof-vectors");
    file.put("version", VERSION);
    file.put("minimum_reader", VERSION);
    file.put("generator", "noiseproof 0.1");
    file.put("edition", EDITION);
    file.put("type", type);
    ArrayNode dialects = file.putArray("dialects");
    Dialects.of(type)
        .forEach(
            dialect -> {
              ObjectNode one = dialects.addObject().put("id", dialect.id());
              one.set("says", strings(dialect.choices().stream().map(Axis::formula)));
            });
    file.set("telling", strings(cover.ids().stream()));
    ArrayNode coinciding = file.putArray("coinciding");
    cover.left().forEach(pair -> coinciding.addArray().add(pair.one()).add(pair.other()));
    ObjectNode notes = file.putObject("notes");
    vectors.stream()
        .flatMap(answered -> answered.vector().flags().stream())
        .collect(Collectors.toCollection(TreeSet::new))
        .forEach(flag -> notes.set(flag.flag(), note(flag)));
    ArrayNode list = file.putArray("vectors");
    vectors.forEach(answered -> list.add(vector(answered)));
    return file;
  }

  private static ObjectNode note(BugClass flag) {
    ObjectNode note = JSON.createObjectNode();
    note.put("bug_class", flag.title());
    note.put("description", flag.description());
    note.put("effect", flag.effect());
    note.set("links", strings(flag.links().stream()));
    return note;
  }

  private static ObjectNode vector(Answered answered) {
    Vector vector = answered.vector();
    ObjectNode json = JSON.createObjectNode();
    json.put("id", vector.id());
    json.put("content", content(answered));
    json.put("kind", kind(vector));
    json.set("flags", strings(vector.flags().stream().map(BugClass::flag)));
    json.put("comment", "hunts " + vector.hunts());
    question(vector).properties().forEach(field -> json.set(field.getKey(), field.getValue()));
    ArrayNode answers = json.putArray("answers");
    answered.answers().forEach(answer -> answers.add(answer(answer)));
    return json;
  }

  /** Of what is asked, and of what the spec's own dialect answers; of nothing else. */
  static String content(Answered answered) {
    StringBuilder text = new StringBuilder(question(answered.vector()).toString());
    answered.answers().getFirst().expected().forEach(expected -> text.append(expected.values()));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, HASH_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("every Java has SHA-256", e);
    }
  }

  private static String kind(Vector vector) {
    return switch (vector.input().spec()) {
      case EstimatorSpec _ -> "estimate";
      case NormSpec _ -> "direction";
      case OptimizerSpec _ ->
          vector.isLong() ? "long-trace" : vector.input().count() == 1 ? "one-step" : "short-trace";
      case ScheduleSpec part -> throw Case.part(part);
    };
  }

  private static ObjectNode question(Vector vector) {
    Case input = vector.input();
    ObjectNode json = JSON.createObjectNode();
    if (input.spec() instanceof Scheduled scheduled && vector.course() instanceof Changing) {
      json.set("spec", SpecJson.write(scheduled.at(1)));
    } else {
      json.set("spec", SpecJson.write(input.spec()));
    }
    if (input.spec() instanceof Scheduled) {
      ArrayNode specs = json.putArray("specs");
      LongStream.rangeClosed(1, input.count())
          .forEach(t -> specs.add(SpecJson.write(vector.at(t))));
    }
    if (input.matrixColumns() > 1) {
      json.putArray("shape").add(input.matrixRows()).add(input.matrixColumns());
    }
    if (vector.course() instanceof Tensors several) {
      ArrayNode tensors = json.putArray("tensors");
      several.lengths().forEach(tensors::add);
    }
    if (input.spec() instanceof OptimizerSpec) {
      json.set("start", numbers(Arrays.stream(input.parameters()).boxed()));
    }
    switch (vector.course()) {
      case Given _, Changing _, Tensors _ -> {
        ArrayNode rows = json.putArray("gradients");
        Stream.of(input.rows()).forEach(row -> rows.add(numbers(Arrays.stream(row).boxed())));
      }
      case Modular m ->
          json.putObject("gradients")
              .put("recipe", "modular")
              .put("a", m.a())
              .put("b", m.b())
              .put("c", m.c())
              .put("modulus", m.modulus())
              .put("minus", m.minus())
              .put("shift", m.shift());
      case Quadratic q -> {
        ObjectNode recipe = json.putObject("gradients").put("recipe", "quadratic");
        recipe.set("curvature", numbers(q.curvature().stream()));
        recipe.set("centre", numbers(q.centre().stream()));
      }
    }
    return json;
  }

  private static ObjectNode answer(Answer answer) {
    ObjectNode json = JSON.createObjectNode();
    json.set("dialects", strings(answer.dialects().stream()));
    ArrayNode expected = json.putArray("expected");
    answer.expected().forEach(one -> expected.add(expected(one)));
    if (!answer.restarts().isEmpty()) {
      ArrayNode restarts = json.putArray("restarts");
      answer.restarts().forEach(restart -> restarts.add(restart(restart)));
    }
    return json;
  }

  private static ObjectNode expected(Expected expected) {
    ObjectNode json = JSON.createObjectNode();
    json.put("quantity", expected.quantity());
    if (expected.after() > 0) {
      json.put("after", expected.after());
    }
    json.set("decimal", numbers(expected.values().stream()));
    json.set("hex", strings(expected.values().stream().map(Double::toHexString)));
    json.set("float64", numbers(expected.float64().stream()));
    expected
        .float32()
        .ifPresentOrElse(
            bounds -> json.set("float32", numbers(bounds.stream())), () -> json.putNull("float32"));
    return json;
  }

  private static ObjectNode restart(Restart restart) {
    ObjectNode json = JSON.createObjectNode();
    json.put("steps", restart.steps());
    json.set("parameters", numbers(restart.parameters().stream()));
    ObjectNode buffers = json.putObject("buffers");
    restart.buffers().forEach((name, values) -> buffers.set(name, numbers(values.stream())));
    json.set("expected", expected(restart.expected()));
    return json;
  }

  private static ArrayNode strings(Stream<String> values) {
    ArrayNode array = JSON.createArrayNode();
    values.forEach(array::add);
    return array;
  }

  private static ArrayNode numbers(Stream<Double> values) {
    ArrayNode array = JSON.createArrayNode();
    values.forEach(
        x -> {
          if (Double.isFinite(x)) {
            array.add(x.doubleValue());
          } else {
            array.add(x.toString());
          }
        });
    return array;
  }
}
