package org.voiceagent.exporter.demo;

import java.util.Locale;

/** One line for the console about a call that ended. */
final class Narration {
  private Narration() {}

  /** One line without its line feed. */
  static String of(DemoCall call, String id) {
    DemoCall.CallSetup setup = call.setup();
    String incident = setup.incident().key().replace('_', ' ');
    String end =
        call.measurements().leavesSummary() ? setup.scenario().outcome() : "gone without a summary";
    return String.format(
        Locale.ROOT,
        "%s  %s/%s, %s caller, %s: %d turns, %.0f s, %s",
        id,
        setup.profile().pipeline(),
        setup.profile().provider(),
        setup.scenario().mood().label(),
        setup.incident() == Incident.NONE ? "no trouble" : incident,
        call.turns(),
        call.durationMs() / 1000.0,
        end);
  }
}
