package org.voiceagent.exporter.http.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.http.json.CallJson;
import org.voiceagent.exporter.http.json.Json;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.http.routing.RefusedException;
import org.voiceagent.exporter.report.CallArchive;
import org.voiceagent.exporter.report.ReportStore;

/** The pages below {@code /calls}: JSON by default, HTML for browsers. */
final class CallPages {
  private static final Logger audit = LoggerFactory.getLogger("org.voiceagent.exporter.audit");
  private static final int USUAL_CALLS = 50;
  private static final int MOST_CALLS = 1_000;

  private final ReportStore reports;
  private final CallArchive archive;
  private final CallJson json;
  private final Set<String> unredacted;

  /**
   * @param unredacted the users who may read transcripts without redaction
   */
  CallPages(CallSources calls, CallJson json, Set<String> unredacted) {
    this.reports = calls.reports();
    this.archive = calls.archive();
    this.json = json;
    this.unredacted = unredacted;
  }

  /** The active calls and the newest finished calls. */
  PageResponse list(PageRequest request) {
    int limit = request.parameters().number("limit", MOST_CALLS).orElse(USUAL_CALLS);
    return answer(request, json.list(archive.active(), reports.newest(limit)), CallHtml::list);
  }

  /** One call, finished or active. */
  PageResponse call(PageRequest request) {
    CallId id = request.callId(1);
    ObjectNode call =
        archive
            .report(id)
            .map(json::finished)
            .or(() -> active(id))
            .orElseThrow(() -> RefusedException.notFound("no such call"));
    return answer(request, call, CallHtml::call);
  }

  /** A transcript without personal data, unless a user who is allowed to asks for the original. */
  PageResponse transcript(PageRequest request) {
    CallId id = request.callId(1);
    Optional<String> reader = readerOfAll(request);
    Transcript said =
        archive.transcript(id).orElseThrow(() -> RefusedException.notFound("no such call"));
    reader.ifPresent(
        who -> audit.warn("{} reads the transcript of {} without redaction", shown(who), id));
    CallJson as = reader.isPresent() ? json.unredacted() : json;
    return answer(request, as.transcript(id, said), TranscriptHtml::page);
  }

  /** The user who asks for the original transcript and may see it; empty if redaction is wanted. */
  private Optional<String> readerOfAll(PageRequest request) {
    if (request.parameters().oneOf("redact", List.of("off")).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        request
            .user()
            .filter(unredacted::contains)
            .orElseThrow(
                () ->
                    RefusedException.forbidden(
                        "only users listed under http.access.transcripts.unredacted may read"
                            + " this")));
  }

  /** A name as it may stand in a log line, whatever it is made of. */
  private static String shown(String user) {
    StringBuilder shown = new StringBuilder();
    user.chars()
        .forEach(
            c ->
                shown.append(
                    c > ' ' && c < 127 ? (char) c : String.format(Locale.ROOT, "\\u%04x", c)));
    return shown.toString();
  }

  private Optional<ObjectNode> active(CallId id) {
    return archive.active().stream()
        .filter(call -> call.id().equals(id))
        .findFirst()
        .map(json::goingOn);
  }

  private static PageResponse answer(
      PageRequest request, ObjectNode json, Function<ObjectNode, String> asHtml) {
    return request.prefersHtml()
        ? PageResponse.html(asHtml.apply(json))
        : PageResponse.json(Json.text(json));
  }
}
