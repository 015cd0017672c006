package org.noiseproof.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program for tests, of a few lines so that it starts at once: its sgd and its adam never move,
 * which is right where the learning rate is 0, until the first step of adam, on which it misbehaves
 * as its argument says.
 */
final class StandIn {
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  private static final Pattern PARAMETERS = Pattern.compile("\"parameters\":(\\[[^]]*])");
  private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

  private String parameters = "[]";
  private boolean adam;

  private StandIn() {}

  /** The command that starts it. */
  static String command(String mode) {
    return String.join(
        " ",
        List.of(
            System.getProperty("java.home") + "/bin/java",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            "'" + StandIn.class.getProtectionDomain().getCodeSource().getLocation().getPath() + "'",
            StandIn.class.getName(),
            mode));
  }

  /** Runs until its input ends. */
  public static void main(String... mode) throws IOException {
    if (mode[0].equals("dies-at-start")) {
      System.err.println("no licence found");
      System.exit(9);
    }
    if (mode[0].equals("banner")) {
      OUT.println("Welcome!");
      OUT.flush();
    }
    StandIn program = new StandIn();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      program.answer(line, mode[0]);
      OUT.flush();
    }
    while (mode[0].equals("ignores-the-end")) {
      Thread.onSpinWait();
    }
    if (mode[0].equals("ends-badly")) {
      System.exit(5);
    }
  }

  private void answer(String line, String mode) {
    Matcher id = ID.matcher(line);
    if (!id.find()) {
      throw new IllegalArgumentException(line);
    }
    if (line.contains("\"hello\"")) {
      say(
          id.group(1),
          "{\"name\":\"stand-in\",\"version\":\"1\",\"precision\":\"float64\","
              + "\"language\":\"Java\",\"library\":\"none 0\",\"optimizers\":[\"sgd\",\"adam\"]}");
    } else if (line.contains("\"create\"")) {
      Matcher found = PARAMETERS.matcher(line);
      parameters = found.find() ? found.group(1) : "";
      adam = line.contains("\"adam\"");
      say(id.group(1), "{\"handle\":\"x\"}");
    } else if (line.contains("\"close\"")) {
      say(id.group(1), "{}");
    } else if (adam) {
      misbehave(mode, id.group(1));
    } else {
      say(id.group(1), "{\"parameters\":" + parameters + "}");
    }
  }

  private static void say(String id, String ok) {
    OUT.print("{\"id\":" + id + ",\"ok\":" + ok + "}\r\n"); // CRLF is white space
  }

  private void misbehave(String mode, String id) {
    switch (mode) {
      case "hangs" -> {
        while (true) {
          Thread.onSpinWait();
        }
      }
      case "dies" -> {
        System.err.println("Traceback: \u001b[31mindex 7 is out of range");
        System.exit(3);
      }
      case "dies-after-the-answer" -> {
        say(id, "{\"parameters\":" + parameters + "}");
        OUT.flush();
        System.exit(4);
      }
      case "closes-its-output" -> {
        OUT.close();
        while (true) {
          Thread.onSpinWait();
        }
      }
      case "floods-errors" -> {
        byte[] noise = new byte[1 << 20];
        Arrays.fill(noise, (byte) 'x');
        for (int i = 0; i < 200; i++) {
          System.err.write(noise, 0, noise.length);
        }
        System.err.println("\nthe last line");
        System.exit(0);
      }
      case "floods-output" -> {
        while (true) {
          OUT.println("{\"id\":0,\"ok\":{}}");
        }
      }
      case "endless-line" -> {
        byte[] zeros = new byte[1 << 20];
        Arrays.fill(zeros, (byte) '0');
        while (true) {
          OUT.write(zeros, 0, zeros.length);
        }
      }
      case "no-utf-8" -> {
        OUT.write(0xff);
        OUT.println();
      }
      default -> say(id, "{\"parameters\":" + parameters + "}");
    }
  }
}
