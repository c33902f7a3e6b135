package org.voiceagent.exporter.http.pages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.voiceagent.exporter.http.json.Json;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.intake.Progress;

/** The state of the daemon, and the reload request. */
final class StatePages {
  private final WebContent content;
  private final boolean reloadEnabled;
  private final OverviewPages overview;

  StatePages(WebContent content, boolean reloadEnabled, OverviewPages overview) {
    this.content = content;
    this.reloadEnabled = reloadEnabled;
    this.overview = overview;
  }

  /** Answers if the process is alive; it checks nothing else. */
  PageResponse healthy() {
    return PageResponse.json(Json.text(Json.object().put("healthy", true)));
  }

  /** Whether all calls found at start are counted. */
  PageResponse ready() {
    Progress progress = content.server().progress().get();
    ObjectNode node = Json.object();
    if (!progress.ready()) {
      node.put("error", sentence(progress));
    }
    node.put("ready", progress.ready()).put("done", progress.done()).put("total", progress.total());
    return PageResponse.json(Json.text(node)).withStatus(progress.ready() ? 200 : 503);
  }

  /** The progress as a sentence. */
  static String sentence(Progress progress) {
    if (progress.ready()) {
      return "ready";
    }
    return progress.total() == 0
        ? "not ready: looking for existing calls"
        : "not ready: " + progress.done() + " of " + progress.total() + " folders read";
  }

  /** Reads rules and thresholds again, if the configuration allows that over HTTP. */
  PageResponse reload(PageRequest request) {
    if (!reloadEnabled) {
      return PageResponse.error(
          403,
          "reloading over HTTP is disabled; set http.reload: true in the configuration, or send"
              + " SIGHUP");
    }
    if (request.isCrossSite()) {
      return PageResponse.error(403, "pages of other sites must not reload this daemon");
    }
    List<String> problems = content.server().reload().apply();
    if (problems.isEmpty()) {
      return PageResponse.json(Json.text(Json.object().put("reloaded", true)));
    }
    ObjectNode node =
        Json.object().put("error", "not reloaded; the previous rules and thresholds stay in force");
    ArrayNode array = node.putArray("problems");
    problems.forEach(array::add);
    return PageResponse.json(Json.text(node)).withStatus(500);
  }

  /** The front page: for programs the state and the links, for people the overview. */
  PageResponse landing(PageRequest request) {
    return request.prefersJson()
        ? PageResponse.json(Json.text(FrontPageJson.json(content)))
        : PageResponse.html(overview.html(request));
  }
}
