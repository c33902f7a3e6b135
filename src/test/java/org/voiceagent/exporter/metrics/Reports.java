package org.voiceagent.exporter.metrics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.advice.Recommendation;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.testing.CallSessions;

/** Makes reports on finished calls. */
final class Reports {
  private Reports() {}

  static CallReport of(CallSessions call, Recommendation... recommendations) {
    return new CallReport(call.build(), new Advice(List.of(recommendations), List.of()));
  }

  static Recommendation recommendation(String key, String field, Severity severity) {
    return new Recommendation(
        key,
        field,
        severity,
        Optional.of(new SettingValue("80")),
        new SettingValue("120"),
        "ms",
        "raise",
        "It ran low.",
        Map.of(),
        "restart",
        "config/ai-agent.local.yaml",
        "",
        "");
  }
}
