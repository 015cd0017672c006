package org.noiseproof.wire;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.noiseproof.backend.BackendFailure;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Norm;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Subject;
import org.noiseproof.check.Subject.OptimizerUnderTest;
import org.noiseproof.check.Subject.Session;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.Names;
import org.noiseproof.spec.NormSpec;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.wire.Runs.Run;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers requests from a subject, a line each; whatever the line is, and whatever it asks. */
public final class Service {
  private static final List<String> OPERATIONS =
      List.of(
          "hello",
          "estimate",
          "create",
          "step",
          "close",
          "direction",
          "tail_index",
          "norm",
          "state",
          "resume",
          "copy",
          "set");

  private static final int LONGEST_MESSAGE = 1000;

  private final Subject subject;
  private final Hello hello;
  private final Runs runs = new Runs();

  /** Answers from this subject. */
  public Service(Subject subject) {
    this.subject = subject;
    this.hello = Introduction.of(subject);
  }

  /** The reply to a request, on one line without its end. */
  public String answer(String line) {
    ObjectNode request;
    JsonNode id;
    try {
      request = Fields.parse(line);
      id = id(request);
    } catch (IllegalArgumentException e) {
      return invalid(e.getMessage());
    }
    ObjectNode reply = Fields.JSON.createObjectNode();
    reply.set("id", id);
    try {
      reply.set("ok", ok(request));
    } catch (NotImplemented e) {
      reply.set("error", error("unsupported", subject.name() + " " + e.getMessage()));
    } catch (IllegalArgumentException e) {
      reply.set("error", error("invalid", e.getMessage()));
    } catch (BackendFailure e) {
      reply.set("error", error("internal", e.getMessage()));
    } catch (RuntimeException | Error e) {
      reply.set("error", error("internal", e.toString()));
    }
    return reply.toString();
  }

  /** The reply to a line that is no request. */
  static String invalid(@Nullable String why) {
    ObjectNode reply = Fields.JSON.createObjectNode();
    reply.putNull("id");
    reply.set("error", error("invalid", why));
    return reply.toString();
  }

  private static ObjectNode error(String code, @Nullable String message) {
    String text = String.valueOf(message);
    return Fields.JSON
        .createObjectNode()
        .put("code", code)
        .put(
            "message",
            Shown.printable(
                text.length() <= LONGEST_MESSAGE
                    ? text
                    : text.substring(0, LONGEST_MESSAGE) + "…"));
  }

  private static JsonNode id(ObjectNode request) {
    Fields.open("a request", request).integer("id");
    return request.get("id");
  }

  private ObjectNode ok(ObjectNode json) {
    String op = Fields.open("a request", json).text("op");
    return switch (op) {
      case "hello" -> hello(Fields.only(op, json, "protocol"));
      case "estimate" -> estimate(Fields.only(op, json, "spec", "gradients"));
      case "create" -> create(Fields.only(op, json, "spec", "parameters", "tensors"));
      case "step" -> step(Fields.only(op, json, "handle", "gradient", "weight", "missing"));
      case "close" -> close(Fields.only(op, json, "handle"));
      case "direction" -> direction(Fields.only(op, json, "spec", "gradient"));
      case "norm" -> norm(Fields.only(op, json, "spec", "matrix"));
      case "tail_index" -> {
        Fields.only(op, json, "spec", "sample").vector("sample");
        throw new NotImplemented("has no tail-index estimators");
      }
      case "state" -> state(Fields.only(op, json, "handle"));
      case "resume" -> resume(Fields.only(op, json, "spec", "steps", "parameters", "buffers"));
      case "copy" -> copy(Fields.only(op, json, "handle"));
      case "set" -> set(Fields.only(op, json, "handle", "spec"));
      default ->
          throw new IllegalArgumentException(
              "op = %s: %s".formatted(Shown.of(op, 40), Names.didYouMean(op, OPERATIONS)));
    };
  }

  private ObjectNode hello(Fields request) {
    long protocol = request.integer("protocol");
    if (protocol != Hello.PROTOCOL) {
      throw new IllegalArgumentException(
          "protocol = %d: this program speaks %d".formatted(protocol, Hello.PROTOCOL));
    }
    return hello.write();
  }

  private ObjectNode estimate(Fields request) {
    EstimatorSpec spec = SpecJson.estimator(request.get("spec"));
    Batch batch = Batch.ofRows(request.rows("gradients"));
    double[] gradient = subject.estimator(spec).orElseThrow(() -> missing(request)).estimate(batch);
    return Fields.JSON.createObjectNode().set("gradient", Fields.json(gradient));
  }

  private ObjectNode direction(Fields request) {
    Matrix gradient = request.matrix("gradient");
    Norm.Direction found = norm(request, request.get("spec")).direction(gradient);
    ObjectNode ok = Fields.JSON.createObjectNode();
    ok.set("direction", Shape.ofRows(gradient).write(found.matrix().entries()));
    ok.set("dual_norm", Fields.json(found.dualNorm()));
    return ok;
  }

  private ObjectNode norm(Fields request) {
    Matrix matrix = request.matrix("matrix");
    double norm = norm(request, request.get("spec")).of(matrix);
    return Fields.JSON.createObjectNode().set("norm", Fields.json(norm));
  }

  private Norm norm(Fields request, JsonNode json) {
    NormSpec spec = SpecJson.norm(json);
    return subject.norm(spec).orElseThrow(() -> missing(request));
  }

  private OptimizerUnderTest optimizer(Fields request) {
    OptimizerSpec spec = SpecJson.optimizer(request.get("spec"));
    return subject.optimizer(spec).orElseThrow(() -> missing(request));
  }

  private static NotImplemented missing(Fields request) {
    return new NotImplemented("does not implement " + request.get("spec"));
  }

  private static String type(Fields request) {
    return request.get("spec").path("type").asString("");
  }

  private ObjectNode create(Fields request) {
    OptimizerUnderTest optimizer = optimizer(request);
    Shape shape = Shape.in(request, "parameters");
    runs.requireRoom(shape);
    return opened(request, started(optimizer, shape, request), shape);
  }

  private static Session started(OptimizerUnderTest optimizer, Shape shape, Fields request) {
    double[] start = shape.read(request, "parameters");
    if (!request.has("tensors")) {
      return shape.nested()
          ? optimizer.start(Matrix.of(shape.rows(), shape.columns(), start))
          : optimizer.start(start);
    }
    int[] lengths = request.integers("tensors");
    long sum = 0;
    for (int length : lengths) {
      if (length < 0) {
        throw new IllegalArgumentException(
            "tensors: a length of %d is out of range: at least 0".formatted(length));
      }
      sum += length;
    }
    if (shape.nested() || sum != start.length) {
      throw new IllegalArgumentException(
          "tensors: their lengths add up to %d, but parameters is %s".formatted(sum, shape));
    }
    return optimizer.start(start, lengths);
  }

  private ObjectNode opened(String type, Session session, Shape shape) {
    return Fields.JSON.createObjectNode().put("handle", runs.open(new Run(session, type, shape)));
  }

  private ObjectNode opened(Fields request, Session session, Shape shape) {
    return opened(type(request), session, shape);
  }

  private Run run(Fields request) {
    return runs.get(request.text("handle"));
  }

  private ObjectNode step(Fields request) {
    Run run = run(request);
    double[] gradient = run.shape().read(request, "gradient");
    if (request.has("weight") && request.has("missing")) {
      throw new IllegalArgumentException("a step has \"weight\" or \"missing\", not both");
    }
    double[] parameters;
    if (request.has("weight")) {
      parameters = run.session().step(gradient, request.number("weight"));
    } else if (request.has("missing")) {
      parameters = run.session().stepWithout(gradient, indexes(request));
    } else {
      parameters = run.session().step(gradient);
    }
    return Fields.JSON.createObjectNode().set("parameters", run.shape().write(parameters));
  }

  private static Set<Integer> indexes(Fields request) {
    Set<Integer> indexes = new TreeSet<>();
    for (int index : request.integers("missing")) {
      if (index < 0) {
        throw new IllegalArgumentException(
            "missing: the index %d is out of range: at least 0".formatted(index));
      }
      indexes.add(index);
    }
    return indexes;
  }

  private ObjectNode close(Fields request) {
    runs.close(request.text("handle"));
    return Fields.JSON.createObjectNode();
  }

  private ObjectNode state(Fields request) {
    Run run = run(request);
    OptimizerState state =
        run.session().state().orElseThrow(() -> new NotImplemented("does not open its memory"));
    ObjectNode ok = Fields.JSON.createObjectNode().put("steps", state.steps());
    ok.set("parameters", run.shape().write(state.parameters()));
    ObjectNode buffers = ok.putObject("buffers");
    state.buffers().forEach(name -> buffers.set(name, Fields.json(state.buffer(name))));
    return ok;
  }

  private ObjectNode resume(Fields request) {
    OptimizerUnderTest optimizer = optimizer(request);
    Shape shape = Shape.in(request, "parameters");
    Map<String, double[]> buffers = new TreeMap<>();
    request
        .objects("buffers")
        .forEach((name, values) -> buffers.put(name, buffer("buffers." + name, values)));
    long steps = request.integer("steps");
    if (steps < 0) {
      throw new IllegalArgumentException("steps = " + steps + " is out of range: at least 0");
    }
    runs.requireRoom(shape);
    Session session =
        optimizer
            .resume(shape.state(steps, shape.read(request, "parameters"), buffers))
            .orElseThrow(() -> new NotImplemented("does not let its memory be set"));
    return opened(request, session, shape);
  }

  /** Means of squares are not negative; which buffers are, their names say. */
  private static double[] buffer(String name, JsonNode json) {
    double[] values = Fields.vector(name, json);
    for (int j = 0; name.contains("second_moment") && j < values.length; j++) {
      if (values[j] < 0) {
        throw new IllegalArgumentException(
            "%s[%d] = %s is out of range: at least 0".formatted(name, j, values[j]));
      }
    }
    return values;
  }

  private ObjectNode copy(Fields request) {
    Run run = run(request);
    runs.requireRoom(run.shape());
    return opened(run.type(), run.session().copy(), run.shape());
  }

  private ObjectNode set(Fields request) {
    Run run = run(request);
    OptimizerSpec spec = SpecJson.optimizer(request.get("spec"));
    if (!SpecJson.type(spec).equals(run.type())) {
      throw new IllegalArgumentException(
          "spec is of type %s, but the run's is %s".formatted(SpecJson.type(spec), run.type()));
    }
    run.session().set(spec);
    return Fields.JSON.createObjectNode();
  }
}
