package org.voiceagent.exporter.http.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.callindex.CallMatches;
import org.voiceagent.exporter.http.json.CallJson;
import org.voiceagent.exporter.http.json.CallListCsv;
import org.voiceagent.exporter.http.json.CallListJson;
import org.voiceagent.exporter.http.json.Json;
import org.voiceagent.exporter.http.json.KpiCsv;
import org.voiceagent.exporter.http.routing.AcceptHeader.Offer;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.http.routing.RefusedException;
import org.voiceagent.exporter.report.CallArchive;
import org.voiceagent.exporter.report.CallReport;

/** The pages below {@code /calls}: JSON by default, HTML for browsers. */
final class CallPages {
  private static final Logger audit = LoggerFactory.getLogger("org.voiceagent.exporter.audit");
  private static final int USUAL_CALLS = 50;
  private static final Offer JSON = new Offer("application/json", Set.of());
  private static final Offer HTML = new Offer("text/html", Set.of());
  private static final Offer CSV = new Offer("text/csv", Set.of());

  private final CallSources calls;
  private final CallArchive archive;
  private final CallJson json;
  private final CallListJson withFacts;
  private final Surroundings around;
  private final Set<String> unredacted;

  /**
   * What the pages show beside calls.
   *
   * @param watched the folder in which engines write the folders of calls
   * @param now the time that ages count from
   */
  record Surroundings(Path watched, Supplier<Instant> now) {}

  /**
   * @param unredacted the users who may read transcripts without redaction
   */
  CallPages(CallSources calls, CallJson json, Surroundings around, Set<String> unredacted) {
    this.calls = calls;
    this.archive = calls.archive();
    this.json = json;
    this.withFacts = CallListJson.withFacts(json, calls.reports());
    this.around = around;
    this.unredacted = unredacted;
  }

  /** Finished calls by filter and order, and those that are not finished. */
  PageResponse list(PageRequest request) {
    Offer form = request.choose(List.of(JSON, HTML, CSV));
    boolean csv = form.equals(CSV);
    int most = csv ? CallListQuery.MOST_CSV_CALLS : CallListQuery.MOST_CALLS;
    CallListQuery query = CallListQuery.of(request.parameters(), around.now().get(), most);
    int limit = query.limit().orElse(csv ? most : USUAL_CALLS);
    ObjectNode list = list(query, limit, form.equals(HTML) ? CallListJson.brief() : withFacts);
    if (csv) {
      return PageResponse.of(KpiCsv.TYPE, CallListCsv.of(list).getBytes(StandardCharsets.UTF_8));
    }
    return form.equals(HTML)
        ? PageResponse.html(
            new CallListHtml(query, list, around.watched().toString(), around.now().get()).page())
        : PageResponse.json(Json.text(list));
  }

  private ObjectNode list(CallListQuery query, int limit, CallListJson lists) {
    CallListJson.Unfinished unfinished =
        new CallListJson.Unfinished(archive.active(), calls.resting().get());
    if (query.text().isPresent()) {
      TranscriptSearch.Found found =
          new TranscriptSearch(calls.listed(), archive, json, around.now())
              .find(query, query.text().get(), limit);
      return lists.of(
          unfinished, found.calls(), Optional.of(found.searched()), found.end().map(query::next));
    }
    CallMatches found = calls.listed().find(query.query(limit));
    return lists.of(
        unfinished,
        found,
        Optional.empty(),
        found.more()
            ? Optional.of(query.next(found.cursors().get(found.cursors().size() - 1)))
            : Optional.empty());
  }

  /** One call, finished or not. */
  PageResponse call(PageRequest request) {
    CallId id = request.callId(1);
    Optional<CallReport> report = archive.report(id);
    Transcript said = archive.transcript(id).orElseGet(Transcript::none);
    ObjectNode call =
        report
            .map(one -> json.finished(one, said, before(one)))
            .or(() -> active(id))
            .or(() -> archive.resting(id).map(json::resting))
            .or(() -> calls.listed().find(id).map(json::gone))
            .orElseThrow(() -> RefusedException.notFound("no such call"));
    if (!request.prefersHtml()) {
      return PageResponse.json(Json.text(call));
    }
    return PageResponse.html(
        new CallHtml(
                ViewQuery.of(request.parameters()),
                call,
                json.transcript(id, said),
                new UnfinishedHtml(around.watched().toString(), around.now().get()))
            .page());
  }

  /** The call of the same pipeline that ended before. */
  private Optional<CallJson.Before> before(CallReport report) {
    return calls
        .listed()
        .before(
            report.session().id(),
            report.session().endedAt(),
            report.session().labels().pipelineName())
        .map(
            earlier ->
                new CallJson.Before(
                    earlier.id(),
                    earlier.endedAt(),
                    archive.report(earlier.id()).map(one -> one.session().snapshot())));
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
