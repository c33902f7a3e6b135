package org.voiceagent.exporter.daemon;

import org.voiceagent.exporter.advice.TrackRecord;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.report.EffectTracker;
import org.voiceagent.exporter.report.ReportStore;

/**
 * Everything that a running daemon knows of calls.
 *
 * @param state what lasts over a restart
 * @param advice the rules in force
 * @param effects the changes of configuration that are being compared
 * @param reports the newest reports, in memory
 */
record KnownCalls(
    OpenState state, AdviceInForce advice, EffectTracker effects, ReportStore reports) {

  /** What is known right after the state is opened. */
  static KnownCalls of(OpenState state, CallRules rules, ExporterConfig config) {
    AdviceInForce advice = new AdviceInForce(rules, state.history());
    advice.learn(TrackRecord.of(state.history().all()));
    return new KnownCalls(
        state,
        advice,
        new EffectTracker(state.history(), advice::measures),
        new ReportStore(config.series().reports()));
  }
}
