package org.noiseproof.fast.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The committed PTX, without a device. */
final class PtxTest {

  @ParameterizedTest
  @EnumSource(Program.class)
  void the_ptx_was_made_of_the_sources_that_are_there(Program program) {
    assertThat(program.ptx().lines().findFirst())
        .as("mvn process-classes -Pptx makes it anew")
        .contains(firstLine(program));
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void a_changed_source_has_another_first_line(Program program) {
    List<String> changed =
        program.sources().stream()
            .map(name -> Program.resource(name).replaceFirst("\\+", "-"))
            .toList();

    assertThat(PtxFiles.firstLine(changed)).isNotEqualTo(firstLine(program));
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void every_kernel_of_the_source_is_in_the_ptx_and_no_other(Program program) {
    List<String> kernels = Program.kernels(Program.resource(program.source()));

    assertThat(kernels).isNotEmpty().doesNotHaveDuplicates();
    assertThat(Program.entries(program.ptx())).containsExactlyInAnyOrderElementsOf(kernels);
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void no_instruction_is_approximate_or_flushes_subnormal_numbers(Program program) {
    List<String> rounding =
        program
            .ptx()
            .lines()
            .filter(line -> line.contains(".approx") || line.contains(".ftz"))
            .toList();

    assertThat(rounding).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void the_ptx_assembles_for_the_oldest_and_a_recent_device(Program program) {
    assertThat(Assembler.problem(program.ptx(), "sm_75")).isEmpty();
    assertThat(Assembler.problem(program.ptx(), "sm_90")).isEmpty();
  }

  @Test
  void an_instruction_that_does_not_exist_is_reported_with_its_line() {
    String ptx = Program.ROWS.ptx().replaceFirst("add\\.rn\\.f64", "adx.rn.f64");
    long line = ptx.lines().takeWhile(text -> !text.contains("adx.rn.f64")).count() + 1;

    Optional<String> problem = Assembler.problem(ptx, "sm_75");

    assertThat(problem).isPresent();
    assertThat(problem.orElseThrow()).contains("line " + line).contains("'adx'");
  }

  private static String firstLine(Program program) {
    return PtxFiles.firstLine(program.sources().stream().map(Program::resource).toList());
  }
}
