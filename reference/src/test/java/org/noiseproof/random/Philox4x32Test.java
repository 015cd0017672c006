package org.noiseproof.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Philox4x32Test {

  @ParameterizedTest
  @CsvSource({
    "00000000 00000000, 00000000 00000000 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
    "ffffffff ffffffff, ffffffff ffffffff ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
    "a4093822 299f31d0, 243f6a88 85a308d3 13198a2e 03707344, d16cfe09 94fdcceb 5001e420 24126ea1",
  })
  void gives_the_known_answers_of_Random123(String key, String counter, String answer) {
    assertThat(block(words(key), words(counter))).containsExactly(words(answer));
  }

  @Test
  void agrees_with_Commons_RNG_which_starts_at_counter_plus_one() {
    int[] key = {0x12345678, 0x9abcdef0};
    int[] counter = {0xfffffffa, 7, -3, 11};
    UniformRandomProvider commons =
        RandomSource.PHILOX_4X32.create(
            new int[] {key[0], key[1], counter[0], counter[1], counter[2], counter[3]});
    for (int i = 1; i <= 5; i++) {
      int[] block = block(key, new int[] {counter[0] + i, counter[1], counter[2], counter[3]});
      for (int word : block) {
        assertThat(commons.nextInt()).isEqualTo(word);
      }
    }
  }

  private static int[] block(int[] key, int[] counter) {
    int[] block = new int[4];
    Philox4x32.block(key[0], key[1], counter[0], counter[1], counter[2], counter[3], block);
    return block;
  }

  private static int[] words(String hex) {
    String[] words = hex.split(" ", -1);
    int[] values = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      values[i] = Integer.parseUnsignedInt(words[i], 16);
    }
    return values;
  }
}
