package org.voiceagent.exporter.http.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.voiceagent.exporter.http.json.Json;
import org.voiceagent.exporter.http.json.ReportJson;
import org.voiceagent.exporter.intake.Progress;

/** The front page for programs: version, state, and links to all pages. */
final class FrontPageJson {
  private static final Map<String, String> LINKS = links();

  private FrontPageJson() {}

  private static Map<String, String> links() {
    Map<String, String> links = new LinkedHashMap<>();
    links.put("/metrics", "what Prometheus scrapes");
    links.put("/calls", "active calls and the newest finished calls");
    links.put("/feedback/latest", "advice on the newest finished call, as JSON");
    links.put("/feedback/open", "advice that is still open, as JSON");
    links.put("/feedback/summary", "advice of the last 24 hours, counted, as JSON");
    links.put("/feedback/effects", "whether configuration changes helped, as JSON");
    links.put("/kpi", "key performance indicators of the last 24 hours, as JSON");
    links.put("/-/healthy", "whether the daemon is alive");
    links.put("/-/ready", "whether all calls found at start are counted");
    return links;
  }

  /** The page's content. */
  static ObjectNode json(WebContent content) {
    Progress progress = content.server().progress().get();
    ObjectNode node = Json.object().put("schema", ReportJson.SCHEMA);
    node.put("name", HtmlPage.NAME).put("version", content.server().version());
    node.put("ready", progress.ready()).put("state", StatePages.sentence(progress));
    node.put("calls_active", content.calls().archive().active().size());
    content.calls().reports().newest(1).stream()
        .map(report -> report.session().id().value())
        .forEach(id -> node.put("newest_call", id));
    ObjectNode links = node.putObject("links");
    LINKS.forEach(links::put);
    return node;
  }
}
