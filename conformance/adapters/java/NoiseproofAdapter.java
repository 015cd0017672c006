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

/**
 * The program's side of the Noiseproof wire protocol, version 1, with nothing but the JDK. Copy
 * this file, write beside it
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
      fields = object(json, "spec");
    }

    public String type() {
      return string(fields.get("type"), "type of the spec");
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
      return value == null ? absent : NoiseproofAdapter.number(value, name);
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

    private void allAsked() {
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
  private final Map<String, Open> open = new LinkedHashMap<>();
  private int created;

  /** A run; {@code fresh} are the coordinates all of whose gradients had the square 0. */
  private record Open(Run run, boolean withoutEpsilon, boolean[] fresh) {
    static Open of(Run run, Spec spec, int length) {
      boolean[] fresh = new boolean[length];
      Arrays.fill(fresh, true);
      return new Open(
          run, spec.fields.get("epsilon") instanceof Number n && n.doubleValue() == 0, fresh);
    }

    int length() {
      return fresh.length;
    }

    /** That no coordinate became 0/0, which is for nobody to define but the library. */
    double[] defined(double[] gradient, double[] after) {
      for (int j = 0; j < gradient.length; j++) {
        fresh[j] &= gradient[j] * gradient[j] == 0;
        if (withoutEpsilon && fresh[j] && Double.isNaN(after[j])) {
          throw new Unsupported("without ε a gradient of 0 is 0/0, for which nothing is promised");
        }
      }
      return after;
    }
  }

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
    serve(System.in, out);
  }

  void serve(InputStream requests, PrintStream replies) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(requests, UTF_8));
    StringBuilder reply = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      reply.setLength(0);
      write(answer(line), reply);
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
      Map<?, ?> request = object(new Json(line).read(), "request");
      if (!(request.get("id") instanceof Number number)) {
        throw new IllegalArgumentException("a request needs an integer id");
      }
      id = number.longValue();
      Map<String, Object> reply = fields("id", id);
      reply.put("ok", perform(string(request.get("op"), "op"), request));
      return reply;
    } catch (Unsupported | UnsupportedOperationException e) {
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
        yield hello();
      }
      case "estimate" -> {
        only(request, "spec", "gradients");
        Spec spec = new Spec(request.get("spec"));
        double[][] rows = matrix(request.get("gradients"));
        double[] gradient = of(estimators, spec).estimate(spec, rows);
        spec.allAsked();
        yield fields("gradient", gradient);
      }
      case "create" -> {
        only(request, "spec", "parameters", "tensors");
        Spec spec = new Spec(request.get("spec"));
        double[] parameters = vector(request.get("parameters"), "parameters");
        List<Integer> tensors = tensors(request.get("tensors"), parameters.length);
        Run run = of(optimizers, spec).start(spec, new Start(parameters, tensors));
        spec.allAsked();
        yield opened(Open.of(run, spec, parameters.length));
      }
      case "step" -> {
        only(request, "handle", "gradient", "weight", "missing");
        Open opened = opened(request);
        double[] gradient = vector(request.get("gradient"), "gradient");
        yield fields(
            "parameters", opened.defined(gradient, step(opened, gradient.clone(), request)));
      }
      case "set" -> {
        only(request, "handle", "spec");
        Spec spec = new Spec(request.get("spec"));
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
        State state = opened(request).run.state();
        Map<String, Object> reply = fields("steps", state.steps());
        reply.put("parameters", state.parameters());
        reply.put("buffers", state.buffers());
        yield reply;
      }
      case "resume" -> {
        only(request, "spec", "steps", "parameters", "buffers");
        Spec spec = new Spec(request.get("spec"));
        double[] parameters = vector(request.get("parameters"), "parameters");
        Map<String, double[]> buffers = new LinkedHashMap<>();
        object(request.get("buffers"), "buffers")
            .forEach((name, buffer) -> buffers.put((String) name, vector(buffer, (String) name)));
        long steps = (long) number(request.get("steps"), "steps");
        Run run = of(resumptions, spec).resume(spec, new State(steps, parameters, buffers));
        spec.allAsked();
        yield opened(Open.of(run, spec, parameters.length));
      }
      case "close" -> {
        only(request, "handle");
        opened(request).run.close();
        open.remove(request.get("handle"));
        yield fields();
      }
      default -> throw new Unsupported("unknown op \"" + op + "\"");
    };
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

  private double[] step(Open opened, double[] gradient, Map<?, ?> request) throws Exception {
    if (gradient.length != opened.length()) {
      throw new IllegalArgumentException(
          "the gradient has %d entries, the parameters %d"
              .formatted(gradient.length, opened.length()));
    }
    if (request.containsKey("missing")) {
      Set<Integer> missing = new HashSet<>();
      for (Object tensor : array(request.get("missing"), "missing")) {
        missing.add((int) number(tensor, "missing"));
      }
      return opened.run.stepWithout(gradient, missing);
    }
    return request.containsKey("weight")
        ? opened.run.step(gradient, number(request.get("weight"), "weight"))
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

  private static <T> T of(Map<String, T> offered, Spec spec) {
    T found = offered.get(spec.type());
    if (found == null) {
      throw new Unsupported(spec.type() + " is none of " + offered.keySet());
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
    for (Object tensor : array(json, "tensors")) {
      lengths.add((int) number(tensor, "tensors"));
    }
    if (lengths.stream().mapToInt(n -> n).sum() != length
        || lengths.stream().anyMatch(n -> n < 0)) {
      throw new IllegalArgumentException(
          "tensors of lengths " + lengths + " are not the " + length + " parameters");
    }
    return lengths;
  }

  private static double[][] matrix(Object json) {
    List<?> rows = array(json, "gradients");
    double[][] matrix = new double[rows.size()][];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = vector(rows.get(i), "row " + i);
      if (matrix[i].length != matrix[0].length) {
        throw new IllegalArgumentException("row " + i + " is not as long as row 0");
      }
    }
    return matrix;
  }

  private static double[] vector(Object json, String what) {
    List<?> values = array(json, what);
    if (!values.isEmpty() && values.getFirst() instanceof List) {
      throw new Unsupported(what + " that are a matrix");
    }
    double[] vector = new double[values.size()];
    for (int j = 0; j < vector.length; j++) {
      vector[j] = number(values.get(j), what);
    }
    return vector;
  }

  private static double number(Object json, String what) {
    return switch (json) {
      case Number number -> number.doubleValue();
      case String s when s.equals("NaN") -> Double.NaN;
      case String s when s.equals("Infinity") -> Double.POSITIVE_INFINITY;
      case String s when s.equals("-Infinity") -> Double.NEGATIVE_INFINITY;
      case null, default ->
          throw new IllegalArgumentException(what + ": " + json + " is no number");
    };
  }

  private static String string(Object json, String what) {
    if (json instanceof String string) {
      return string;
    }
    throw new IllegalArgumentException("the " + what + " is no string: " + json);
  }

  private static List<?> array(Object json, String what) {
    if (json instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException(what + " is no array: " + json);
  }

  private static Map<?, ?> object(Object json, String what) {
    if (json instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException(what + " is no JSON object");
  }

  /** Doubles in the fewest digits that give them back; what is no number as a string. */
  private static void write(Object value, StringBuilder out) {
    switch (value) {
      case Double d when !Double.isFinite(d) -> out.append('"').append(d).append('"');
      case null -> out.append("null");
      case Number n -> out.append(n);
      case Boolean b -> out.append(b);
      case double[] vector -> write(Arrays.stream(vector).boxed().toList(), out);
      case List<?> list -> {
        String comma = "[";
        for (Object item : list) {
          write(item, out.append(comma));
          comma = ",";
        }
        out.append(list.isEmpty() ? "[]" : "]");
      }
      case Map<?, ?> map -> {
        String comma = "{";
        for (Map.Entry<?, ?> field : map.entrySet()) {
          write(field.getKey(), out.append(comma));
          write(field.getValue(), out.append(':'));
          comma = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      default -> {
        out.append('"');
        for (char c : value.toString().toCharArray()) {
          switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            default -> out.append(c < ' ' ? "\\u%04x".formatted((int) c) : c);
          }
        }
        out.append('"');
      }
    }
  }

  /** A reader of JSON: objects as maps, arrays as lists, numbers as doubles. */
  private static final class Json {
    private static final int DEEPEST = 64;
    private final String text;
    private int at;
    private int depth;

    Json(String text) {
      this.text = text;
    }

    Object read() {
      Object value = value();
      if (next() != 0) {
        throw error("the end");
      }
      return value;
    }

    private Object value() {
      char c = next();
      if (depth == DEEPEST) {
        throw error("less nesting");
      }
      depth++;
      try {
        return switch (c) {
          case '{' -> members();
          case '[' -> items();
          case '"' -> string();
          default -> scalar();
        };
      } finally {
        depth--;
      }
    }

    private Map<String, Object> members() {
      Map<String, Object> members = new LinkedHashMap<>();
      at++;
      if (next() == '}') {
        at++;
        return members;
      }
      while (true) {
        next();
        String name = string();
        take(':');
        if (members.put(name, value()) != null) {
          throw error("\"" + name + "\" once");
        }
        if (next() != ',') {
          take('}');
          return members;
        }
        at++;
      }
    }

    private List<Object> items() {
      List<Object> items = new ArrayList<>();
      at++;
      if (next() == ']') {
        at++;
        return items;
      }
      while (true) {
        items.add(value());
        if (next() != ',') {
          take(']');
          return items;
        }
        at++;
      }
    }

    private String string() {
      take('"');
      StringBuilder string = new StringBuilder();
      while (at < text.length() && text.charAt(at) != '"') {
        char c = text.charAt(at++);
        string.append(c == '\\' ? escaped() : c);
      }
      take('"');
      return string.toString();
    }

    private char escaped() {
      char c = at < text.length() ? text.charAt(at++) : 0;
      return switch (c) {
        case 'n' -> '\n';
        case 't' -> '\t';
        case 'r' -> '\r';
        case 'b' -> '\b';
        case 'f' -> '\f';
        case '"', '\\', '/' -> c;
        case 'u' -> {
          at += 4;
          if (at > text.length()) {
            throw error("four digits");
          }
          yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        default -> throw error("an escape");
      };
    }

    private Object scalar() {
      int from = at;
      while (at < text.length() && ",]} \t\r\n:".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String token = text.substring(from, at);
      return switch (token) {
        case "true" -> true;
        case "false" -> false;
        case "null" -> null;
        default -> {
          if (!token.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw error("JSON");
          }
          yield Double.valueOf(token);
        }
      };
    }

    private void take(char c) {
      if (next() != c) {
        throw error("'" + c + "'");
      }
      at++;
    }

    /** The next character that is no space; 0 at the end. */
    private char next() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException error(String expected) {
      return new IllegalArgumentException("expected " + expected + " at character " + at);
    }
  }
}
