package org.voiceagent.exporter.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a folder may be called, held against the pattern of the contract. */
final class CallIdFuzzTest {
  private static final Pattern CONTRACT =
      Pattern.compile("(?=.{1,128}$)(?:[A-Za-z0-9]|\\+[0-9])[A-Za-z0-9._:@+-]*");

  @FuzzTest
  void acceptsWhatTheContractSaysAndNeverLeavesTheFolder(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);

    assertThat(CallId.parse(text).isPresent()).isEqualTo(CONTRACT.matcher(text).matches());
    CallId.parse(text)
        .ifPresent(
            id -> {
              Path below = Path.of("/calls").resolve(id.value()).normalize();
              assertThat(below.getParent()).isEqualTo(Path.of("/calls"));
            });
  }
}
