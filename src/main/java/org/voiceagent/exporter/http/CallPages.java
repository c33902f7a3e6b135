package org.voiceagent.exporter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.feedback.CallArchive;
import org.voiceagent.exporter.feedback.ReportStore;

/** Calls to look at: the pages below {@code /calls}, JSON by default, HTML for browsers. */
final class CallPages {
  private static final int USUAL_CALLS = 50;
  private static final int MOST_CALLS = 1_000;

  private final ReportStore reports;
  private final CallArchive archive;
  private final CallJson json;

  CallPages(ReportStore reports, CallArchive archive, CallJson json) {
    this.reports = reports;
    this.archive = archive;
    this.json = json;
  }

  /** The calls going on and the newest finished ones. */
  Answer list(Request request) {
    int limit = request.parameters().number("limit", MOST_CALLS).orElse(USUAL_CALLS);
    return answer(request, json.list(archive.active(), reports.newest(limit)), CallHtml::list);
  }

  /** One call, finished or going on. */
  Answer call(Request request) {
    CallId id = request.callId(1);
    ObjectNode call =
        archive
            .report(id)
            .map(json::finished)
            .or(() -> active(id))
            .orElseThrow(() -> RefusedException.notFound("there is no such call"));
    return answer(request, call, CallHtml::call);
  }

  /** What was said in a call, without personal data. */
  Answer transcript(Request request) {
    CallId id = request.callId(1);
    ObjectNode transcript =
        archive
            .transcript(id)
            .map(said -> json.transcript(id, said))
            .orElseThrow(() -> RefusedException.notFound("there is no such call"));
    return answer(request, transcript, TranscriptHtml::page);
  }

  private Optional<ObjectNode> active(CallId id) {
    return archive.active().stream()
        .filter(call -> call.id().equals(id))
        .findFirst()
        .map(json::goingOn);
  }

  private static Answer answer(
      Request request, ObjectNode json, Function<ObjectNode, String> asHtml) {
    return request.prefersHtml() ? Answer.html(asHtml.apply(json)) : Answer.json(Json.text(json));
  }
}
