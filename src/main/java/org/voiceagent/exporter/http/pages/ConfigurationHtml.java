package org.voiceagent.exporter.http.pages;

import static org.voiceagent.exporter.http.pages.HtmlPage.callPath;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** The configuration of a call, and what changed since the call before. */
final class ConfigurationHtml {
  private ConfigurationHtml() {}

  /** Writes the section, or why there is nothing to compare. */
  static void write(HtmlWriter page, JsonNode configuration, ViewQuery view) {
    page.begin("section", "class", "card").element("h2", "Configuration").line();
    JsonNode settings = configuration.path("settings");
    if (settings.isEmpty()) {
      page.element(
              "p",
              "Not known: the engine left no config_snapshot.yaml with this call.",
              "class",
              "quiet")
          .line();
      page.end().line();
      return;
    }
    JsonNode before = configuration.path("before");
    JsonNode changes = configuration.path("changes");
    page.begin("p");
    if (before.isMissingNode()) {
      page.text("No earlier call of this pipeline is listed to compare with.");
    } else {
      page.text(
          changes.isMissingNode()
              ? "The settings are not known of the call before: "
              : changes.isEmpty()
                  ? "Nothing changed since the call before: "
                  : "Changed since the call before: ");
      page.link(view.link(callPath(before.path("call_uuid"))), before.path("call_uuid").asText());
      page.text(", ").time(Instant.parse(before.path("ended_at").asText())).text(".");
    }
    page.end().line();
    if (!changes.isEmpty()) {
      changes(page, changes);
    }
    page.begin("details", "id", "settings");
    page.element("summary", "All " + HumanText.count(settings.size(), "setting")).line();
    page.begin("table", "class", "facts").begin("tbody").line();
    for (JsonNode setting : settings) {
      page.begin("tr").begin("th", "scope", "row");
      page.element("code", setting.path("field").asText()).end();
      page.element("td", setting.path("value").asText()).end().line();
    }
    page.end().end().end().line();
    page.end().line();
  }

  private static void changes(HtmlWriter page, JsonNode changes) {
    page.scroll("", "Settings that changed").begin("table", "class", "changes").line();
    page.begin("thead").begin("tr");
    page.element("th", "Setting", "scope", "col").element("th", "Before", "scope", "col");
    page.element("th", "In this call", "scope", "col").end().end().line();
    page.begin("tbody").line();
    for (JsonNode change : changes) {
      page.begin("tr").begin("th", "scope", "row");
      page.element("code", change.path("field").asText()).end();
      page.element("td", change.path("from").asText("not set"));
      page.element("td", change.path("to").asText("not set")).end().line();
    }
    page.end().end().end().line();
  }
}
