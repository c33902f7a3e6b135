package org.voiceagent.exporter.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Facts;

/** Whoever may write feedback on a call may not rewrite the call. */
final class FeedbackFuzzTest {
  private static final ReadLimits LIMITS = ReadLimits.defaults();
  private static final Set<CallField> AFTER_THE_CALL =
      Set.of(CallField.CSAT, CallField.RESOLVED, CallField.HUMAN_RATING, CallField.TRANSFERRED);
  private static final String SUMMARY =
      """
      {"turns": 7, "duration_seconds": 45.9, "pipeline_name": "local_hybrid", "sentiment": -0.2,
       "csat": 3, "latency": {"turn_ms": [820, 1430]}, "business": {"resolved": false}}
      """;

  @FuzzTest
  void nothingElseOfTheCallChanges(byte[] data) {
    Facts before = summary().build();
    Facts.Builder after = summary();

    FeedbackReader reader = new FeedbackReader(after, LIMITS);
    reader.object(data);
    reader.lines(data);

    reader.findings().forEach(SummaryFuzzTest::isOneLine);
    assertThat(without(after.build())).isEqualTo(without(before));
    after
        .build()
        .number(CallField.RESOLVED)
        .ifPresent(resolved -> assertThat(resolved).isIn(0.0, 1.0));
  }

  private static Facts.Builder summary() {
    Summary summary =
        SummaryReader.read(SUMMARY.getBytes(StandardCharsets.UTF_8), LIMITS, CallerHashing.OFF);
    assertThat(summary).isInstanceOf(Summary.Whole.class);
    return ((Summary.Whole) summary).fields().facts();
  }

  private static Facts without(Facts facts) {
    Facts.Builder rest = facts.toBuilder();
    AFTER_THE_CALL.forEach(rest::forget);
    return rest.build();
  }
}
