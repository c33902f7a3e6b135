package org.voiceagent.exporter.redaction.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.redaction.Redactor;

final class SnapshotRedactorTest {
  private static final String FACE = "\uD83D\uDE00";

  private final SnapshotRedactor redactor = new SnapshotRedactor(Redactor.strict());

  @Test
  void aliasedValueKeepsItsAnchorAndGetsTheStricterPlaceholder() {
    assertThat(
            redacted("note: &a call me on 4111111111111111\npassword: *a\nmodel: " + FACE + "\n"))
        .isEqualTo("note: &a '[SECRET]'\npassword: *a\nmodel: " + FACE + "\n");
    assertThat(redacted("password: &a call me on 4111111111111111\nnote: *a\nmodel: gpt\n"))
        .isEqualTo("password: &a '[SECRET]'\nnote: *a\nmodel: gpt\n");
  }

  @Test
  void replacementsAfterAnEmojiAreInTheirPlaces() {
    assertThat(redacted("# " + FACE + "\na: " + FACE + "\napi_key: k4711\nb: \"" + FACE + "\"\n"))
        .isEqualTo("# " + FACE + "\na: " + FACE + "\napi_key: '[SECRET]'\nb: \"" + FACE + "\"\n");
  }

  @Test
  void blockScalarKeepsItsLineFeed() {
    assertThat(redacted("password: |\n  one two\n  three\nmodel: gpt\n"))
        .isEqualTo("password: '[SECRET]'\nmodel: gpt\n");
  }

  /** A single emoji once made each replacement count all characters before it. */
  @Test
  void timeIsLinearInTheNumberOfSecrets() {
    String snapshot =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "setting_" + i + ":\n  api_key: sk_live_abcdef0123456789" + i + "\n")
            .collect(Collectors.joining("", "# " + FACE + "\n", ""));
    long before = cpuNanos();

    String redacted = redacted(snapshot);

    assertThat(Duration.ofNanos(cpuNanos() - before)).isLessThan(Duration.ofSeconds(15));
    assertThat(redacted).contains("setting_19999:\n  api_key: '[SECRET]'\n");
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private String redacted(String snapshot) {
    return new String(
        redactor.redact(snapshot.getBytes(UTF_8), false, new RemovedWords()).content(), UTF_8);
  }
}
