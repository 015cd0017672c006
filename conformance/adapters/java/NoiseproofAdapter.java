import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The program's side of the Noiseproof wire protocol, version 1, with nothing but the JDK. Copy
 * this file, {@code NoiseproofServer.java} and {@code NoiseproofJson.java}; write beside them
 *
 * <pre>{@code
 * public class MyLibrary {
 *   public static void main(String[] args) throws IOException {
 *     new NoiseproofAdapter("my-library", "1.0", "float64")
 *         .optimizer("sgd", MyLibrary::sgd)
 *         .serve();
 *   }
 *
 *   static NoiseproofAdapter.Run sgd(NoiseproofAdapter.Spec spec, NoiseproofAdapter.Start start) {
 *     double[] theta = start.parameters().clone();
 *     double rate = spec.number("learning_rate");
 *     return gradient -> {
 *       for (int j = 0; j < theta.length; j++) theta[j] -= rate * gradient[j];
 *       return theta;
 *     };
 *   }
 * }
 * }</pre>
 *
 * and let {@code noiseproof conform --command "java MyLibrary.java"} judge it.
 */
public final class NoiseproofAdapter {

  /** One run of an optimizer. What it does not override, it does not offer. */
  public interface Run extends AutoCloseable {
    /** The parameters after a step. */
    double[] step(double[] gradient) throws Exception;

    /** A step that counts for this much; offered under the capability {@code weight}. */
    default double[] step(double[] gradient, double weight) throws Exception {
      throw new Unsupported("a gradient has no weight");
    }

    /** A step in which some tensors have no gradient; under {@code tensors}. */
    default double[] stepWithout(double[] gradient, Set<Integer> missing) throws Exception {
      throw new Unsupported("every tensor needs a gradient");
    }

    /** Other hyperparameters from here on; under {@code set}. */
    default void set(Spec spec) throws Exception {
      throw new Unsupported("hyperparameters are set once and for all");
    }

    /** An independent run that goes on from here; under {@code copy}. */
    default Run copy() throws Exception {
      throw new Unsupported("a run cannot be copied");
    }

    /** All that it remembers; under {@code state}. */
    default State state() throws Exception {
      throw new Unsupported("a run keeps its state to itself");
    }

    @Override
    default void close() {}
  }

  /** Where a run starts: its parameters and, where the client tells, their tensors' lengths. */
  public record Start(double[] parameters, List<Integer> tensors) {}

  /** All that a run remembers. */
  public record State(long steps, double[] parameters, Map<String, double[]> buffers) {}

  /** Begins a run. */
  @FunctionalInterface
  public interface Optimizer {
    Run start(Spec spec, Start start) throws Exception;
  }

  /** Goes on from a state. */
  @FunctionalInterface
  public interface Resumption {
    Run resume(Spec spec, State state) throws Exception;
  }

  /** Makes one gradient of a batch, one row a sample. */
  @FunctionalInterface
  public interface Estimator {
    double[] estimate(Spec spec, double[][] gradients) throws Exception;
  }

  /** The library lacks what is asked for: the client counts it as not implemented. */
  public static final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Unsupported(String message) {
      super(message);
    }
  }

  /** The hyperparameters of a spec. Those that nobody asks for are refused as misspelt. */
  public static final class Spec {
    private final Map<?, ?> fields;
    private final Set<Object> asked = new HashSet<>(Set.of("type"));

    Spec(Object json) {
      fields = NoiseproofJson.object(json, "spec");
    }

    public String type() {
      return NoiseproofJson.string(fields.get("type"), "type of the spec");
    }

    /** One that has no default. */
    public double number(String name) {
      if (!fields.containsKey(name)) {
        throw new IllegalArgumentException(type() + " needs " + name);
      }
      return number(name, Double.NaN);
    }

    public double number(String name, double absent) {
      asked.add(name);
      Object value = fields.get(name);
      return value == null ? absent : NoiseproofJson.number(value, name);
    }

    public boolean flag(String name, boolean absent) {
      asked.add(name);
      Object value = fields.get(name);
      if (value != null && !(value instanceof Boolean)) {
        throw new IllegalArgumentException(name + " is neither true nor false");
      }
      return value == null ? absent : (Boolean) value;
    }

    /** The library has no such hyperparameter: any value but this is unsupported. */
    public void only(String name, double value) {
      if (number(name, value) != value) {
        throw new Unsupported(type() + " has no " + name + " but " + value);
      }
    }

    /** The library has no such switch: true is unsupported. */
    public void never(String name) {
      if (flag(name, false)) {
        throw new Unsupported(type() + " has no " + name);
      }
    }

    boolean isWithoutEpsilon() {
      return fields.get("epsilon") instanceof Number n && n.doubleValue() == 0;
    }

    void allAsked() {
      for (Object name : fields.keySet()) {
        if (!asked.contains(name)) {
          throw new IllegalArgumentException("unknown field \"" + name + "\" in a " + type());
        }
      }
    }
  }

  private final Map<String, Object> hello = new LinkedHashMap<>();
  private final Map<String, Optimizer> optimizers = new LinkedHashMap<>();
  private final Map<String, Resumption> resumptions = new LinkedHashMap<>();
  private final Map<String, Estimator> estimators = new LinkedHashMap<>();
  private final Map<String, Object> dialects = new LinkedHashMap<>();
  private final List<Object> notPromised = new ArrayList<>();

  /** With the precision it computes in: float64, float32 or bfloat16. */
  public NoiseproofAdapter(String name, String version, String precision) {
    hello.put("name", name);
    hello.put("version", version);
    hello.put("precision", precision);
    hello.put("language", "Java " + Runtime.version().feature());
  }

  /** What is behind the adapter, and where its authors want to hear of it. */
  public NoiseproofAdapter library(String nameAndVersion, String homepage, String issues) {
    hello.put("library", nameAndVersion);
    hello.put("homepage", homepage);
    hello.put("issues", issues);
    return this;
  }

  public NoiseproofAdapter optimizer(String type, Optimizer optimizer) {
    optimizers.put(type, optimizer);
    return this;
  }

  /** An optimizer whose runs have a {@link Run#state}. */
  public NoiseproofAdapter resume(String type, Resumption resumption) {
    resumptions.put(type, resumption);
    return this;
  }

  public NoiseproofAdapter estimator(String type, Estimator estimator) {
    estimators.put(type, estimator);
    return this;
  }

  /** Of the published variants of a type, the one spoken here, by its id. */
  public NoiseproofAdapter dialect(String type, String id) {
    dialects.put(type, id);
    return this;
  }

  /** {@code state}, {@code copy}, {@code set}, {@code weight}, {@code tensors}. */
  public NoiseproofAdapter capabilities(String... names) {
    hello.put("capabilities", List.of(names));
    return this;
  }

  /** A check, or all whose ids start so, whose demand the library's authors never made. */
  public NoiseproofAdapter notPromised(String check, String reason, String link) {
    notPromised.add(Map.of("check", check, "reason", reason, "link", link));
    return this;
  }

  /** The library takes a NaN like any number. */
  public NoiseproofAdapter takesBadGradients(String link) {
    String reason = "nothing is promised about gradients that are not finite";
    optimizers
        .keySet()
        .forEach(t -> notPromised("law/" + t + "/refuses-bad-gradients", reason, link));
    estimators
        .keySet()
        .forEach(t -> notPromised("law/" + t + "/refuses-bad-samples", reason, link));
    return this;
  }

  /** Answers until the input ends. What the library prints goes to standard error. */
  public void serve() throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err);
    new NoiseproofServer(hello(), optimizers, resumptions, estimators).serve(System.in, out);
  }

  private Map<String, Object> hello() {
    hello.put("estimators", List.copyOf(estimators.keySet()));
    hello.put("optimizers", List.copyOf(optimizers.keySet()));
    hello.put("norms", List.of());
    hello.put("tail_indices", List.of());
    hello.put("dialects", dialects);
    hello.put("not_promised", notPromised);
    return hello;
  }
}
