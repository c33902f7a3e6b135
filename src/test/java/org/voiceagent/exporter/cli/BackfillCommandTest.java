package org.voiceagent.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What backfill prints, and the status it ends with. */
final class BackfillCommandTest {
  private static final String CALL = "{\"call_id\":\"a\",\"call_status\":\"ended\"}";

  @TempDir Path temp;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path file;

  @BeforeEach
  void folders() throws IOException {
    Files.createDirectory(temp.resolve("calls"));
    file = Files.writeString(temp.resolve("calls.json"), "[" + CALL + "]");
  }

  @Test
  void itCountsWhatItWroteAndWhatWasThere() {
    assertThat(backfill("retell", file.toString(), "--dry-run")).isEqualTo(ExitStatus.FINE);
    assertThat(out.toString()).startsWith("1 calls would be written, 0 updated, 0 already there");
    assertThat(temp.resolve("calls")).isEmptyDirectory();

    assertThat(backfill("retell", file.toString())).isEqualTo(ExitStatus.FINE);
    assertThat(backfill("retell", file.toString())).isEqualTo(ExitStatus.FINE);
    assertThat(out.toString()).contains("0 calls written, 0 updated, 1 already there");
    assertThat(temp.resolve("calls/a/retell_call.json")).hasContent(CALL);
  }

  @Test
  void itSaysWhatCannotBeUsedAndEndsWithOne() throws IOException {
    Path cut = Files.writeString(temp.resolve("cut.json"), "[" + CALL + ",\n{\"call_id\":");

    assertThat(backfill("retell", cut.toString())).isEqualTo(ExitStatus.FOUND);

    assertThat(err.toString()).contains("cut.json:2: not JSON from here on");
    assertThat(temp.resolve("calls/a/retell_call.json")).exists();
  }

  @Test
  void wrongUseEndsWithTwo() {
    assertThat(backfill("twilio", file.toString())).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(backfill("livekit", file.toString())).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(backfill("retell", temp.resolve("none").toString())).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(backfill("retell")).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(err.toString()).contains("VENDOR must be vapi, retell or elevenlabs");
  }

  private int backfill(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "backfill";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--sessions=" + temp.resolve("calls");
    all[arguments.length + 2] = "--state=" + temp.resolve("state");
    return RootCommand.run(all, new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
