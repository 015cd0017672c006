package org.noiseproof.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.noiseproof.check.Check.Broken;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.wire.Channel.Lost;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests and replies between a program's start and its end. Whatever comes that is no answer to
 * what was asked ends the program: after it, no further answer could be trusted.
 */
final class Dialogue {
  /** Requests that may be under way at once, in number and in characters. */
  private static final int MOST_PENDING = 64;

  private static final int MOST_CHARACTERS = 1 << 20;

  private static final int SHOWN = 300;

  /** In place of the fields of an answer: any. */
  private static final List<String> ANY = List.of("*");

  private final Channel channel;
  private final List<Request<Boolean>> tellings = new ArrayList<>();
  private long lastId;
  private boolean over;

  Dialogue(Channel channel) {
    this.channel = channel;
  }

  /** A request, and what is to be made of the fields of its {@code ok}. */
  record Request<T>(ObjectNode json, Function<Fields, T> answer, List<String> fields) {
    Request(ObjectNode json, Function<Fields, T> answer, String... fields) {
      this(json, answer, List.of(fields));
    }

    /** One whose {@code ok} is empty. */
    static Request<Boolean> telling(ObjectNode json) {
      return new Request<>(json, fields -> true);
    }
  }

  /** Whether the program has ended, or has been. */
  boolean isOver() {
    return over;
  }

  /**
   * Asks one thing.
   *
   * @throws NotImplemented where the program says that it does not
   * @throws IllegalArgumentException where it refuses, with its reason
   * @throws Broken where it does not answer, or what it says is no answer
   */
  <T> T ask(Request<T> request, Duration limit) {
    return ask(List.of(request), limit).getFirst();
  }

  /** Asks several things at once; the first that is not answered as it should be is thrown. */
  synchronized <T> List<T> ask(List<Request<T>> requests, Duration limit) {
    if (over) {
      throw new Broken("the run was lost when the program ended");
    }
    int told = tellings.size();
    long first = lastId + 1;
    List<String> lines =
        Stream.concat(tellings.stream(), requests.stream()).map(this::line).toList();
    List<T> answers = new ArrayList<>();
    List<RuntimeException> refusals = new ArrayList<>();
    int sent = 0;
    for (int i = 0; i < lines.size(); i++) {
      sent = send(lines, i, sent);
      ObjectNode reply = receive(lines.get(i), first + i, limit);
      try {
        if (i < told) {
          answer(tellings.get(i), lines.get(i), reply);
        } else {
          answers.add(answer(requests.get(i - told), lines.get(i), reply));
        }
      } catch (NotImplemented | Refused e) {
        refusals.add(e);
      }
    }
    tellings.clear();
    if (!refusals.isEmpty()) {
      throw refusals.getFirst();
    }
    return answers;
  }

  /** Tells something ahead of what is asked next. */
  synchronized void tellLater(ObjectNode request) {
    tellings.add(Request.telling(request));
  }

  private String line(Request<?> request) {
    ObjectNode numbered = Fields.JSON.createObjectNode().put("id", ++lastId);
    numbered.setAll(request.json);
    return numbered + "\n";
  }

  /** Sends what may be under way while the i-th answer is waited for. */
  private int send(List<String> lines, int i, int sent) {
    StringBuilder text = new StringBuilder();
    int pending = lines.subList(i, sent).stream().mapToInt(String::length).sum();
    int next = sent;
    while (next < lines.size()
        && (next == i
            || (next - i < MOST_PENDING
                && pending + lines.get(next).length() <= MOST_CHARACTERS))) {
      pending += lines.get(next).length();
      text.append(lines.get(next++));
    }
    if (!text.isEmpty()) {
      channel.send(text.toString());
    }
    return next;
  }

  private ObjectNode receive(String request, long id, Duration limit) {
    String line;
    try {
      line = channel.receive(limit);
    } catch (Lost e) {
      throw broken(request, String.valueOf(e.getMessage()));
    }
    ObjectNode reply;
    try {
      reply = Fields.parse(line);
    } catch (IllegalArgumentException e) {
      throw broken(request, "wrote %s, which is %s".formatted(shown(line), e.getMessage()));
    }
    JsonNode answered = reply.path("id");
    if (!answered.isIntegralNumber() || answered.longValue() != id) {
      throw broken(
          request,
          "answered with \"id\": %s, expected %d; it wrote %s"
              .formatted(answered.isMissingNode() ? "none" : answered, id, shown(line)));
    }
    return reply;
  }

  private <T> T answer(Request<T> request, String line, ObjectNode reply) {
    Fields error;
    try {
      Fields fields = Fields.only("a reply", reply, "ok", "error");
      if (fields.has("ok") == fields.has("error")) {
        throw new IllegalArgumentException("a reply has either \"ok\" or \"error\"");
      }
      if (fields.has("ok")) {
        return request.answer.apply(
            request.fields.equals(ANY)
                ? Fields.open("ok", object(fields.get("ok")))
                : Fields.only(
                    "ok", object(fields.get("ok")), request.fields.toArray(String[]::new)));
      }
      error = Fields.only("error", object(fields.get("error")), "code", "message");
      error.text("message");
      code(error);
    } catch (IllegalArgumentException e) {
      throw broken(line, "wrote %s: %s".formatted(shown(reply.toString()), e.getMessage()));
    }
    String message = error.text("message");
    throw switch (code(error)) {
      case UNSUPPORTED -> new NotImplemented(message);
      case INVALID -> new Refused(message);
      case INTERNAL ->
          new Broken("on %s the program failed: %s".formatted(shown(line), message) + log());
    };
  }

  private static ObjectNode object(JsonNode json) {
    if (!(json instanceof ObjectNode object)) {
      throw new IllegalArgumentException("\"ok\" and \"error\" are objects");
    }
    return object;
  }

  /** Why a request was not answered with {@code ok}. */
  enum Code {
    UNSUPPORTED,
    INVALID,
    INTERNAL
  }

  private static Code code(Fields error) {
    return switch (error.text("code")) {
      case "unsupported" -> Code.UNSUPPORTED;
      case "invalid" -> Code.INVALID;
      case "internal" -> Code.INTERNAL;
      default ->
          throw new IllegalArgumentException(
              "error codes are \"unsupported\", \"invalid\" and \"internal\"");
    };
  }

  /** The program's own refusal. */
  private static final class Refused extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  private Broken broken(String request, String what) {
    over = true;
    channel.kill();
    return new Broken("on %s the program %s%s".formatted(shown(request), what, log()));
  }

  private String log() {
    String log = channel.log();
    return log.isEmpty() ? "" : "\nthe last of its standard error:\n" + log;
  }

  private static String shown(String line) {
    return Shown.of(line.strip(), SHOWN);
  }

  /** Lets the program end; what was wrong with that, or nothing. */
  String end(Duration limit) {
    if (over) {
      return "";
    }
    over = true;
    return channel.end(limit);
  }
}
