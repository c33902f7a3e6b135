package org.voiceagent.exporter.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Utf8Test {
  @Test
  void isAsStrictAsTheLibrary() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int[] leads = {0x41, 0x7F, 0x80, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5};
    int[] others = {0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(6)];
      for (int j = 0; j < bytes.length; j++) {
        int[] from = random.nextInt(3) == 0 ? leads : others;
        bytes[j] = (byte) from[random.nextInt(from.length)];
      }
      assertThat(Utf8.isValid(bytes, 0, bytes.length))
          .as("seed %d: %s", seed, bytes)
          .isEqualTo(isStrict(bytes));
    }
  }

  @Test
  void everyCharacterIsValidAndNoneThatIsCutOff() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point += 7) {
      if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
        byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8.isValid(bytes, 0, bytes.length)).as("U+%x", point).isTrue();
        assertThat(Utf8.isValid(bytes, 0, bytes.length - 1))
            .as("U+%x", point)
            .isEqualTo(bytes.length == 1);
      }
    }
  }

  private static boolean isStrict(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException wrong) {
      return false;
    }
  }
}
