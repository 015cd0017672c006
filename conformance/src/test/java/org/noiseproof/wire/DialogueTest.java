package org.noiseproof.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.noiseproof.check.Check.Broken;
import org.noiseproof.check.Check.NotImplemented;
import org.noiseproof.check.Subject.Session;
import org.noiseproof.spec.OptimizerSpec.Sgd;

/** Answers that are none, and those that are odd but right. */
final class DialogueTest {
  private static final String HELLO =
      "{'id':1,'ok':{'name':'n','version':'v','precision':'float64','optimizers':['sgd'],"
          + "'capabilities':['copy','teleport'],'dialects':{'sgd':'sgd'},"
          + "'not_promised':[{'check':'law/sgd','reason':'r','link':'https://l'}]}}";
  private static final String CREATED = "{'id':2,'ok':{'handle':'h'}}";
  private static final String STEPPED = "{'id':3,'ok':{'parameters':[7]}}";
  private static final Sgd SGD = new Sgd(1, 0, 0, false, 0);

  /** A program with these answers, an answer a request; a bar between lines of one answer. */
  private static Program program(String... answers) {
    List<String> left = new ArrayList<>(List.of(answers));
    return Loopback.of(
        request ->
            List.of(
                (left.isEmpty() ? "" : left.removeFirst()).replace('\'', '"').split("\\|", -1)));
  }

  private static double[] step(String... answers) {
    return program(answers)
        .optimizer(SGD)
        .orElseThrow()
        .start(new double[] {1})
        .step(new double[1]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "{'id':4,'ok':{'parameters':[7]}} ~ answered with \"id\": 4, expected 3",
        "{'id':'3','ok':{'parameters':[7]}} ~ answered with \"id\": \"3\", expected 3",
        "{'id':null,'ok':{'parameters':[7]}} ~ answered with \"id\": null, expected 3",
        "{'ok':{'parameters':[7]}} ~ answered with \"id\": none, expected 3",
        "{'id':3,'ok':{'parameters':['7']}} ~ parameters[0] = \"7\": expected a number",
        "{'id':3,'ok':{'parameters':[null]}} ~ parameters[0] = null: expected a number",
        "{'id':3,'ok':{'parameters':[1e999]}} ~ parameters[0] is beyond binary64",
        "{'id':3,'ok':{'parameters':['nan']}} ~ one of \"NaN\", \"Infinity\", \"-Infinity\"",
        "{'id':3,'ok':{'parameters':[7,8]}} ~ a vector of 2 numbers, expected a vector of 1 number",
        "{'id':3,'ok':{'parameters':[[7]]}} ~ is a 1 × 1 matrix, expected a vector of 1 number",
        "{'id':3,'ok':{'parameters':[]}} ~ is a vector of 0 numbers",
        "{'id':3,'ok':{'parameters':7}} ~ parameters = 7: expected an array of numbers",
        "{'id':3,'ok':{'parametres':[7]}} ~ unknown field “parametres” in ok: did you mean",
        "{'id':3,'ok':{}} ~ ok needs \"parameters\"",
        "{'id':3,'ok':[7]} ~ are objects",
        "{'id':3} ~ a reply has either \"ok\" or \"error\"",
        "{'id':3,'ok':{'parameters':[7]},'error':{}} ~ a reply has either",
        "{'id':3,'ok':{'parameters':[7]},'time':1} ~ unknown field “time” in a reply",
        "{'id':3,'id':3,'ok':{'parameters':[7]}} ~ no JSON: Duplicate",
        "{'id':3,'ok':{'parameters':[7]}} x ~ no JSON",
        "{'id':3,'ok':{'parameters':[NaN]}} ~ no JSON: NaN and Infinity are no JSON numbers; write",
        "{'id':3,'ok':{'parameters':[7] ~ no JSON: it ends before it is complete, at line 1",
        "[3] ~ no JSON object: [3]",
        "step done ~ wrote “step done”, which is no JSON",
        "'' ~ which is no JSON object: \"\"",
        "{'id':3,'error':{'code':'bad','message':'m'}} ~ error codes are",
        "{'id':3,'error':{'code':'internal','message':'m'}} ~ the program failed: m",
        "{'id':3,'error':'m'} ~ are objects",
      })
  void what_is_no_answer_breaks_the_exchange(String answer, String what) {
    assertThatThrownBy(() -> step(HELLO, CREATED, answer))
        .isInstanceOf(Broken.class)
        .hasMessageStartingWith("on “{\"id\":3,\"op\":\"step\",\"handle\":\"h\"")
        .hasMessageContaining(what);
  }

  @Test
  void an_answer_that_never_comes_breaks_the_exchange_and_so_does_one_that_comes_twice() {
    assertThatThrownBy(() -> step(HELLO, CREATED, "|"))
        .isInstanceOf(Broken.class)
        .hasMessageContaining("which is an empty line");
    Session session =
        program(HELLO, CREATED, STEPPED + "|" + STEPPED, STEPPED)
            .optimizer(SGD)
            .orElseThrow()
            .start(new double[] {1});
    assertThat(session.step(new double[1])).containsExactly(7);
    assertThatThrownBy(() -> session.step(new double[1]))
        .isInstanceOf(Broken.class)
        .hasMessageContaining("answered with \"id\": 3, expected 4");
    assertThatThrownBy(() -> session.step(new double[1]))
        .isInstanceOf(Broken.class)
        .hasMessage("the run was lost when the program ended");
  }

  @Test
  void what_is_odd_but_right_is_understood() {
    assertThat(step(HELLO, CREATED, " { 'ok' : { 'parameters' : ['NaN'] } , 'id' : 3 } \r"))
        .containsExactly(Double.NaN);
    assertThat(step(HELLO, CREATED, "{'id':3,'ok':{'parameters':['-Infinity']}}"))
        .containsExactly(Double.NEGATIVE_INFINITY);
    assertThat(step(HELLO, CREATED, "{'id':3,'ok':{'parameters':[7E0]}}")).containsExactly(7);
  }

  @Test
  void a_refusal_is_the_programs_and_what_it_does_not_support_it_does_not() {
    assertThatThrownBy(
            () -> step(HELLO, CREATED, "{'id':3,'error':{'code':'invalid','message':'m'}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("m");
    assertThatThrownBy(() -> step(HELLO, "{'id':2,'error':{'code':'unsupported','message':'m'}}"))
        .isInstanceOf(NotImplemented.class)
        .hasMessage("m");
  }

  @Test
  void what_is_not_declared_is_not_asked() {
    Program program = program(HELLO, CREATED);
    assertThat(program.unknown()).containsExactly("teleport");
    assertThat(program.exemption("law/sgd/finite")).contains("r (https://l)");
    assertThat(program.exemption("law/sgdx/finite")).isEmpty();
    Session session = program.optimizer(SGD).orElseThrow().start(new double[] {1});
    assertThatThrownBy(() -> session.set(SGD)).isInstanceOf(NotImplemented.class);
    assertThatThrownBy(() -> session.step(new double[1], 2)).isInstanceOf(NotImplemented.class);
    assertThat(session.state()).isEmpty();
    assertThatThrownBy(session::copy).isInstanceOf(Broken.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "{} ~ the answer to hello needs \"name\"",
        "{'name':'n','version':1} ~ version = 1: expected a string",
        "{'name':'n','version':'v','precision':'half'} ~ expected one of float64, float32",
        "{'name':'n','version':'v','precision':'float64','optimizers':'sgd'} ~ an array of strings",
        "{'name':'n','version':'v','precision':'float64','dialects':{'adam':'adam.hat'}} ~ did you",
        "{'name':'n','version':'v','precision':'float64','dialects':{'sgd':'adam'}} ~ no dialect"
            + " of",
      })
  void a_hello_that_is_none_is_refused_with_the_reason(String ok, String what) {
    assertThatThrownBy(() -> program("{'id':1,'ok':" + ok + "}"))
        .isInstanceOf(ProgramUnavailable.class)
        .hasMessageContaining(what);
  }

  @Test
  void many_steps_are_asked_for_at_once_and_the_order_of_answers_is_kept() {
    Pattern id = Pattern.compile("\"id\":(\\d+)");
    Program program =
        Loopback.of(
            request -> {
              var found = id.matcher(request);
              String number = found.find() ? found.group(1) : "";
              return List.of(
                  request.contains("hello")
                      ? HELLO.replace('\'', '"')
                      : request.contains("create")
                          ? CREATED.replace('\'', '"')
                          : "{\"id\":%s,\"ok\":{\"parameters\":[%s]}}".formatted(number, number));
            });
    double[][] positions =
        program.optimizer(SGD).orElseThrow().start(new double[] {1}).run(new double[200][1]);
    assertThat(positions).hasDimensions(200, 1);
    assertThat(positions[0][0]).isEqualTo(3);
    assertThat(positions[199][0]).isEqualTo(202);
  }
}
