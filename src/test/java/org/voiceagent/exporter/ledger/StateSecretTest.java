package org.voiceagent.exporter.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateSecretTest {
  @TempDir Path state;

  @Test
  void aKeyThatOthersMayReadIsTakenFromThemAndStaysTheKey() throws Exception {
    String digits = hash();
    Path file = state.resolve("caller.salt");
    for (String wide : new String[] {"rw-r--r--", "rw----r--", "rwxrwxrwx"}) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(wide));

      assertThat(hash()).isEqualTo(digits);

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .as(wide)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aNarrowerModeStays() throws Exception {
    hash();
    Path file = state.resolve("caller.salt");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

    hash();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("r--------");
  }

  @Test
  void fileThatIsNotAKeyIsRefusedWithARemedy() throws Exception {
    Files.writeString(state.resolve("caller.salt"), "too short\n");

    assertThatThrownBy(this::hash).hasMessageContaining("bring it back from a backup");
  }

  private String hash() throws Exception {
    return StateSecret.readOrMake(state, "caller.salt", new Random(1)).hex("caller", 16);
  }
}
