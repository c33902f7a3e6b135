package org.voiceagent.exporter.daemon;

import java.util.Set;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.advice.TrackRecord;
import org.voiceagent.exporter.advice.UnjudgedLog;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.cost.PricedCall;
import org.voiceagent.exporter.history.RecentCalls;

/** By what calls are judged and priced now; replaced as a whole. Thread-safe. */
final class AdviceInForce {
  private final UnjudgedLog unjudged = new UnjudgedLog(System::nanoTime);
  private final RecentCalls history;
  private volatile CallRules rules;
  private volatile TrackRecord record = TrackRecord.NONE;

  AdviceInForce(CallRules rules, RecentCalls history) {
    this.history = history;
    this.rules = rules;
  }

  /** What a call cost. */
  PricedCall price(CallSession session) {
    return rules.pricing().of(session);
  }

  /** Judges a call by itself and by those before it. */
  Advice advise(CallSession session) {
    return rules.advisor().advise(session, history, record);
  }

  /** What is to be remembered of a call. */
  Observation observe(CallSession session, Advice advice) {
    return rules.advisor().observe(session, advice);
  }

  /** What the advice on a key is about. */
  Set<Measure> measures(String field) {
    return rules.advisor().measures(field);
  }

  /** Says once what a rule lacked. */
  void noteUnjudged(Advice advice) {
    unjudged.note(advice);
  }

  /** Takes into account what became of advice that was followed. */
  void learn(TrackRecord next) {
    record = next;
  }

  /** Judges and prices by these from now on. */
  void replace(CallRules next) {
    rules = next;
  }
}
