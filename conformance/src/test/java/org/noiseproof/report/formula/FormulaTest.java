package org.noiseproof.report.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FormulaTest {
  private static String plain(String latex) {
    return PlainFormula.prose("$" + latex + "$");
  }

  @Test
  void scripts_are_raised_and_lowered_where_unicode_can() {
    assertThat(plain("x^2 + y_{n+1}")).isEqualTo("x² + yₙ₊₁");
    assertThat(plain("n^{-2/p}")).isEqualTo("n^(−2/p)");
    assertThat(plain("\\bar b_n")).isEqualTo("b̄ₙ");
  }

  @Test
  void one_letter_in_a_font_needs_no_braces() {
    assertThat(plain("A^{\\mathsf T}x \\in \\mathbb R"))
        .isEqualTo(plain("A^{\\mathsf{T}}x \\in \\mathbb{R}"));
    assertThatThrownBy(() -> MathMl.display("\\mathsf")).hasMessageContaining("expected \"{\"");
  }

  @Test
  void a_thin_space_in_a_definition_is_no_comma() {
    assertThat(PlainFormula.definition("\\theta^\\top A\\, \\theta, a charge"))
        .isEqualTo("θᵀA θ, a charge");
  }

  @Test
  void fractions_roots_and_relations_stand_on_one_line() {
    assertThat(plain("\\frac{p-1}{p} \\le \\sqrt{2V}")).isEqualTo("(p − 1)/p ≤ √2V");
    assertThat(plain("\\tfrac12")).isEqualTo("1/2");
  }

  @Test
  void a_leading_minus_is_a_sign_and_no_operator() {
    assertThat(MathMl.prose("$-x$")).contains("<mo form=\"prefix\">−</mo>");
    assertThat(MathMl.prose("$a-x$")).contains("<mo>−</mo>");
  }

  @Test
  void sums_have_their_limits_under_and_over_them() {
    assertThat(MathMl.display("\\sum_{k=1}^n x_k"))
        .contains("<munderover><mo movablelimits=\"true\"", "<msub><mi>x</mi><mi>k</mi></msub>");
  }

  @Test
  void norms_are_not_lost() {
    assertThat(plain("\\|g\\|^2 = \\lVert g\\rVert^2")).isEqualTo("‖g‖² = ‖g‖²");
    assertThat(plain("\\left\\|\\frac gt\\right\\|")).isEqualTo("‖g/t‖");
  }

  @Test
  void rows_are_broken_and_aligned() {
    assertThat(MathMl.display("\\begin{aligned} a &\\le b \\\\ c &= d \\end{aligned}"))
        .containsPattern("<mtable class=\"aligned\">(<mtr>(<mtd>.*?</mtd>){2}</mtr>){2}</mtable>");
    assertThat(plain("\\begin{cases} x & x>0 \\\\ 0 & \\text{else}\\end{cases}"))
        .isEqualTo("{x x > 0; 0 else");
  }

  @Test
  void displays_are_lines_of_their_own() {
    assertThat(MathMl.display("\\[ a \\]\n\\[ b, \\qquad c \\]"))
        .containsPattern(
            "^<div class=\"line\"><math[^>]*>.*?</math></div>"
                + "<div class=\"line\">(<math[^>]*>.*?</math>){2}</div>$");
  }

  @Test
  void what_is_not_known_is_an_error_with_its_place() {
    assertThatThrownBy(() -> MathMl.display("x + \\nonsense{y}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown command \\nonsense at character 5");
    assertThatThrownBy(() -> MathMl.display("\\frac{1}{2")).hasMessageContaining("expected \"}\"");
    assertThatThrownBy(() -> MathMl.display("\\left( x")).hasMessageContaining("no \\right");
    assertThatThrownBy(() -> MathMl.display("a } b")).hasMessageContaining("unexpected");
  }

  @Test
  void prose_that_is_no_formula_stays_as_it_is() {
    assertThat(MathMl.prose("a lone $ sign & <more>"))
        .isEqualTo("a lone $ sign &amp; &lt;more&gt;");
    assertThat(MathMl.prose("$\\nonsense$")).isEqualTo("$\\nonsense$");
    assertThat(MathMl.prose("per_sample_clip")).isEqualTo("per_sample_clip");
    assertThat(MathMl.prose("b_p n^{1/p}")).isEqualTo("b<sub>p</sub> n<sup>1/p</sup>");
  }

  @Test
  void definitions_mix_words_and_latex() {
    assertThat(PlainFormula.definition("\\gamma_D = D u, D the declared depth"))
        .isEqualTo("γ_D = Du, D the declared depth");
    assertThat(PlainFormula.definition("for p = 2: 4.85 at \\delta = 10^{-2}"))
        .isEqualTo("for p = 2: 4.85 at δ = 10⁻²");
    assertThat(PlainFormula.definition("a change of scale")).isEqualTo("a change of scale");
    assertThat(PlainFormula.definition("2(p-1)/p")).isEqualTo("2(p − 1)/p");
  }
}
