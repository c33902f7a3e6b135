package org.voiceagent.exporter.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.advice.Recommendation;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.report.CallReport;

/** Makes reports on finished calls. */
public final class Reports {
  private Reports() {}

  public static CallReport of(CallSessions call, Recommendation... recommendations) {
    return new CallReport(call.build(), new Advice(List.of(recommendations), List.of()));
  }

  public static Recommendation recommendation(String key, String field, Severity severity) {
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
