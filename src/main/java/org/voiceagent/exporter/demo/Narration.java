package org.voiceagent.exporter.demo;

import java.util.Locale;

/** Says of a call that ended what a person at the console wants to know. */
final class Narration {
  private Narration() {}

  /** One line without its line feed. */
  static String of(DemoCall call, String id) {
    DemoCall.Casting casting = call.casting();
    String trouble = casting.trouble().key().replace('_', ' ');
    String end =
        call.measurements().leavesSummary()
            ? casting.scenario().outcome()
            : "gone without a summary";
    return String.format(
        Locale.ROOT,
        "%s  %s/%s, %s caller, %s: %d turns, %.0f s, %s",
        id,
        casting.stack().pipeline(),
        casting.stack().provider(),
        casting.scenario().mood().label(),
        casting.trouble() == Trouble.NONE ? "no trouble" : trouble,
        call.turns(),
        call.durationMs() / 1000.0,
        end);
  }
}
