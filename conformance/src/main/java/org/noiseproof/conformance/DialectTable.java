package org.noiseproof.conformance;

import java.util.ArrayList;
import java.util.List;
import org.noiseproof.dialect.Axis;
import org.noiseproof.dialect.Dialect;
import org.noiseproof.dialect.Dialects;

/** The table of docs/dialects.md: every axis of every type, with what each choice says. */
public final class DialectTable {
  private DialectTable() {}

  /** A section a type, a table an axis; the spec's own choice first. */
  public static String markdown() {
    StringBuilder page = new StringBuilder();
    for (String type : Dialects.all().stream().map(Dialect::type).distinct().toList()) {
      List<Dialect> dialects = Dialects.of(type);
      page.append("\n## %s: %d dialects\n".formatted(type, dialects.size()));
      for (List<Axis> axis : axes(dialects)) {
        page.append("\n| choice | says | spoken by |\n| --- | --- | --- |\n");
        for (Axis choice : axis) {
          page.append(
              "| %s | %s | %s |\n"
                  .formatted(
                      name(choice),
                      choice.formula().replace("|", "\\|"),
                      String.join(", ", choice.spokenBy())));
        }
      }
    }
    return page.toString();
  }

  private static String name(Axis choice) {
    return choice.isCanonical()
        ? "`%s`, the spec's own".formatted(choice.id())
        : "`%s`".formatted(choice.id());
  }

  /** The choices on each axis, as far as some dialect makes them. */
  private static List<List<Axis>> axes(List<Dialect> dialects) {
    List<List<Axis>> axes = new ArrayList<>();
    for (int i = 0; i < dialects.getFirst().choices().size(); i++) {
      int axis = i;
      axes.add(dialects.stream().map(dialect -> dialect.choices().get(axis)).distinct().toList());
    }
    return axes;
  }
}
