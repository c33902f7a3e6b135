package org.voiceagent.exporter.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Properties of redaction that hold for every text. */
final class RedactorFuzzTest {
  private static final Pattern SIXTEEN_DIGITS = Pattern.compile("(?<![0-9])[0-9]{16}(?![0-9])");
  private static final int LONG_TEXT = 20_000;

  /** Far more than any text of this length takes, and far less than backtracking would. */
  private static final long PATIENCE_NS = 3_000_000_000L;

  @FuzzTest
  void noCardLeavesAndRedactingAgainChangesNothing(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);

    String redacted = Redactor.strict().redact(text).text();

    assertThat(SIXTEEN_DIGITS.matcher(redacted).results().map(MatchResult::group))
        .noneMatch(RedactorFuzzTest::isCard);
    assertThat(Redactor.strict().redact(redacted).text()).isEqualTo(redacted);
  }

  @FuzzTest
  void timeGrowsWithTheLengthOnly(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    if (text.isEmpty()) {
      return;
    }
    String repeated = text.repeat(LONG_TEXT / text.length() + 1);

    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    Redactor.strict().redact(repeated);

    assertThat(threads.getCurrentThreadCpuTime() - start).isLessThan(PATIENCE_NS);
  }

  private static boolean isCard(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? digit : 2 * digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
