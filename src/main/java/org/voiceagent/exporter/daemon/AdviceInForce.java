package org.voiceagent.exporter.daemon;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.advice.Advisor;
import org.voiceagent.exporter.advice.RuleBook;
import org.voiceagent.exporter.advice.TrackRecord;
import org.voiceagent.exporter.advice.UnjudgedLog;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.history.RecentCalls;
import org.voiceagent.exporter.yaml.Problems;

/** The rules and thresholds by which calls are judged now; replaced as a whole. Thread-safe. */
final class AdviceInForce {
  private final UnjudgedLog unjudged = new UnjudgedLog(System::nanoTime);
  private final RecentCalls history;
  private volatile Advisor advisor;
  private volatile TrackRecord record = TrackRecord.NONE;

  AdviceInForce(Advisor advisor, RecentCalls history) {
    this.history = history;
    this.advisor = advisor;
  }

  /**
   * Makes an advisor of the rules in a folder, or of those built in.
   *
   * @param problems gets every mistake in the rules; with one, the advisor must not be used
   */
  static Advisor load(Optional<Path> rules, Thresholds thresholds, Problems problems) {
    return new Advisor(RuleBook.forDaemon(rules, problems), thresholds);
  }

  /** Judges a call by itself and by those before it. */
  Advice advise(CallSession session) {
    return advisor.advise(session, history, record);
  }

  /** What is to be remembered of a call. */
  Observation observe(CallSession session, Advice advice) {
    return advisor.observe(session, advice);
  }

  /** What the advice on a key is about. */
  Set<Measure> measures(String field) {
    return advisor.measures(field);
  }

  /** Says once what a rule lacked. */
  void noteUnjudged(Advice advice) {
    unjudged.note(advice);
  }

  /** Takes into account what became of advice that was followed. */
  void learn(TrackRecord next) {
    record = next;
  }

  /** Judges by these rules from now on. */
  void replace(Advisor next) {
    advisor = next;
  }
}
