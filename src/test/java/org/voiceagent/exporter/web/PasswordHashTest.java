package org.voiceagent.exporter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compared with hashes of another implementation, crypt(3) of libxcrypt. */
final class PasswordHashTest {

  @ParameterizedTest
  @CsvSource({
    "correct horse, $2b$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e",
    "staple, $2y$04$bbcdefghijklmnopqrstuukuVMsfM/fqTzQ0qroRR9fh1XGrArdJC",
    "pässwörd, $2a$04$cbcdefghijklmnopqrstuuzFw5/RSjcuiYM0q9UOBr40c9s0WBDyu",
    "correct horse, $2b$08$abcdefghijklmnopqrstuubAvJmxpQuyV3jn7x.SUSPxe.DearCPe",
  })
  void readsWhatOthersMade(String password, String hash) {
    PasswordHash parsed = PasswordHash.parse(hash).orElseThrow();

    assertThat(parsed.matches(password.getBytes(UTF_8))).isTrue();
    assertThat(parsed.matches((password.replaceFirst("^.", "") + "!").getBytes(UTF_8))).isFalse();
  }

  @Test
  void looksAtNoMoreThan72Bytes() {
    PasswordHash hash =
        PasswordHash.parse("$2b$04$dbcdefghijklmnopqrstuudXVwuaYS0X3fctUtkCuY4X4f9eR/mMa")
            .orElseThrow();

    assertThat(hash.matches("x".repeat(72).getBytes(UTF_8))).isTrue();
    assertThat(hash.matches("x".repeat(100).getBytes(UTF_8))).isTrue();
    assertThat(hash.matches("x".repeat(71).getBytes(UTF_8))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "$2x$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG",
        "$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7z",
        "$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/",
      })
  void takesNothingElse(String text) {
    assertThat(PasswordHash.parse(text)).isEmpty();
  }

  @Test
  void saysNothingOfTheHash() {
    String hash = "$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG";

    assertThat(PasswordHash.parse(hash).orElseThrow()).hasToString("bcrypt of cost 10");
  }
}
