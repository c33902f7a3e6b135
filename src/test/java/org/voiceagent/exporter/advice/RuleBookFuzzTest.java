package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;
import org.voiceagent.exporter.yaml.YamlNode;

/** Rules are taken or every mistake in them is named; rules that were taken can judge any call. */
final class RuleBookFuzzTest {
  private static final List<CallSession> CALLS =
      List.of(
          CallSessions.call("nothing-known").build(),
          CallSessions.complete("all-known")
              .setting("streaming.low_watermark_ms", "80")
              .setting("vad.webrtc_aggressiveness", "off")
              .build());

  @FuzzTest
  void rulesAreTakenOrTheirMistakesAreNamed(byte[] data) {
    Problems problems = new Problems();
    YamlNode own = YamlFile.parse("own.yml", new String(data, StandardCharsets.UTF_8), problems);

    RuleBook book = RuleBook.load(List.of(), List.of(own), problems);

    for (Problem problem : problems.list()) {
      assertThat(problem.why()).isNotBlank();
    }
    if (problems.none()) {
      Advisor advisor = new Advisor(book, Thresholds.defaults());
      for (CallSession call : CALLS) {
        for (Recommendation one : advisor.advise(call).recommendations()) {
          assertThat(book.keys()).contains(one.key());
          assertThat(one.reason()).isNotBlank();
          assertThat(one.current()).isNotEqualTo(java.util.Optional.of(one.suggested()));
        }
      }
    }
  }
}
