package org.voiceagent.exporter.http.pages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.voiceagent.exporter.http.json.Json;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.intake.Progress;

/** How the daemon is, and the little one can tell it to do. */
final class StatePages {
  private final WebContent content;
  private final boolean reloadEnabled;

  StatePages(WebContent content, boolean reloadEnabled) {
    this.content = content;
    this.reloadEnabled = reloadEnabled;
  }

  /** The process answers; that is all it says. */
  PageResponse healthy() {
    return PageResponse.json(Json.text(Json.object().put("healthy", true)));
  }

  /** Whether all calls found at start are counted. */
  PageResponse ready() {
    Progress progress = content.progress().get();
    ObjectNode node = Json.object();
    if (!progress.ready()) {
      node.put("error", sentence(progress));
    }
    node.put("ready", progress.ready()).put("done", progress.done()).put("total", progress.total());
    return PageResponse.json(Json.text(node)).withStatus(progress.ready() ? 200 : 503);
  }

  /** How far it is, for people. */
  static String sentence(Progress progress) {
    if (progress.ready()) {
      return "ready";
    }
    return progress.total() == 0
        ? "not ready: looking for existing calls"
        : "not ready: " + progress.done() + " of " + progress.total() + " folders read";
  }

  /** Reads rules and thresholds again, if that is allowed over HTTP. */
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
    List<String> problems = content.reload().apply();
    if (problems.isEmpty()) {
      return PageResponse.json(Json.text(Json.object().put("reloaded", true)));
    }
    ObjectNode node =
        Json.object().put("error", "not reloaded; the previous rules and thresholds stay in force");
    ArrayNode array = node.putArray("problems");
    problems.forEach(array::add);
    return PageResponse.json(Json.text(node)).withStatus(500);
  }

  /** Where everything is. */
  PageResponse landing(PageRequest request) {
    ObjectNode state = LandingPage.json(content);
    return request.prefersJson()
        ? PageResponse.json(Json.text(state))
        : PageResponse.html(LandingPage.html(state));
  }
}
