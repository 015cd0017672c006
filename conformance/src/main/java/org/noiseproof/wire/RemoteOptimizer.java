package org.noiseproof.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.check.Subject.OptimizerUnderTest;
import org.noiseproof.check.Subject.Session;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.SpecJson;
import org.noiseproof.wire.Dialogue.Request;
import org.noiseproof.wire.Hello.Capability;
import org.noiseproof.wire.Program.Handle;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An optimizer of a program. */
record RemoteOptimizer(Program program, OptimizerSpec spec) implements OptimizerUnderTest {
  @Override
  public Session start(double[] parameters) {
    return create(Shape.vector(parameters.length), parameters);
  }

  @Override
  public Session start(Matrix parameters) {
    return create(Shape.of(parameters), parameters.entries());
  }

  private Session create(Shape shape, double[] parameters) {
    ObjectNode request = request("create");
    request.set("parameters", shape.write(parameters));
    return new Run(program.open(request), shape);
  }

  @Override
  public Session start(double[] parameters, int... lengths) {
    program.require(Capability.TENSORS);
    ObjectNode request = request("create");
    request.set("parameters", Fields.json(parameters));
    ArrayNode tensors = request.putArray("tensors");
    for (int length : lengths) {
      tensors.add(length);
    }
    return new Run(program.open(request), Shape.vector(parameters.length));
  }

  @Override
  public Optional<Session> resume(OptimizerState state) {
    if (!program.can(Capability.STATE)) {
      return Optional.empty();
    }
    Shape shape = Shape.of(state.matrix());
    ObjectNode request = request("resume").put("steps", state.steps());
    request.set("parameters", shape.write(state.parameters()));
    ObjectNode buffers = request.putObject("buffers");
    state.buffers().forEach(name -> buffers.set(name, Fields.json(state.buffer(name))));
    return Optional.of(new Run(program.open(request), shape));
  }

  private ObjectNode request(String op) {
    ObjectNode request = Program.request(op);
    request.set("spec", SpecJson.write(spec));
    return request;
  }

  private record Run(Handle handle, Shape shape) implements Session {
    @Override
    public double[] step(double[] gradient) {
      return ask(step(request(gradient)));
    }

    @Override
    public double[][] run(double[][] gradients) {
      List<Request<double[]>> steps =
          Stream.of(gradients).map(gradient -> step(request(gradient))).toList();
      return handle.ask(steps).toArray(double[][]::new);
    }

    @Override
    public double[] step(double[] gradient, double weight) {
      handle.program().require(Capability.WEIGHT);
      ObjectNode request = request(gradient);
      request.set("weight", Fields.json(weight));
      return ask(step(request));
    }

    @Override
    public double[] stepWithout(double[] gradient, Set<Integer> missing) {
      handle.program().require(Capability.TENSORS);
      ObjectNode request = request(gradient);
      ArrayNode indexes = request.putArray("missing");
      missing.stream().sorted().forEach(indexes::add);
      return ask(step(request));
    }

    private ObjectNode request(double[] gradient) {
      ObjectNode request = handle.request("step");
      request.set(
          "gradient",
          (gradient.length == shape.entries() ? shape : Shape.vector(gradient.length))
              .write(gradient));
      return request;
    }

    private Request<double[]> step(ObjectNode request) {
      return new Request<>(request, fields -> shape.read(fields, "parameters"), "parameters");
    }

    private <T> T ask(Request<T> request) {
      return handle.ask(List.of(request)).getFirst();
    }

    @Override
    public void set(OptimizerSpec spec) {
      handle.program().require(Capability.SET);
      ObjectNode request = handle.request("set");
      request.set("spec", SpecJson.write(spec));
      ask(Request.telling(request));
    }

    @Override
    public Session copy() {
      handle.program().require(Capability.COPY);
      return new Run(handle.program().open(handle.dialogue(), handle.request("copy")), shape);
    }

    @Override
    public Optional<OptimizerState> state() {
      return handle.program().can(Capability.STATE)
          ? Optional.of(
              ask(
                  new Request<>(
                      handle.request("state"), this::state, "steps", "parameters", "buffers")))
          : Optional.empty();
    }

    private OptimizerState state(Fields fields) {
      Map<String, double[]> buffers = new TreeMap<>();
      fields
          .objects("buffers")
          .forEach((name, values) -> buffers.put(name, Fields.vector("buffers." + name, values)));
      return shape.state(fields.integer("steps"), shape.read(fields, "parameters"), buffers);
    }
  }
}
