package org.noiseproof.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.backend.Backends;
import org.noiseproof.check.Subject;
import org.noiseproof.random.Streams;
import org.noiseproof.spec.SpecJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server's answers, to requests and to what is none. */
final class ServiceTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LINES = 100_000;

  private final Service service = new Service(Subject.of(Backends.named("reference")));

  private String answer(String request) {
    return service.answer(request.replace('\'', '"'));
  }

  private void sgd() {
    assertThat(
            answer(
                "{'id':1,'op':'create','spec':{'type':'sgd','learning_rate':1},'parameters':[1,2]}"))
        .isEqualTo("{\"id\":1,\"ok\":{\"handle\":\"run-1\"}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "[] ~ no JSON object: []",
        "7 ~ no JSON object: 7",
        "{'op':'hello','protocol':1} ~ a request needs 'id'",
        "{'id':'1','op':'hello','protocol':1} ~ id = '1': expected an integer",
        "{'id':1.5,'op':'hello','protocol':1} ~ id = 1.5: expected an integer",
        "{'id':1} ~ a request needs 'op'",
        "{'id':1,'op':7} ~ op = 7: expected a string",
        "{'id':1,'op':'helo'} ~ op = “helo”: did you mean 'hello'? Known: hello, estimate, create",
        "{'id':1,'op':'hello','protocol':2} ~ protocol = 2: this program speaks 1",
        "{'id':1,'op':'hello','protocoll':1} ~ unknown field “protocoll” in hello: did you mean",
        "{'id':1,'op':'estimate','spec':{'type':'men'},'gradients':[[1]]} ~ unknown estimator"
            + " 'men'",
        "{'id':1,'op':'estimate','spec':{'type':'mean'},'gradients':[]} ~ the batch is empty",
        "{'id':1,'op':'estimate','spec':{'type':'mean'},'gradients':[[1],[1,2]]} ~ row 1 has 2",
        "{'id':1,'op':'estimate','spec':{'type':'mean'},'gradients':[['NaN']]} ~ row 0, column 0",
        "{'id':1,'op':'estimate','spec':{'type':'mean'},'gradients':[[[1]]]} ~ gradients[0][0] ="
            + " [1]",
        "{'id':1,'op':'estimate','spec':{'type':'mean'},'gradients':[[1e999]]} ~ gradients[0][0]"
            + " is beyond binary64, whose largest number is 1.797",
        "{'id':1,'op':'create','spec':{'type':'sgd','learning_rate':1},'parameters':[]} ~ parameters"
            + " is empty: at least one number",
        "{'id':1,'op':'resume','spec':{'type':'adam','learning_rate':1},'steps':1,'parameters':[1],"
            + "'buffers':{'first_moment':[-1],'second_moment':[-1]}} ~"
            + " buffers.second_moment[0] = -1.0 is out of range: at least 0",
        "{'id':1,'op':'step','handle':'run-1','gradient':[0,1%s]} ~ gradient[1] = 1000000000",
        "{'id':1,'op':'create','spec':{'type':'sgd','learning_rate':1%s},'parameters':[1]} ~ rate ="
            + " 1",
        "{'id':1,'op':'create','spec':{'type':'sgd'},'parameters':[1]} ~ sgd needs 'learning_rate'",
        "{'id':1,'op':'create','spec':{'type':'sgd','lr':1},'parameters':[1]} ~ unknown field 'lr'",
        "{'id':1,'op':'step','handle':'run-9','gradient':[1,1]} ~ no run of that handle is open",
        "{'id':1,'op':'step','handle':'run-1','gradient':[1]} ~ a vector of 1 number, expected a",
        "{'id':1,'op':'step','handle':'run-1','gradient':[[1,1]]} ~ is a 1 × 2 matrix, expected a",
        "{'id':1,'op':'step','handle':'run-1','gradient':[1,'Infinity']} ~ gradient[1] = Infinity",
        "{'id':1,'op':'step','handle':'run-1','gradient':[1,'1']} ~ gradient[1] = '1': expected a",
        "{'id':1,'op':'set','handle':'run-1','spec':{'type':'adam','learning_rate':1}} ~ is sgd",
        "{'id':1,'op':'direction','spec':'spectral','gradient':[[1,2],[3]]} ~ row 1 has 1",
        "{'id':1,'op':'direction','spec':'spectrum','gradient':[[1]]} ~ did you mean 'spectral'?",
        "{'id':1,'op':'tail_index','spec':{'type':'hill','order':5}} ~ tail_index needs 'sample'",
      })
  void what_is_wrong_is_said_with_what_is_allowed_and_leaves_no_trace(String request, String why) {
    sgd();
    JsonNode reply = JSON.readTree(answer(request.replace("%s", "0".repeat(400))));
    assertThat(reply.at("/error/code").asString()).isEqualTo("invalid");
    assertThat(reply.at("/error/message").asString()).contains(why.replace('\'', '"'));
    assertThat(answer("{'id':3,'op':'step','handle':'run-1','gradient':[1,1]}"))
        .isEqualTo("{\"id\":3,\"ok\":{\"parameters\":[0.0,1.0]}}");
  }

  @Test
  void a_run_is_stepped_shown_resumed_and_closed() {
    sgd();
    assertThat(answer("{'id':2,'op':'step','handle':'run-1','gradient':[0.5,-1]}"))
        .isEqualTo("{\"id\":2,\"ok\":{\"parameters\":[0.5,3.0]}}");
    String state = answer("{'id':3,'op':'state','handle':'run-1'}");
    assertThat(state).startsWith("{\"id\":3,\"ok\":{\"steps\":1,\"parameters\":[0.5,3.0]");
    JsonNode ok = JSON.readTree(state).get("ok");
    assertThat(
            answer(
                "{'id':4,'op':'resume','spec':{'type':'sgd','learning_rate':1},'steps':1,"
                    + "'parameters':%s,'buffers':%s}"
                        .formatted(ok.get("parameters"), ok.get("buffers"))))
        .isEqualTo("{\"id\":4,\"ok\":{\"handle\":\"run-2\"}}");
    assertThat(answer("{'id':5,'op':'close','handle':'run-1'}")).isEqualTo("{\"id\":5,\"ok\":{}}");
    assertThat(answer("{'id':6,'op':'close','handle':'run-1'}")).contains("invalid");
    assertThat(answer("{'id':7,'op':'step','handle':'run-2','gradient':[1,1]}"))
        .isEqualTo("{\"id\":7,\"ok\":{\"parameters\":[-0.5,2.0]}}");
  }

  @Test
  void matrices_are_matrices_whatever_their_shape() {
    for (String shape : List.of("[[1],[2]]", "[[1,2]]", "[[1,2],[3,4]]")) {
      answer(
          "{'id':1,'op':'create','spec':{'type':'nsd','learning_rate':1,'norm':'max'},"
              + "'parameters':%s}".formatted(shape));
    }
    assertThat(answer("{'id':2,'op':'step','handle':'run-1','gradient':[[1],[-1]]}"))
        .isEqualTo("{\"id\":2,\"ok\":{\"parameters\":[[0.0],[3.0]]}}");
    assertThat(answer("{'id':2,'op':'step','handle':'run-2','gradient':[[1,-1]]}"))
        .isEqualTo("{\"id\":2,\"ok\":{\"parameters\":[[0.0,3.0]]}}");
    assertThat(answer("{'id':3,'op':'direction','spec':'max','gradient':[[1,-3]]}"))
        .isEqualTo("{\"id\":3,\"ok\":{\"direction\":[[1.0,-1.0]],\"dual_norm\":4.0}}");
    assertThat(answer("{'id':3,'op':'norm','spec':'max','matrix':[[1,-3]]}"))
        .isEqualTo("{\"id\":3,\"ok\":{\"norm\":3.0}}");
    assertThat(answer("{'id':4,'op':'tail_index','spec':{'type':'hill'},'sample':[1]}"))
        .contains("unsupported");
  }

  @Test
  void runs_that_nobody_closes_are_refused_in_the_end() {
    String create =
        "{'id':1,'op':'create','spec':{'type':'sgd','learning_rate':1},'parameters':[1,2]}";
    for (int i = 0; i < Runs.MOST; i++) {
      assertThat(answer(create)).contains("handle");
    }
    assertThat(answer(create))
        .contains("invalid", "4096 runs of 8192 parameters in all are open", "close what is done");
    answer("{'id':1,'op':'close','handle':'run-7'}");
    assertThat(answer(create)).contains("handle");
  }

  @Test
  void there_is_a_sample_of_every_spec() {
    assertThat(Introduction.samples())
        .extracting(SpecJson::type)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            java.util.stream.Stream.of(
                    SpecJson.estimators(), SpecJson.optimizers(), SpecJson.norms())
                .flatMap(List::stream)
                .toList());
  }

  @Test
  void whatever_a_line_is_it_is_answered_by_one_line() throws IOException {
    ByteArrayOutputStream requests = new ByteArrayOutputStream();
    Streams streams = Streams.of(20, "wire");
    int errors = 0;
    for (int i = 0; i < LINES; i++) {
      requests.write(Garbage.line(streams.replicate(i)));
      requests.write('\n');
    }
    ByteArrayOutputStream replies = new ByteArrayOutputStream();
    Service quick = new Service(Subject.of(Backends.named("cpu")));
    Server.serve(quick, new ByteArrayInputStream(requests.toByteArray()), replies);
    String[] lines = replies.toString(StandardCharsets.UTF_8).split("\n", -1);
    assertThat(lines).hasSize(LINES + 1);
    for (String line : List.of(lines).subList(0, LINES)) {
      JsonNode reply = JSON.readTree(line);
      assertThat(reply.has("id")).isTrue();
      assertThat(reply.has("ok")).isNotEqualTo(reply.has("error"));
      if (reply.has("error")) {
        errors++;
        assertThat(reply.at("/error/message").asString()).isNotBlank();
        assertThat(reply.at("/error/code").asString()).as(line).isIn("invalid", "unsupported");
      }
    }
    assertThat(errors).isBetween(LINES / 4, LINES - LINES / 10);
  }

  @Test
  void a_line_that_is_too_long_or_no_text_is_answered_once() throws IOException {
    ByteArrayOutputStream requests = new ByteArrayOutputStream();
    requests.write("[".repeat(Server.LONGEST_LINE + 5).getBytes(StandardCharsets.UTF_8));
    requests.write('\n');
    requests.write(new byte[] {(byte) 0xc3, 0x28, '\n', 0, 1, 2, '\r', '\n'});
    requests.write("{\"id\":8,\"op\":\"hello\",\"protocol\":1}".getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream replies = new ByteArrayOutputStream();
    Server.serve(service, new ByteArrayInputStream(requests.toByteArray()), replies);
    assertThat(replies.toString(StandardCharsets.UTF_8).split("\n", -1))
        .hasSize(5)
        .satisfies(
            lines -> {
              assertThat(lines[0]).contains("a line of more than 16777216 bytes");
              assertThat(lines[1]).contains("no UTF-8");
              assertThat(lines[2]).contains("no JSON");
              assertThat(lines[3]).startsWith("{\"id\":8,\"ok\":");
              assertThat(lines[4]).isEmpty();
            });
  }
}
