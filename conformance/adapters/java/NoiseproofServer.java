import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers requests, one a line, with what an adapter offers. */
final class NoiseproofServer {
  private final Map<String, Object> hello;
  private final Map<String, NoiseproofAdapter.Optimizer> optimizers;
  private final Map<String, NoiseproofAdapter.Resumption> resumptions;
  private final Map<String, NoiseproofAdapter.Estimator> estimators;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private int created;

  NoiseproofServer(
      Map<String, Object> hello,
      Map<String, NoiseproofAdapter.Optimizer> optimizers,
      Map<String, NoiseproofAdapter.Resumption> resumptions,
      Map<String, NoiseproofAdapter.Estimator> estimators) {
    this.hello = hello;
    this.optimizers = optimizers;
    this.resumptions = resumptions;
    this.estimators = estimators;
  }

  void serve(InputStream requests, PrintStream replies) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(requests, UTF_8));
    StringBuilder reply = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      reply.setLength(0);
      NoiseproofJson.write(answer(line), reply);
      replies.write(reply.append('\n').toString().getBytes(UTF_8));
      if (!in.ready()) {
        replies.flush();
      }
    }
    replies.flush();
  }

  private Object answer(String line) {
    Object id = null;
    try {
      Map<?, ?> request = NoiseproofJson.object(NoiseproofJson.read(line), "request");
      if (!(request.get("id") instanceof Number number)) {
        throw new IllegalArgumentException("a request needs an integer id");
      }
      id = number.longValue();
      Map<String, Object> reply = fields("id", id);
      reply.put("ok", perform(NoiseproofJson.string(request.get("op"), "op"), request));
      return reply;
    } catch (NoiseproofAdapter.Unsupported | UnsupportedOperationException e) {
      return error(id, "unsupported", e);
    } catch (IllegalArgumentException e) {
      return error(id, "invalid", e);
    } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
      return error(id, "internal", e);
    }
  }

  private static Object error(Object id, String code, Throwable e) {
    Map<String, Object> reply = fields("id", id);
    String message =
        e.getMessage() == null || code.equals("internal") ? e.toString() : e.getMessage();
    Map<String, Object> error = fields("code", code);
    error.put("message", message);
    reply.put("error", error);
    return reply;
  }

  private Map<String, Object> perform(String op, Map<?, ?> request) throws Exception {
    return switch (op) {
      case "hello" -> {
        only(request, "protocol");
        yield hello;
      }
      case "estimate" -> {
        only(request, "spec", "gradients");
        NoiseproofAdapter.Spec spec = new NoiseproofAdapter.Spec(request.get("spec"));
        double[][] rows = NoiseproofJson.matrix(request.get("gradients"));
        double[] gradient = of(estimators, spec).estimate(spec, rows);
        spec.allAsked();
        yield fields("gradient", gradient);
      }
      case "create" -> {
        only(request, "spec", "parameters", "tensors");
        NoiseproofAdapter.Spec spec = new NoiseproofAdapter.Spec(request.get("spec"));
        double[] parameters = NoiseproofJson.vector(request.get("parameters"), "parameters");
        List<Integer> tensors = tensors(request.get("tensors"), parameters.length);
        NoiseproofAdapter.Run run =
            of(optimizers, spec).start(spec, new NoiseproofAdapter.Start(parameters, tensors));
        spec.allAsked();
        yield opened(Open.of(run, spec, parameters.length));
      }
      case "step" -> {
        only(request, "handle", "gradient", "weight", "missing");
        Open opened = opened(request);
        double[] gradient = NoiseproofJson.vector(request.get("gradient"), "gradient");
        yield fields(
            "parameters", opened.defined(gradient, step(opened, gradient.clone(), request)));
      }
      case "set" -> {
        only(request, "handle", "spec");
        NoiseproofAdapter.Spec spec = new NoiseproofAdapter.Spec(request.get("spec"));
        opened(request).run.set(spec);
        spec.allAsked();
        yield fields();
      }
      case "copy" -> {
        only(request, "handle");
        Open opened = opened(request);
        yield opened(new Open(opened.run.copy(), opened.withoutEpsilon, opened.fresh.clone()));
      }
      case "state" -> {
        only(request, "handle");
        NoiseproofAdapter.State state = opened(request).run.state();
        Map<String, Object> reply = fields("steps", state.steps());
        reply.put("parameters", state.parameters());
        reply.put("buffers", state.buffers());
        yield reply;
      }
      case "resume" -> {
        only(request, "spec", "steps", "parameters", "buffers");
        NoiseproofAdapter.Spec spec = new NoiseproofAdapter.Spec(request.get("spec"));
        double[] parameters = NoiseproofJson.vector(request.get("parameters"), "parameters");
        Map<String, double[]> buffers = new LinkedHashMap<>();
        NoiseproofJson.object(request.get("buffers"), "buffers")
            .forEach(
                (name, buffer) ->
                    buffers.put((String) name, NoiseproofJson.vector(buffer, (String) name)));
        long steps = (long) NoiseproofJson.number(request.get("steps"), "steps");
        NoiseproofAdapter.Run run =
            of(resumptions, spec)
                .resume(spec, new NoiseproofAdapter.State(steps, parameters, buffers));
        spec.allAsked();
        yield opened(Open.of(run, spec, parameters.length));
      }
      case "close" -> {
        only(request, "handle");
        opened(request).run.close();
        open.remove(request.get("handle"));
        yield fields();
      }
      default -> throw new NoiseproofAdapter.Unsupported("unknown op \"" + op + "\"");
    };
  }

  private double[] step(Open opened, double[] gradient, Map<?, ?> request) throws Exception {
    if (gradient.length != opened.length()) {
      throw new IllegalArgumentException(
          "the gradient has %d entries, the parameters %d"
              .formatted(gradient.length, opened.length()));
    }
    if (request.containsKey("missing")) {
      Set<Integer> missing = new HashSet<>();
      for (Object tensor : NoiseproofJson.array(request.get("missing"), "missing")) {
        missing.add((int) NoiseproofJson.number(tensor, "missing"));
      }
      return opened.run.stepWithout(gradient, missing);
    }
    return request.containsKey("weight")
        ? opened.run.step(gradient, NoiseproofJson.number(request.get("weight"), "weight"))
        : opened.run.step(gradient);
  }

  private Map<String, Object> opened(Open run) {
    String handle = "run-" + ++created;
    open.put(handle, run);
    return fields("handle", handle);
  }

  private Open opened(Map<?, ?> request) {
    Open found = open.get(request.get("handle"));
    if (found == null) {
      throw new IllegalArgumentException("unknown handle " + request.get("handle"));
    }
    return found;
  }

  private static <T> T of(Map<String, T> offered, NoiseproofAdapter.Spec spec) {
    T found = offered.get(spec.type());
    if (found == null) {
      throw new NoiseproofAdapter.Unsupported(spec.type() + " is none of " + offered.keySet());
    }
    return found;
  }

  private static void only(Map<?, ?> request, String... names) {
    for (Object name : request.keySet()) {
      if (!name.equals("id") && !name.equals("op") && !Arrays.asList(names).contains(name)) {
        throw new IllegalArgumentException("unknown field \"" + name + "\"");
      }
    }
  }

  private static Map<String, Object> fields() {
    return new LinkedHashMap<>();
  }

  private static Map<String, Object> fields(String name, Object value) {
    Map<String, Object> fields = fields();
    fields.put(name, value);
    return fields;
  }

  private static List<Integer> tensors(Object json, int length) {
    if (json == null) {
      return List.of(length);
    }
    List<Integer> lengths = new ArrayList<>();
    for (Object tensor : NoiseproofJson.array(json, "tensors")) {
      lengths.add((int) NoiseproofJson.number(tensor, "tensors"));
    }
    if (lengths.stream().mapToInt(n -> n).sum() != length
        || lengths.stream().anyMatch(n -> n < 0)) {
      throw new IllegalArgumentException(
          "tensors of lengths " + lengths + " are not the " + length + " parameters");
    }
    return lengths;
  }

  /** A run; {@code fresh} are the coordinates all of whose gradients had the square 0. */
  private record Open(NoiseproofAdapter.Run run, boolean withoutEpsilon, boolean[] fresh) {
    static Open of(NoiseproofAdapter.Run run, NoiseproofAdapter.Spec spec, int length) {
      boolean[] fresh = new boolean[length];
      Arrays.fill(fresh, true);
      return new Open(run, spec.isWithoutEpsilon(), fresh);
    }

    int length() {
      return fresh.length;
    }

    /** That no coordinate became 0/0, which is for nobody to define but the library. */
    double[] defined(double[] gradient, double[] after) {
      for (int j = 0; j < gradient.length; j++) {
        fresh[j] &= gradient[j] * gradient[j] == 0;
        if (withoutEpsilon && fresh[j] && Double.isNaN(after[j])) {
          throw new NoiseproofAdapter.Unsupported(
              "without ε a gradient of 0 is 0/0, for which nothing is promised");
        }
      }
      return after;
    }
  }
}
