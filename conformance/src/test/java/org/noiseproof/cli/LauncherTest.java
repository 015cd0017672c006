package org.noiseproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shell script before the program, with a Maven that builds nothing and a Java that runs
 * nothing.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class LauncherTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir private Path root;
  private Path lock;

  @BeforeEach
  void a_tree_to_build() throws IOException {
    lock = root.resolve("conformance/target/launcher.lock");
    Files.createDirectories(lock.getParent());
    Files.createDirectories(root.resolve("conformance/src/main"));
    Files.createFile(root.resolve("pom.xml"));
    Files.copy(
        Path.of("..", "noiseproof"),
        root.resolve("noiseproof"),
        StandardCopyOption.COPY_ATTRIBUTES);
    script("jdk/bin/java", "echo ran");
    script("jdk/bin/javac", "");
    Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
    // Builds until it may stop, so that a second one has the time to begin.
    script(
        "bin/mvn",
        """
        if [ "$1" = -v ]; then echo "Apache Maven 3.9.9"; exit; fi
        echo built >> "$ROOT/builds"
        until [ -f "$ROOT/stop" ]; do sleep 0.1; done
        mkdir -p "$ROOT/conformance/target/lib"
        """);
  }

  private void script(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + content + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process launch() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(root.resolve("noiseproof").toString());
    Map<String, String> environment = builder.environment();
    environment.put("NOISEPROOF_JAVA_HOME", root.resolve("jdk").toString());
    environment.put("ROOT", root.toString());
    environment.put("PATH", root.resolve("bin") + ":" + environment.get("PATH"));
    return builder.redirectErrorStream(true).start();
  }

  private static String line(Process process, String start) throws IOException {
    BufferedReader reader = process.inputReader();
    String line = reader.readLine();
    while (line != null && !line.startsWith(start)) {
      line = reader.readLine();
    }
    return String.valueOf(line);
  }

  @Test
  void a_second_build_waits_for_the_first_and_builds_nothing() throws Exception {
    Process first = launch();
    assertThat(line(first, "building")).contains("first time");
    Process second = launch();
    assertThat(line(second, "waiting")).contains("process " + first.pid());

    Files.createFile(root.resolve("stop"));

    for (Process process : new Process[] {first, second}) {
      assertThat(line(process, "ran")).isEqualTo("ran");
      assertThat(process.waitFor(LONGEST)).isTrue();
      assertThat(process.exitValue()).isZero();
    }
    assertThat(Files.readAllLines(root.resolve("builds"))).hasSize(1);
    assertThat(lock).doesNotExist();
  }

  @Test
  void the_lock_of_a_process_that_is_gone_holds_nobody_up() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.writeString(lock, gone.pid() + "\n");
    Files.createFile(root.resolve("stop"));

    Process process = launch();

    assertThat(line(process, "ran")).isEqualTo("ran");
    assertThat(process.waitFor(LONGEST)).isTrue();
    assertThat(lock).doesNotExist();
  }

  @Test
  void a_build_that_fails_or_is_interrupted_leaves_no_lock() throws Exception {
    Process interrupted = launch();
    line(interrupted, "building");
    interrupted.destroy();
    Files.createFile(root.resolve("stop"));
    assertThat(interrupted.waitFor(LONGEST)).isTrue();
    assertThat(interrupted.exitValue()).isEqualTo(143);
    assertThat(lock).doesNotExist();

    script("bin/mvn", "[ \"$1\" = -v ] && echo 'Apache Maven 3.9.9' && exit; exit 1");
    Process failed = launch();

    assertThat(failed.waitFor(LONGEST)).isTrue();
    assertThat(failed.exitValue()).isEqualTo(70);
    assertThat(lock).doesNotExist();
  }
}
