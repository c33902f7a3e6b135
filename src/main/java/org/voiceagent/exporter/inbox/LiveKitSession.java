package org.voiceagent.exporter.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has come of one LiveKit session: the upload and the log records that belong to it, in
 * whatever order. Together they make the report that the session would have written itself. Not
 * thread-safe.
 */
final class LiveKitSession {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVALUATIONS = "evaluations";
  private static final String SIMULATED = "lk.simulation.enabled";

  private final String job;
  private final List<StoredBody> bodies = new ArrayList<>();
  private final List<LiveKitLog> logs = new ArrayList<>();
  private Optional<StoredBody> recording = Optional.empty();
  private boolean simulated;
  private boolean reported;
  private long newestMillis;

  LiveKitSession(String job) {
    this.job = job;
  }

  String job() {
    return job;
  }

  /** The stored bodies that something of this session is in. */
  List<StoredBody> bodies() {
    return List.copyOf(bodies);
  }

  /** Whether the upload has come. */
  Optional<StoredBody> recording() {
    return recording;
  }

  /** Whether the upload or the record with the usage has come, so that the session has ended. */
  boolean hasEnded() {
    return recording.isPresent() || reported;
  }

  /** When the newest body came, in epoch milliseconds. */
  long newestMillis() {
    return newestMillis;
  }

  void add(StoredBody body, LiveKitRecording upload) {
    recording = Optional.of(body);
    simulated |= upload.simulated();
    note(body);
  }

  void add(StoredBody body, LiveKitLog log) {
    logs.add(log);
    reported |= log.body().equals(LiveKitLog.REPORT);
    simulated |= isTrue(log.attributes().path(SIMULATED));
    note(body);
  }

  private void note(StoredBody body) {
    if (!bodies.contains(body)) {
      bodies.add(body);
    }
    newestMillis = Math.max(newestMillis, body.receivedMillis());
  }

  /**
   * The report as JSON.
   *
   * @param earlier what is in the call's folder already
   * @param upload the report in the upload; empty if none has come
   */
  byte[] report(Optional<byte[]> earlier, Optional<ObjectNode> upload) throws IOException {
    ObjectNode report = JSON.createObjectNode();
    earlier.flatMap(LiveKitSession::object).ifPresent(report::setAll);
    upload.ifPresent(report::setAll);
    report.put("job_id", job);
    if (simulated) {
      report.put("simulated", true);
    }
    for (LiveKitLog log : logs) {
      switch (log.body()) {
        case LiveKitLog.REPORT -> sessionReport(log.attributes(), report);
        case LiveKitLog.EVALUATION -> evaluation(log.attributes().path("evaluation"), report);
        default -> outcome(log.attributes().path("outcome"), report);
      }
    }
    return JSON.writeValueAsBytes(report);
  }

  /** What another writer left half written is replaced. */
  private static Optional<ObjectNode> object(byte[] json) {
    try {
      return JSON.readTree(json) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IOException broken) {
      return Optional.empty();
    }
  }

  private static void sessionReport(JsonNode from, ObjectNode to) {
    putIfMissing(to, "usage", from.path("usage"));
    putIfMissing(to, "agent_name", from.path("agent_name"));
    putIfMissing(to, "sdk_version", from.path("sdk_version"));
    putIfMissing(to, "tags", from.path("session.tags"));
    putIfMissing(to, "timestamp", from.path("session.report_timestamp"));
    putIfMissing(to, "room", from.path("room"));
    putIfMissing(to, "room_id", from.path("room_id"));
    putIfMissing(to, "options", from.path("session.options"));
  }

  private static void putIfMissing(ObjectNode to, String key, JsonNode value) {
    boolean blank = value.isTextual() && value.textValue().isEmpty();
    boolean says = !value.isMissingNode() && !value.isNull() && !blank;
    if (says && (!to.has(key) || to.get(key).isNull())) {
      to.set(key, value);
    }
  }

  /** A batch that is sent or read twice adds nothing. */
  private static void evaluation(JsonNode evaluation, ObjectNode to) {
    ArrayNode all =
        to.get(EVALUATIONS) instanceof ArrayNode there ? there : to.putArray(EVALUATIONS);
    for (JsonNode each : all) {
      if (each.equals(evaluation)) {
        return;
      }
    }
    if (evaluation.isObject()) {
      all.add(evaluation);
    }
  }

  private static void outcome(JsonNode outcome, ObjectNode to) {
    if (outcome.path("outcome").isTextual()) {
      to.set("outcome", outcome.get("outcome"));
    }
    if (outcome.path("reason").isTextual()) {
      to.set("outcome_reason", outcome.get("reason"));
    }
  }

  private static boolean isTrue(JsonNode node) {
    return node.asBoolean() || node.asText().equalsIgnoreCase("true");
  }
}
