package org.voiceagent.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.demo.DemoEngine;
import org.voiceagent.exporter.demo.DemoOptions;
import org.voiceagent.exporter.testing.Tools;

/** {@code monitor-session --stats --live} in a real terminal, which script(1) provides. */
final class LiveTerminalTest {
  private static final String ESCAPE = "\u001b[";

  @TempDir Path temp;

  @Test
  void theTerminalIsDrawnAgainWithoutFlickerAndGivenBackAtCtrlC() throws Exception {
    Path sessions = temp.resolve("calls");
    DemoOptions options = new DemoOptions(sessions, 1, 1, 30, true);
    new DemoEngine(options, InstantSource.system()).run(line -> {});
    Path shown = temp.resolve("shown");
    Path pid = temp.resolve("pid");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String command =
        "stty rows 20 cols 100; echo $$ > %s; exec %s -cp '%s' %s monitor-session --stats --live --interval 1 --sessions %s"
            .formatted(
                pid, java, System.getProperty("java.class.path"), Main.class.getName(), sessions);
    Process terminal =
        new ProcessBuilder(
                Tools.require("script").toString(), "-q", "-e", "-f", "-c", command, "/dev/null")
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .redirectErrorStream(true)
            .redirectOutput(shown.toFile())
            .start();
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> pictures(shown).size() >= 4);
      String program = Files.readString(pid).strip();
      assertThat(new ProcessBuilder("kill", "-INT", program).start().waitFor()).isZero();
      assertThat(terminal.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      terminal.destroyForcibly();
    }

    String all = Files.readString(shown, StandardCharsets.UTF_8);
    assertThat(all).contains(ESCAPE + "?1049h" + ESCAPE + "?25l");
    assertThat(all.stripTrailing()).endsWith(ESCAPE + "?25h" + ESCAPE + "?1049l");
    List<String> pictures = pictures(shown);
    for (String picture : pictures.subList(1, pictures.size() - 1)) {
      assertThat(picture).as("nothing is cleared before it is drawn").doesNotContain(ESCAPE + "2J");
      assertThat(picture).contains("THIS HOUR", "Response latency, p95");
      // The terminal itself adds a carriage return to each line feed.
      List<String> lines = List.of(picture.split("\n", -1));
      assertThat(lines).as("what fits on 20 rows").hasSize(20);
      assertThat(lines).allMatch(line -> line.contains(ESCAPE + "K"));
    }
  }

  private static List<String> pictures(Path shown) throws IOException {
    return Files.exists(shown)
        ? List.of(Files.readString(shown, StandardCharsets.UTF_8).split("\u001b\\[H", -1))
        : List.of();
  }
}
