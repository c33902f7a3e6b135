package org.voiceagent.exporter.report;

import java.util.List;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.cost.PriceTable;
import org.voiceagent.exporter.cost.PricedCall;
import org.voiceagent.exporter.cost.Pricing;
import org.voiceagent.exporter.experiment.Effect;

/**
 * A finished call and what the rules say about it.
 *
 * @param session the call
 * @param advice its recommendations, best first
 * @param decided the changes of the configuration whose effect was decided by this call
 * @param cost what it cost
 */
public record CallReport(
    CallSession session, Advice advice, List<Effect> decided, PricedCall cost) {
  private static final Pricing WITHOUT_PRICES = new Pricing(PriceTable.empty());

  /** Copies the list. */
  public CallReport {
    decided = List.copyOf(decided);
  }

  /** A call of which no cost is known but what its engine billed. */
  public CallReport(CallSession session, Advice advice, List<Effect> decided) {
    this(session, advice, decided, WITHOUT_PRICES.of(session));
  }

  /** The same of a call that decided nothing. */
  public CallReport(CallSession session, Advice advice) {
    this(session, advice, List.of());
  }
}
