package org.noiseproof.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The paragraphs of a text in which some newlines are meant and some only end a full line. */
public final class Paragraphs {
  /** A text with a longer line was not filled by hand: all its newlines are meant. */
  private static final int LONGEST_FILLED = 110;

  private static final Pattern ENDED = Pattern.compile(".*[.;:]");
  private static final Pattern ITEM = Pattern.compile("(\\([a-z]\\)|·|-) .*");

  private Paragraphs() {}

  /**
   * The paragraphs, none of them blank. In a text filled by hand a line goes on in the next, unless
   * it ends with a full stop, a semicolon or a colon, or the next is an item {@code (a)}.
   */
  public static List<String> of(String text) {
    List<String> lines = text.strip().lines().map(String::strip).toList();
    boolean filled = lines.stream().allMatch(line -> line.length() <= LONGEST_FILLED);
    List<String> paragraphs = new ArrayList<>();
    boolean open = false;
    for (String line : lines) {
      if (line.isEmpty()) {
        open = false;
        continue;
      }
      if (open && !ITEM.matcher(line).matches()) {
        paragraphs.add(paragraphs.removeLast() + " " + line);
      } else {
        paragraphs.add(line);
      }
      open = filled && !ENDED.matcher(line).matches();
    }
    return paragraphs;
  }
}
