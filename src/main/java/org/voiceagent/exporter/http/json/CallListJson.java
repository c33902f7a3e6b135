package org.voiceagent.exporter.http.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.voiceagent.exporter.call.ActiveCall;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.RestingCall;
import org.voiceagent.exporter.callindex.CallMatches;
import org.voiceagent.exporter.callindex.Facet;
import org.voiceagent.exporter.callindex.ListedCall;
import org.voiceagent.exporter.intake.Resting;
import org.voiceagent.exporter.report.ReportStore;

/**
 * The list of calls as a JSON tree. A call that is still in memory is shown as its files are now;
 * any other as it was when it was counted.
 */
public final class CallListJson {
  private static final int MOST_FACET_VALUES = 50;
  private static final int MOST_RESTING = 20;

  private final Function<ListedCall, ObjectNode> rows;

  private CallListJson(Function<ListedCall, ObjectNode> rows) {
    this.rows = rows;
  }

  /** Lists with all facts of the calls that are kept here while they are new. */
  public static CallListJson withFacts(CallJson calls, ReportStore reports) {
    return new CallListJson(
        call -> reports.find(call.id()).map(calls::summary).orElseGet(() -> counted(call)));
  }

  /** Lists with what the index of calls has of each: enough for a table, and much faster. */
  public static CallListJson brief() {
    return new CallListJson(CallListJson::counted);
  }

  /** The calls that are not finished. */
  public record Unfinished(List<ActiveCall> active, Resting resting) {}

  /**
   * How far a search through transcripts went.
   *
   * @param calls the transcripts that were searched
   * @param all whether none is left
   * @param excerpts for each call that was found, the words around the text; redacted
   */
  public record Searched(int calls, boolean all, Map<CallId, String> excerpts) {}

  /**
   * One page of the list.
   *
   * @param searched how far transcripts were searched, if they were
   * @param next the address of the next page; empty on the last one
   */
  public ObjectNode of(
      Unfinished unfinished,
      CallMatches found,
      Optional<Searched> searched,
      Optional<String> next) {
    ObjectNode node = Json.object().put("schema", ReportJson.SCHEMA);
    ArrayNode active = node.putArray("active");
    unfinished.active().forEach(call -> active.add(CallJson.active(call)));
    node.set("resting", resting(unfinished.resting()));
    ArrayNode rows = node.putArray("calls");
    for (ListedCall call : found.calls()) {
      ObjectNode row = row(call);
      searched
          .map(how -> how.excerpts().get(call.id()))
          .ifPresent(excerpt -> row.put("excerpt", excerpt));
      rows.add(row);
    }
    node.put("matching", found.matching()).put("listed", found.listed());
    found.since().ifPresent(since -> node.put("listed_since", since.toString()));
    searched.ifPresent(
        how -> node.putObject("searched").put("calls", how.calls()).put("all", how.all()));
    next.ifPresent(address -> node.put("next", address));
    ObjectNode facets = node.putObject("facets");
    for (Facet facet : Facet.values()) {
      ArrayNode counts = facets.putArray(facet.label());
      found.facets().getOrDefault(facet, List.of()).stream()
          .limit(MOST_FACET_VALUES)
          .forEach(
              count -> counts.addObject().put("value", count.value()).put("calls", count.calls()));
    }
    return node;
  }

  private static ObjectNode resting(Resting resting) {
    ObjectNode node = Json.object().put("total", resting.total());
    ArrayNode newest = node.putArray("newest");
    resting.newestFirst().stream().limit(MOST_RESTING).forEach(call -> newest.add(resting(call)));
    return node;
  }

  /** A folder whose call is not counted. */
  static ObjectNode resting(RestingCall call) {
    ObjectNode node = Json.object().put("folder", call.name());
    call.id().ifPresent(id -> node.put("call_uuid", id.value()));
    node.put("state", call.refusal().isPresent() ? "refused" : "quiet");
    node.put("last_sign_at", call.lastSign().toString());
    call.refusal().ifPresent(why -> node.put("reason", why.reason()).put("detail", why.detail()));
    return node;
  }

  private ObjectNode row(ListedCall call) {
    ObjectNode node = rows.apply(call);
    node.put("end_reason", call.endReason().label());
    call.longestWaitMs().ifPresent(ms -> node.set("longest_wait_ms", Json.number(ms)));
    call.deadAirSeconds().ifPresent(seconds -> node.set("dead_air_seconds", Json.number(seconds)));
    call.sentimentBand().ifPresent(band -> node.put("sentiment", band.label()));
    return node.put("trouble", call.trouble());
  }

  /** A call that is no longer in memory, as it was counted. */
  static ObjectNode counted(ListedCall call) {
    ObjectNode node = Json.object().put("call_uuid", call.id().value());
    node.put("pipeline_name", call.labels().pipelineName());
    node.put("provider_id", call.labels().providerId());
    node.put("model_variant", call.labels().modelVariant());
    node.put("ended_at", call.endedAt().toString());
    call.durationSeconds().ifPresent(seconds -> node.set("duration_seconds", Json.number(seconds)));
    node.put("outcome", call.outcome().label());
    call.turns().ifPresent(turns -> node.put("turns", turns));
    call.sentiment().ifPresent(score -> node.set("sentiment_score", Json.number(score)));
    node.put("completed_at", call.countedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    node.put("recommendations", call.advice().size());
    call.advice().stream()
        .findFirst()
        .ifPresent(
            best ->
                node.put("severity", best.severity())
                    .put("recommendation_key", best.key())
                    .put("field", best.field()));
    return node;
  }
}
