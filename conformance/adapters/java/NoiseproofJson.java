import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON for the adapter: objects as maps, arrays as lists, numbers as doubles. */
final class NoiseproofJson {
  private static final int DEEPEST = 64;
  private final String text;
  private int at;
  private int depth;

  private NoiseproofJson(String text) {
    this.text = text;
  }

  static Object read(String text) {
    NoiseproofJson json = new NoiseproofJson(text);
    Object value = json.value();
    if (json.next() != 0) {
      throw json.error("the end");
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
        case '"' -> quoted();
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
      String name = quoted();
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

  private String quoted() {
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

  static double[][] matrix(Object json) {
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

  static double[] vector(Object json, String what) {
    List<?> values = array(json, what);
    if (!values.isEmpty() && values.getFirst() instanceof List) {
      throw new NoiseproofAdapter.Unsupported(what + " that are a matrix");
    }
    double[] vector = new double[values.size()];
    for (int j = 0; j < vector.length; j++) {
      vector[j] = number(values.get(j), what);
    }
    return vector;
  }

  static double number(Object json, String what) {
    return switch (json) {
      case Number number -> number.doubleValue();
      case String s when s.equals("NaN") -> Double.NaN;
      case String s when s.equals("Infinity") -> Double.POSITIVE_INFINITY;
      case String s when s.equals("-Infinity") -> Double.NEGATIVE_INFINITY;
      case null, default ->
          throw new IllegalArgumentException(what + ": " + json + " is no number");
    };
  }

  static String string(Object json, String what) {
    if (json instanceof String string) {
      return string;
    }
    throw new IllegalArgumentException("the " + what + " is no string: " + json);
  }

  static List<?> array(Object json, String what) {
    if (json instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException(what + " is no array: " + json);
  }

  static Map<?, ?> object(Object json, String what) {
    if (json instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException(what + " is no JSON object");
  }

  /** Doubles in the fewest digits that give them back; what is no number as a string. */
  static void write(Object value, StringBuilder out) {
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
}
