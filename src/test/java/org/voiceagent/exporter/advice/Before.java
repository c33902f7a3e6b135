package org.voiceagent.exporter.advice;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voiceagent.exporter.advice.fact.FiringCount;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Measures;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.history.RecentCalls;

/** Calls before one, in which rules fired. */
final class Before {
  private Before() {}

  /** As many calls as it takes for more than information, less the one that is judged. */
  static RecentCalls enough(CallSession call, String... fired) {
    CallHistory history = new CallHistory(10, 10);
    for (int i = 1; i < FiringCount.PATTERN; i++) {
      history.add(
          new Observation(
              new CallId("before-" + i),
              call.endedAt().minusSeconds(i),
              call.labels(),
              "",
              0,
              Map.of(),
              Measures.of(Map.of()),
              Set.of(fired),
              Set.of(),
              List.of(),
              List.of()));
    }
    return history;
  }
}
