package org.voiceagent.exporter.http.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.voiceagent.exporter.call.ActiveCall;
import org.voiceagent.exporter.event.CountedEvent;
import org.voiceagent.exporter.report.CallReport;

/** What goes on now as a JSON tree. The HTML page is generated from the same tree. */
public final class LiveJson {
  /** A call whose files have not changed for longer than this is quiet, not in progress. */
  public static final Duration QUIET = Duration.ofMinutes(1);

  private final CallJson calls;

  /**
   * @param calls writes the finished calls
   */
  public LiveJson(CallJson calls) {
    this.calls = calls;
  }

  /**
   * The calls that have not ended, and what was counted last.
   *
   * @param now when this is written
   * @param active the calls that have not ended, newest first
   * @param finished the newest finished calls, newest first
   * @param events the newest events, newest first
   */
  public ObjectNode of(
      Instant now, List<ActiveCall> active, List<CallReport> finished, List<CountedEvent> events) {
    ObjectNode node = Json.object().put("schema", ReportJson.SCHEMA).put("at", now.toString());
    ArrayNode goingOn = node.putArray("active");
    active.forEach(call -> goingOn.add(active(call, now)));
    ArrayNode ended = node.putArray("calls");
    finished.forEach(report -> ended.add(calls.summary(report)));
    ArrayNode counted = node.putArray("events");
    events.forEach(event -> counted.add(event(event)));
    return node;
  }

  private static ObjectNode active(ActiveCall call, Instant now) {
    Duration silence = Duration.between(call.lastSign(), now);
    boolean quiet = silence.compareTo(QUIET) > 0;
    ObjectNode node = Json.object().put("call_uuid", call.id().value());
    node.put("last_sign_at", call.lastSign().toString());
    node.put("state", quiet ? "quiet" : "in_progress");
    return node.put("quiet_seconds", Math.max(0, silence.toSeconds()));
  }

  private static ObjectNode event(CountedEvent event) {
    ObjectNode node = Json.object().put("event", event.name()).put("at", event.at().toString());
    event.callId().ifPresent(id -> node.put("call_uuid", id));
    return node;
  }
}
