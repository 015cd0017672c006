package org.noiseproof.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.noiseproof.random.RandomStream;

/** Lines that a server may be sent: right, nearly right, and not at all. */
final class Garbage {
  private static final List<String> OPERATIONS =
      List.of(
          "hello",
          "estimate",
          "create",
          "step",
          "close",
          "direction",
          "tail_index",
          "norm",
          "state",
          "resume",
          "copy",
          "set",
          "stpe",
          "",
          "Hello");

  private static final List<String> FIELDS =
      List.of(
          "\"protocol\":%n",
          "\"spec\":%s",
          "\"spec\":%s",
          "\"gradients\":[%v,%v]",
          "\"gradients\":[%v]",
          "\"parameters\":%v",
          "\"parameters\":[%v,%v]",
          "\"gradient\":%v",
          "\"gradient\":[%v,%v]",
          "\"matrix\":[%v,%v]",
          "\"sample\":%v",
          "\"handle\":\"run-%i\"",
          "\"handle\":\"run-%i\"",
          "\"handle\":%n",
          "\"tensors\":[%i,%i]",
          "\"missing\":[%i]",
          "\"weight\":%n",
          "\"steps\":%n",
          "\"buffers\":{\"momentum\":%v}",
          "\"buffers\":{%n",
          "\"learning_rate\":%n",
          "\"\\ud800\":%n",
          "\"id\":%n");

  private static final List<String> SPECS =
      List.of(
          "{\"type\":\"sgd\",\"learning_rate\":%n}",
          "{\"type\":\"adam\",\"learning_rate\":0.1}",
          "{\"type\":\"adam\",\"learning_rat\":0.1}",
          "{\"type\":\"mean\"}",
          "{\"type\":\"per_sample_clip\",\"alpha\":%n}",
          "{\"type\":\"median_of_means\",\"blocks\":%i}",
          "{\"type\":\"scheduled\",\"optimizer\":%s}",
          "{\"type\":\"nsd\",\"learning_rate\":1,\"norm\":\"spectral\"}",
          "{\"type\":%n}",
          "\"frobenius\"",
          "%n");

  private static final List<String> NUMBERS =
      List.of(
          "1",
          "0",
          "-2.5",
          "1e-320",
          "1e999",
          "-1e308",
          "\"NaN\"",
          "\"Infinity\"",
          "null",
          "true",
          "\"1\"",
          "9".repeat(400),
          "9".repeat(2000),
          "1e-999999999",
          "[]",
          "{}",
          "0x1",
          "NaN",
          "1.7976931348623157e308",
          "-0.0",
          "7");

  private final RandomStream random;

  private Garbage(RandomStream random) {
    this.random = random;
  }

  /** A line without its end. */
  static byte[] line(RandomStream random) {
    return new Garbage(random).line();
  }

  private byte[] line() {
    return switch (random.nextInt(16)) {
      case 0 -> valid();
      case 1 -> valid();
      case 2 -> valid();
      case 3 -> valid();
      case 4 -> cut(valid());
      case 5 -> damaged(valid());
      case 6 -> bytes();
      case 7 -> oddity();
      default -> request();
    };
  }

  /** One that is right in every field, to open and step runs. */
  private byte[] valid() {
    return text(
        oneOf(
            List.of(
                "{\"id\":%i,\"op\":\"create\",\"spec\":{\"type\":\"sgd\",\"learning_rate\":1},"
                    + "\"parameters\":[1,2]}",
                "{\"id\":%i,\"op\":\"step\",\"handle\":\"run-%i\",\"gradient\":[1,-2]}",
                "{\"id\":%i,\"op\":\"state\",\"handle\":\"run-%i\"}",
                "{\"id\":%i,\"op\":\"close\",\"handle\":\"run-%i\"}",
                "{\"id\":%i,\"op\":\"hello\",\"protocol\":1}",
                "{\"id\":%i,\"op\":\"estimate\",\"spec\":{\"type\":\"mean\"},"
                    + "\"gradients\":[[1,2],[3,4]]}",
                "{\"id\":%i,\"op\":\"direction\",\"spec\":\"max\",\"gradient\":[[1,2]]}")));
  }

  private byte[] request() {
    StringBuilder line = new StringBuilder("{\"id\":%i,\"op\":\"" + oneOf(OPERATIONS) + "\"");
    for (int k = random.nextInt(5); k > 0; k--) {
      line.append(',').append(oneOf(FIELDS));
    }
    return text(line.append('}').toString());
  }

  private byte[] cut(byte[] line) {
    return java.util.Arrays.copyOf(line, random.nextInt(line.length + 1));
  }

  private byte[] damaged(byte[] line) {
    byte[] damaged = line.clone();
    for (int k = 1 + random.nextInt(3); k > 0; k--) {
      damaged[random.nextInt(damaged.length)] = (byte) noLineEnd(random.nextInt(256));
    }
    return damaged;
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(40)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) noLineEnd(random.nextInt(256));
    }
    return bytes;
  }

  private static int noLineEnd(int c) {
    return c == '\n' ? ' ' : c;
  }

  private byte[] oddity() {
    return switch (random.nextInt(8)) {
      case 0 -> text("");
      case 1 -> text(" \t ");
      case 2 -> text("[".repeat(random.nextInt(2000)));
      case 3 -> text("{\"id\":1,\"op\":".repeat(random.nextInt(700)));
      case 4 -> text("{\"id\":1,\"op\":\"" + "x".repeat(random.nextInt(3000)) + "\"}");
      case 5 -> text("{\"id\":1,\"op\":\"hello\",\"" + "y".repeat(3000) + "\":1}");
      case 6 -> text("{\"id\":1,\"id\":2,\"op\":\"hello\",\"protocol\":1}");
      default -> text("{\"id\":1,\"op\":\"\\udfff\\ud800 \\u0000\"}");
    };
  }

  private byte[] text(String template) {
    return filled(template).getBytes(StandardCharsets.UTF_8);
  }

  /** With specs, vectors, numbers and small integers in place of %s, %v, %n and %i. */
  private String filled(String template) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c != '%' || i + 1 == template.length()) {
        text.append(c);
        continue;
      }
      switch (template.charAt(++i)) {
        case 's' -> text.append(filled(oneOf(SPECS)));
        case 'v' -> text.append('[').append(number()).append(',').append(number()).append(']');
        case 'n' -> text.append(number());
        default -> text.append(random.nextInt(9));
      }
    }
    return text.toString();
  }

  private String number() {
    return random.nextInt(3) > 0 ? "1.5" : oneOf(NUMBERS);
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
