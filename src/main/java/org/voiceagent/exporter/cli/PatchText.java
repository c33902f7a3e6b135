package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.advice.Severity;
import org.voiceagent.exporter.patch.Setting;

/** Settings and the reasons for them, from the JSON of {@code /feedback/open}. */
final class PatchText {
  /** Stands above the settings. */
  static final String HEADER =
      "# What calls advise, best first. Merge it into config/ai-agent.local.yaml.\n";

  /** Stands where there is nothing to change. */
  static final String NOTHING = "# No advice stands open.\n";

  /** Stands where a file has all that is advised; calls since have not shown it yet. */
  static final String ALL_THERE = "# %s has all that stands open.\n";

  private PatchText() {}

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
