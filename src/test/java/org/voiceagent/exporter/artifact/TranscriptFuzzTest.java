package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Transcript;

/** What holds of a transcript whatever bytes it is. */
final class TranscriptFuzzTest {
  private static final int MOST_LINES = 50;
  private static final int LONGEST_LINE = 2_000;
  private static final ReadLimits LIMITS =
      new ReadLimits(
          1 << 20,
          1 << 20,
          1 << 18,
          MOST_LINES,
          LONGEST_LINE,
          100,
          100,
          100,
          Duration.ofSeconds(10));

  @FuzzTest
  void everyLineIsReadOrNamedAndStaysWithinTheLimits(byte[] data) {
    Transcript transcript = TranscriptReader.read(data, LIMITS);

    assertThat(transcript.lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
    assertThat(transcript.lines())
        .extracting(Transcript.Line::number)
        .isSorted()
        .doesNotHaveDuplicates();
    for (Transcript.Line line : transcript.lines()) {
      line.sentiment().ifPresent(score -> assertThat(score).isBetween(-1.0, 1.0));
      line.latencyMs().ifPresent(latency -> assertThat(latency).isBetween(0.0, 120_000.0));
      assertThat(line.text().length()).isLessThanOrEqualTo(LONGEST_LINE);
    }
    transcript.findings().forEach(SummaryFuzzTest::isOneLine);
    isReadOrNamed(data, transcript);
    assertThat(transcript.turns().stream().mapToInt(turn -> turn.lines().size()).sum())
        .isLessThanOrEqualTo(transcript.lines().size());
  }

  @FuzzTest
  void aLineCostsAtMostItself(byte[] data) {
    List<byte[]> lines = split(data);
    if (lines.size() > MOST_LINES) {
      return;
    }
    List<Transcript.Line> alone = new ArrayList<>();
    boolean otherScale = false;
    for (byte[] line : lines) {
      byte[] ended = Arrays.copyOf(line, line.length + 1);
      ended[line.length] = '\n';
      Transcript one = TranscriptReader.read(ended, LIMITS);
      alone.addAll(one.lines());
      otherScale |= one.findings().stream().anyMatch(TranscriptFuzzTest::isScoreOutsideScale);
    }
    byte[] all = Arrays.copyOf(data, data.length + 1);
    all[data.length] = '\n';

    // A score outside [-1,1] is the one thing that speaks for every line: it shows the file's
    // scale.
    UnaryOperator<Transcript.Line> expected =
        otherScale ? Transcript.Line::withoutSentiment : UnaryOperator.identity();
    assertThat(TranscriptReader.read(all, LIMITS).lines())
        .extracting(TranscriptFuzzTest::content)
        .containsExactlyElementsOf(
            alone.stream().map(expected).map(TranscriptFuzzTest::content).toList());
  }

  private static boolean isScoreOutsideScale(Finding finding) {
    return finding.reason() == Finding.Reason.OUT_OF_RANGE
        && finding.field().equals(CallField.SENTIMENT_SCORE.key());
  }

  private static void isReadOrNamed(byte[] data, Transcript transcript) {
    int number = 0;
    for (byte[] line : split(data)) {
      number++;
      int here = number;
      if (number <= MOST_LINES && line.length > 0) {
        boolean read = transcript.lines().stream().anyMatch(one -> one.number() == here);
        boolean named = transcript.findings().stream().anyMatch(one -> one.line() == here);
        assertThat(read || named).as("line %d: %s", number, text(line)).isTrue();
      }
    }
  }

  /** All but the number, which differs where a line stands alone. */
  private static String content(Transcript.Line line) {
    return new Transcript.Line(
            0,
            line.speaker(),
            line.start(),
            line.end(),
            line.text(),
            line.sentiment(),
            line.latencyMs(),
            line.interrupted(),
            line.event())
        .toString();
  }

  private static List<byte[]> split(byte[] data) {
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < data.length; i++) {
      if (data[i] == '\n') {
        lines.add(Arrays.copyOfRange(data, from, i));
        from = i + 1;
      }
    }
    if (from < data.length) {
      lines.add(Arrays.copyOfRange(data, from, data.length));
    }
    return lines;
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.UTF_8);
  }
}
