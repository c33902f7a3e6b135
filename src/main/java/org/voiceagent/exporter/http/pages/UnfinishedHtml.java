package org.voiceagent.exporter.http.pages;

import static org.voiceagent.exporter.http.pages.HtmlPage.callPath;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** Calls that are not finished as HTML: those going on, quiet ones, and refused folders. */
final class UnfinishedHtml {
  private static final int MOST_ACTIVE = 30;

  private final String watched;
  private final Instant now;

  /**
   * @param watched the folder in which engines write the folders of calls
   * @param now the time that ages count from
   */
  UnfinishedHtml(String watched, Instant now) {
    this.watched = watched;
    this.now = now;
  }

  /** What goes on, and what is stuck, from the tree of the list of calls. */
  void write(HtmlWriter page, JsonNode list) {
    JsonNode active = list.path("active");
    List<JsonNode> quiet = resting(list, "quiet");
    List<JsonNode> refused = resting(list, "refused");
    if (active.isEmpty() && quiet.isEmpty() && refused.isEmpty()) {
      return;
    }
    page.begin("section", "class", "unfinished", "id", "unfinished", "aria-label", "Not finished");
    page.line();
    if (!active.isEmpty()) {
      page.begin("h2").text("In progress ");
      page.element("span", HumanText.count(active.size()), "class", "count").end().line();
      page.begin("ul", "class", "going-on").line();
      StreamSupport.stream(active.spliterator(), false)
          .limit(MOST_ACTIVE)
          .forEach(call -> going(page, call));
      page.end().line();
      if (active.size() > MOST_ACTIVE) {
        page.element(
                "p",
                "And " + HumanText.count(active.size() - MOST_ACTIVE) + " more.",
                "class",
                "quiet")
            .line();
      }
    }
    folded(
        page,
        "quiet-calls",
        HumanText.count(quiet.size(), "call") + " went quiet without an end",
        "Nothing was written to these folders for a while, and none has a complete summary. Each"
            + " counts as soon as the engine writes its metrics.json.",
        quiet);
    folded(
        page,
        "refused-calls",
        HumanText.count(refused.size(), "folder") + " refused",
        "These cannot be counted as they are. Each is tried again when its files change.",
        refused);
    page.end().line();
  }

  private static List<JsonNode> resting(JsonNode list, String state) {
    return StreamSupport.stream(list.path("resting").path("newest").spliterator(), false)
        .filter(call -> call.path("state").asText().equals(state))
        .toList();
  }

  private void going(HtmlWriter page, JsonNode call) {
    page.begin("li").link(callPath(call.path("call_uuid")), call.path("call_uuid").asText());
    page.element("small", "last written " + ago(call) + " ago").end().line();
  }

  private void folded(
      HtmlWriter page, String id, String title, String explanation, List<JsonNode> calls) {
    if (calls.isEmpty()) {
      return;
    }
    page.begin("details", "id", id).element("summary", title).line();
    page.element("p", explanation).line().begin("ul").line();
    for (JsonNode call : calls) {
      page.begin("li");
      if (call.has("call_uuid")) {
        page.link(callPath(call.path("call_uuid")), call.path("folder").asText());
      } else {
        page.element("code", call.path("folder").asText());
      }
      String why = call.has("detail") ? call.path("detail").asText() + "; " : "";
      page.element("small", why + "last written " + ago(call) + " ago").end().line();
    }
    page.end().end().line();
  }

  private String ago(JsonNode call) {
    return HumanText.ago(Instant.parse(call.path("last_sign_at").asText()), now).text();
  }

  /** Why a call is not counted, and what to do, from the tree of its page. */
  void whyNot(HtmlWriter page, JsonNode document) {
    JsonNode call = document.path("call");
    page.begin("div", "class", "card").line();
    if (document.path("state").asText().equals("quiet")) {
      page.begin("p").chip("warn", "Quiet for " + ago(call));
      page.end().line();
      page.element(
              "p",
              "The engine has not written to this folder for "
                  + ago(call)
                  + ", and there is no complete metrics.json. So the call is not counted: it may"
                  + " have been cut off, or the engine may have stopped.")
          .line();
      page.element("h2", "What to do").line().begin("ul").line();
      page.element("li", "If the call still goes on, nothing: its next line brings it back.")
          .line();
      page.begin("li").text("If the engine crashed, write a ").element("code", "metrics.json");
      page.text(" into ").element("code", watched + "/" + call.path("folder").asText());
      page.text(". The call is counted at once.").end().line();
      page.element("li", "Else leave it: retention deletes the folder in time.").line();
    } else {
      page.begin("p").chip("bad", "Refused");
      page.text(" ").element("code", call.path("reason").asText()).end().line();
      page.element("p", sentence(call.path("detail").asText())).line();
      page.element("h2", "What to do").line().begin("ul").line();
      page.element("li", remedy(call.path("reason").asText())).line();
      page.begin("li").text("To see every problem with file and line, run ");
      page.element(
          "code",
          "voice-agent-exporter check session " + watched + "/" + call.path("folder").asText());
      page.text(".").end().line();
      page.element("li", "The folder is read again as soon as one of its files changes.").line();
    }
    page.end().end().line();
  }

  /** A detail may begin with the name of a file, which keeps its small letters. */
  private static String sentence(String detail) {
    return detail.isEmpty() ? "The folder cannot be used." : "Because: " + detail + ".";
  }

  private static String remedy(String reason) {
    return switch (reason) {
      case "bad_id" ->
          "Give the folder a name of letters, digits and . _ : @ + -, up to 128 characters.";
      case "bad_json", "bad_utf8" ->
          "Have the engine write metrics.json as one JSON object in UTF-8.";
      case "too_large" ->
          "Have the engine write less, or raise the limit under limits in the configuration.";
      case "not_regular" ->
          "Replace links, pipes and devices with plain files; the exporter follows none of them.";
      case "unreadable" -> "Let the user that runs the exporter read the folder and its files.";
      case "read_time", "out_of_memory" ->
          "Look at the size of the folder's files and at the disk they are on.";
      default -> "Look at the log of the exporter, which names the folder and the reason.";
    };
  }
}
