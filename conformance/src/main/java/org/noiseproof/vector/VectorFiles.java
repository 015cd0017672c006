package org.noiseproof.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.noiseproof.backend.Precision;

/** The published files: one a type, and the list of ids. */
public final class VectorFiles {
  private VectorFiles() {}

  /** The name of the list of ids with their contents' hashes. */
  public static final String IDS = "ids.txt";

  private static final String HEADER = "edition ";

  /** Each file's text by its name; the same for everybody, to the byte. */
  public static SortedMap<String, String> all() {
    return of(Vectors.all().parallelStream().map(Answered::of).toList());
  }

  static SortedMap<String, String> of(List<Answered> all) {
    SortedMap<String, String> files = new TreeMap<>();
    all.stream()
        .collect(Collectors.groupingBy(answered -> answered.vector().type()))
        .forEach(
            (type, vectors) -> {
              Cover cover = Cover.of(type, vectors, Precision.FLOAT64);
              files.put(type + ".json", Layout.of(VectorJson.file(type, vectors, cover)));
            });
    files.put(
        IDS,
        all.stream()
            .map(one -> one.vector().id() + " " + VectorJson.content(one) + "\n")
            .sorted()
            .collect(Collectors.joining("", HEADER + VectorJson.EDITION + "\n", "")));
    return files;
  }

  /**
   * What the ids of one edition say against those of the next: an id is never gone, and never of
   * another content, unless the edition says so.
   *
   * @param published the list of ids that readers have
   * @param next the list that is to take its place
   * @return one sentence for each fault
   */
  public static List<String> faults(String published, String next) {
    if (edition(next) > edition(published)) {
      return List.of();
    }
    Map<String, String> now = ids(next);
    List<String> faults = new ArrayList<>();
    ids(published)
        .forEach(
            (id, content) -> {
              String other = now.get(id);
              if (other == null) {
                faults.add(id + " is gone; ids are permanent");
              } else if (!other.equals(content)) {
                faults.add(id + " has another content; give it a new id, or raise the edition");
              }
            });
    return faults;
  }

  private static int edition(String list) {
    return Integer.parseInt(list.lines().findFirst().orElseThrow().substring(HEADER.length()));
  }

  private static Map<String, String> ids(String list) {
    Map<String, String> ids = new TreeMap<>();
    list.lines()
        .skip(1)
        .map(line -> line.split(" ", 2))
        .forEach(parts -> ids.put(parts[0], parts[1]));
    return ids;
  }
}
