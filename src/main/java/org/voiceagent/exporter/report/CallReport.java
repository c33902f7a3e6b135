package org.voiceagent.exporter.report;

import java.util.List;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.experiment.Effect;

/**
 * A finished call and what the rules say about it.
 *
 * @param session the call
 * @param advice its recommendations, best first
 * @param decided the changes of the configuration whose effect was decided by this call
 */
public record CallReport(CallSession session, Advice advice, List<Effect> decided) {

  /** Copies the list. */
  public CallReport {
    decided = List.copyOf(decided);
  }

  /** A call that decided nothing. */
  public CallReport(CallSession session, Advice advice) {
    this(session, advice, List.of());
  }
}
