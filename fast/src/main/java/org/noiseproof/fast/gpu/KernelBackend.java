package org.noiseproof.fast.gpu;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.noiseproof.backend.Backend;
import org.noiseproof.backend.Batch;
import org.noiseproof.backend.Description;
import org.noiseproof.backend.GradientEstimator;
import org.noiseproof.backend.Optimizer;
import org.noiseproof.backend.OptimizerState;
import org.noiseproof.backend.UnreadableBackend;
import org.noiseproof.fast.gpu.KernelManifest.Launch;
import org.noiseproof.fast.gpu.KernelManifest.Recipe;
import org.noiseproof.reference.ExactEstimator;
import org.noiseproof.reference.ExactOptimizer;
import org.noiseproof.spec.EstimatorSpec;
import org.noiseproof.spec.Names;
import org.noiseproof.spec.OptimizerSpec;
import org.noiseproof.spec.Spec;
import org.noiseproof.spec.SpecJson;
import tools.jackson.databind.JsonNode;

/**
 * The kernels of a file and their manifest as a backend. A kernel that cannot vouch for an answer
 * makes a number of it not finite, and the exact reference answers.
 *
 * @param name under which the file was asked for
 * @param driver that runs them
 * @param kernels of the file
 * @param manifest what they do
 */
record KernelBackend(String name, Driver driver, Kernels kernels, KernelManifest manifest)
    implements Backend {

  @Override
  public Optional<String> unavailable() {
    return engine().unavailable();
  }

  @Override
  public Map<String, Long> usage() {
    return engine().usage();
  }

  private GpuEngine engine() {
    return new GpuEngine(driver, manifest.format());
  }

  @Override
  public Description describe() {
    String device =
        unavailable().map(reason -> "not here: " + reason).orElseGet(() -> driver.open().name());
    return new Description(manifest.format().precision(), manifest.determinism(), 1, 1, device);
  }

  @Override
  public Optional<GradientEstimator> estimator(EstimatorSpec spec) {
    return recipe(spec).map(recipe -> new OfBatch(this, spec, recipe));
  }

  @Override
  public Optional<Optimizer> optimizer(OptimizerSpec spec) {
    return recipe(spec).map(recipe -> new OfState(this, spec, recipe));
  }

  private Optional<Recipe> recipe(Spec spec) {
    return Optional.ofNullable(manifest.recipes().get(SpecJson.type(spec)));
  }

  /** Runs a recipe on these arrays; its scratch is freed with the memory. */
  private void run(
      Recipe recipe, Spec spec, GpuMemory memory, int n, int d, Map<String, Object> known) {
    Map<String, Object> arguments = new HashMap<>(known);
    arguments.put("n", n);
    arguments.put("d", d);
    for (Map.Entry<String, JsonNode> each : SpecJson.write(spec).properties()) {
      if (each.getValue().isNumber()) {
        arguments.put(
            each.getKey(),
            each.getValue().isInt()
                ? (Object) each.getValue().intValue()
                : manifest.format().argument(each.getValue().doubleValue()));
      }
    }
    recipe
        .scratch()
        .forEach(
            (array, count) ->
                arguments.put(array, memory.allocate(count.of(n, d), manifest.format().bytes())));
    for (Launch launch : recipe.launches()) {
      Object[] inOrder =
          launch.arguments().stream().map(argument -> named(argument, spec, arguments)).toArray();
      memory
          .gpu()
          .launch(
              kernels,
              launch.entry(),
              Math.ceilDiv(launch.over().of(n, d), launch.threads()),
              launch.threads(),
              inOrder);
    }
  }

  /** JSON leaves a hyperparameter out that is infinite, if it may be absent. */
  private Object named(String argument, Spec spec, Map<String, Object> arguments) {
    Object value = arguments.get(argument);
    if (value != null) {
      return value;
    }
    boolean infinite =
        Arrays.stream(spec.getClass().getRecordComponents())
            .anyMatch(component -> Names.snakeCase(component.getName()).equals(argument));
    if (!infinite) {
      throw new UnreadableBackend(
          "%s: there is no \"%s\" of %s for a kernel; expected one of %s or a hyperparameter"
              .formatted(name, argument, SpecJson.type(spec), new TreeSet<>(arguments.keySet())));
    }
    return manifest.format().argument(Double.POSITIVE_INFINITY);
  }

  private static boolean isFinite(double... values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private record OfBatch(KernelBackend backend, EstimatorSpec spec, Recipe recipe)
      implements GradientEstimator {
    @Override
    public double[] estimate(Batch batch) {
      batch.requireFinite();
      Format format = backend.manifest.format();
      Gpu gpu = backend.driver.open();
      try (GpuMemory memory = gpu.memory()) {
        GpuArray estimate = memory.allocate(batch.dimension(), format.bytes());
        GpuArray gradients = format.upload(memory, batch.values());
        backend.run(
            recipe,
            spec,
            memory,
            batch.samples(),
            batch.dimension(),
            Map.of("gradients", gradients, "estimate", estimate));
        double[] computed = format.download(memory, estimate);
        if (isFinite(computed)) {
          return computed;
        }
        gpu.fallbacks.incrementAndGet();
        double[] exact = ExactEstimator.estimate(spec, batch).rounded();
        for (int j = 0; j < exact.length; j++) {
          exact[j] = format.precision().round(exact[j]);
        }
        return exact;
      }
    }

    @Override
    public int depth(int samples, int dimension) {
      return recipe.depth() > 0
          ? recipe.depth()
          : GradientEstimator.super.depth(samples, dimension);
    }
  }

  private record OfState(KernelBackend backend, OptimizerSpec spec, Recipe recipe)
      implements Optimizer {
    @Override
    public OptimizerState start(double[] parameters) {
      return ExactOptimizer.start(spec, parameters);
    }

    @Override
    public OptimizerState step(OptimizerState state, double[] gradient) {
      state.requireGradient(gradient);
      Format format = backend.manifest.format();
      Gpu gpu = backend.driver.open();
      try (GpuMemory memory = gpu.memory()) {
        Map<String, Object> arrays = new HashMap<>();
        arrays.put("parameters", format.upload(memory, state.parameters()));
        arrays.put("gradient", format.upload(memory, gradient));
        arrays.put("step", Math.toIntExact(state.steps() + 1));
        Map<String, GpuArray> buffers = new TreeMap<>();
        for (String buffer : state.buffers()) {
          buffers.put(buffer, format.upload(memory, state.buffer(buffer)));
        }
        arrays.putAll(buffers);
        backend.run(recipe, spec, memory, 1, state.dimension(), arrays);
        double[] parameters = format.download(memory, (GpuArray) arrays.get("parameters"));
        boolean finite = isFinite(parameters);
        Map<String, double[]> moved = new TreeMap<>();
        for (Map.Entry<String, GpuArray> buffer : buffers.entrySet()) {
          double[] values = format.download(memory, buffer.getValue());
          finite &= isFinite(values);
          moved.put(buffer.getKey(), values);
        }
        if (finite) {
          return state.next(parameters, moved);
        }
        gpu.fallbacks.incrementAndGet();
        return ExactOptimizer.step(spec, state, gradient).rounded();
      }
    }

    @Override
    public int depth(int dimension) {
      return recipe.depth() > 0 ? recipe.depth() : Optimizer.super.depth(dimension);
    }
  }
}
