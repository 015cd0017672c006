package org.noiseproof.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching, with a shell script for Maven. */
final class MavenFetchTest {
  private static final Artifact ARTIFACT = Artifact.of("org.example:thing:1.2");

  @TempDir private Path folder;

  @Test
  void what_maven_copies_is_kept_and_not_fetched_again() throws IOException {
    MavenFetch fetch = fetch("echo run >> " + folder.resolve("runs") + "\n" + copy("b", "a"));
    assertThat(fetch.jars("thing", List.of(ARTIFACT)))
        .extracting(jar -> jar.getFileName().toString())
        .containsExactly("a.jar", "b.jar");
    assertThat(fetch.jars("thing", List.of(ARTIFACT))).hasSize(2);
    assertThat(Files.readAllLines(folder.resolve("runs"))).hasSize(1);
  }

  @Test
  void maven_is_given_a_project_with_that_one_dependency() throws IOException {
    Path seen = folder.resolve("seen");
    fetch("for a; do case $a in *pom.xml) cp $a " + seen + ";; esac; done\n" + copy("a"))
        .jars("thing", List.of(ARTIFACT));
    assertThat(seen)
        .content()
        .contains(
            "<groupId>org.example</groupId>",
            "<artifactId>thing</artifactId>",
            "<version>1.2</version>");
  }

  @Test
  void native_code_is_asked_for_by_its_classifier_beside_the_plain_jar() throws IOException {
    Path seen = folder.resolve("seen");
    fetch("for a; do case $a in *pom.xml) cp $a " + seen + ";; esac; done\n" + copy("a"))
        .jars("thing", List.of(ARTIFACT, Artifact.of("org.example:thing:1.2:linux-x86_64")));
    assertThat(seen)
        .content()
        .containsOnlyOnce("<classifier>linux-x86_64</classifier>")
        .contains("<version>1.2</version>\n");
  }

  @Test
  void other_coordinates_are_fetched_on_their_own() throws IOException {
    MavenFetch fetch = fetch("echo run >> " + folder.resolve("runs") + "\n" + copy("a"));
    fetch.jars("thing", List.of(ARTIFACT));
    fetch.jars("thing", List.of(ARTIFACT, Artifact.of("org.example:other:1")));
    assertThat(Files.readAllLines(folder.resolve("runs"))).hasSize(2);
  }

  @Test
  void without_a_maven_only_what_is_there_is_found() throws IOException {
    fetch(copy("a")).jars("thing", List.of(ARTIFACT));
    MavenFetch offline = new MavenFetch(folder.resolve("cache"), List.of());
    assertThat(offline.jars("thing", List.of(ARTIFACT))).hasSize(1);
    assertThatThrownBy(() -> offline.jars("other", List.of(Artifact.of("org.example:other:1"))))
        .isInstanceOf(LibraryUnavailable.class)
        .hasMessage("org.example:other:1 was not fetched before");
  }

  @Test
  void coordinates_are_three_or_four_parts() {
    assertThat(Artifact.of("g:n:1:c")).hasToString("g:n:1:c");
    assertThatThrownBy(() -> Artifact.of("g:n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("coordinates = \"g:n\" is out of range");
  }

  @Test
  void a_failure_is_one_line_with_the_first_error_and_leaves_nothing() throws IOException {
    MavenFetch fetch =
        fetch("echo '[INFO] x'; echo '[ERROR] no such host'; echo '[ERROR] y'; exit 1");
    assertThatThrownBy(() -> fetch.jars("thing", List.of(ARTIFACT)))
        .isInstanceOf(LibraryUnavailable.class)
        .hasMessage(
            "cannot fetch org.example:thing:1.2, which is needed once and from the network:"
                + " no such host");
    try (Stream<Path> left = Files.list(fetch.cache())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void a_silent_failure_is_said_to_be_that() throws IOException {
    MavenFetch fetch = fetch("exit 1");
    assertThatThrownBy(() -> fetch.jars("thing", List.of(ARTIFACT)))
        .isInstanceOf(LibraryUnavailable.class)
        .hasMessageEndingWith("Maven failed and said nothing");
  }

  @Test
  void a_missing_maven_is_named() {
    MavenFetch fetch = new MavenFetch(folder.resolve("cache"), List.of("no-such-maven"));
    assertThatThrownBy(() -> fetch.jars("thing", List.of(ARTIFACT)))
        .isInstanceOf(LibraryUnavailable.class)
        .hasMessage("cannot fetch org.example:thing:1.2: no Maven, tried \"no-such-maven\"");
  }

  @Test
  void a_cache_that_cannot_be_written_is_named() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    MavenFetch fetch = new MavenFetch(file, List.of("no-such-maven"));
    assertThatThrownBy(() -> fetch.jars("thing", List.of(ARTIFACT)))
        .isInstanceOf(LibraryUnavailable.class)
        .hasMessageStartingWith("cannot keep org.example:thing:1.2 in " + file);
  }

  private MavenFetch fetch(String script) throws IOException {
    Path maven = Files.writeString(folder.resolve("maven.sh"), script);
    return new MavenFetch(folder.resolve("cache"), List.of("sh", maven.toString()));
  }

  /** A script that writes jars of these names where Maven would. */
  private static String copy(String... jars) {
    StringBuilder script =
        new StringBuilder(
            "for a; do case $a in -DoutputDirectory=*) out=${a#*=};; esac; done; mkdir -p $out\n");
    for (String jar : jars) {
      script.append("touch $out/").append(jar).append(".jar\n");
    }
    return script.toString();
  }
}
