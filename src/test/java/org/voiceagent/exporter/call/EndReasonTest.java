package org.voiceagent.exporter.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndReasonTest {
  @ParameterizedTest
  @CsvSource({
    "user_hangup, CALLER_HANGUP",
    "participant-disconnected, CALLER_HANGUP",
    "Customer ended call, CALLER_HANGUP",
    "agent_hangup, AGENT_HANGUP",
    "call_transferred, TRANSFERRED",
    "voicemail_detected, VOICEMAIL",
    "inactivity_timeout, SILENCE",
    "call_duration_exceeded, MAX_DURATION",
    "error, ERROR",
    "dial_no_answer, OTHER",
    "'', UNKNOWN"
  })
  void wordsOfEnginesMeanOneOfAFixedSet(String word, EndReason reason) {
    assertThat(EndReason.of(word)).isEqualTo(reason);
  }
}
