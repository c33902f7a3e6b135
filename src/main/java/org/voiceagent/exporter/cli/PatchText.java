package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.patch.Setting;

/** Settings and the reasons for them, from the JSON of {@code /feedback/open}. */
final class PatchText {
  /** The output if there is nothing to change. */
  static final String NOTHING = "# There is no open advice.\n";

  /** The output if a file has every chosen setting already, and no call has ended since. */
  static final String ALL_THERE = "# %s has this already; wait for calls that run with it.\n";

  private PatchText() {}

  /** Stands above the settings. */
  static String header(int settings) {
    return settings == 1
        ? "# The best open advice. Merge it into config/ai-agent.local.yaml.\n"
        : "# Open advice, best first. Merge it into config/ai-agent.local.yaml.\n";
  }

  /** What to do next, for the operator who reads along. */
  static String next(List<Setting> chosen, List<Setting> left) {
    StringBuilder text = new StringBuilder();
    text.append(
        chosen.size() == 1
            ? "Make one change at a time: let calls come in, then run report effects.\n"
            : "One change at a time is better: with "
                + chosen.size()
                + " at once, report effects cannot tell which one helped.\n");
    if (!left.isEmpty()) {
      text.append("Also open (--field KEY, --top N, --all): ")
          .append(left.stream().map(Setting::key).collect(Collectors.joining(", ")))
          .append('\n');
    }
    return text.toString();
  }

  /** That no advice on a key stands open, and on which it does. */
  static String nothingOn(String field, List<Setting> open) {
    return "There is no open advice on "
        + Terminal.safe(field)
        + (open.isEmpty()
            ? "."
            : "; there is on: "
                + open.stream().map(Setting::key).collect(Collectors.joining(", ")));
  }

  /**
   * The settings, best first.
   *
   * @param least advice that matters less is left out
   */
  static List<Setting> settings(JsonNode open, Severity least) {
    List<Setting> settings = new ArrayList<>();
    for (JsonNode advised : open.path("recommendations")) {
      boolean counts =
          Severity.named(advised.path("severity").asText())
              .filter(severity -> severity.compareTo(least) >= 0)
              .isPresent();
      if (counts) {
        settings.add(
            new Setting(
                advised.path("field").asText(),
                advised.path("suggested").asText(),
                comment(advised)));
      }
    }
    return settings;
  }

  private static String comment(JsonNode advised) {
    JsonNode origins = advised.path("origins");
    StringBuilder comment = new StringBuilder(advised.path("severity").asText());
    comment.append(", ").append(origin(origins.path(0))).append(", ");
    comment.append(advised.path("apply").asText()).append(" needed: ");
    comment.append(advised.path("reason").asText());
    for (int i = 1; i < origins.size(); i++) {
      JsonNode other = origins.path(i);
      boolean same =
          other.path("suggested").asText().equals(origins.path(0).path("suggested").asText());
      comment.append(i == 1 ? " Also " : "; ").append(origin(other));
      comment.append(same ? "" : " (to " + other.path("suggested").asText() + ")");
    }
    return comment.append(origins.size() > 1 ? "." : "").toString();
  }

  private static String origin(JsonNode origin) {
    return origin.path("calls").asText()
        + " of "
        + origin.path("of").asText()
        + " calls of "
        + origin.path("pipeline_name").asText()
        + "/"
        + origin.path("provider_id").asText();
  }
}
