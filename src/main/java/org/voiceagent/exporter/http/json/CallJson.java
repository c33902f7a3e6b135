package org.voiceagent.exporter.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.advice.Recommendation;
import org.voiceagent.exporter.call.ActiveCall;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallTimeline;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.RestingCall;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.call.Transcript.Line;
import org.voiceagent.exporter.call.Transcript.Turn;
import org.voiceagent.exporter.callindex.ListedCall;
import org.voiceagent.exporter.redaction.Redacted;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.Utterance;
import org.voiceagent.exporter.redaction.text.RedactionCancelled;
import org.voiceagent.exporter.report.CallReport;

/**
 * The pages below {@code /calls} as JSON trees. The HTML pages are generated from the same trees.
 */
public final class CallJson {
  private static final Logger logger = LoggerFactory.getLogger(CallJson.class);

  /** The facts shown in a table of calls. */
  private static final List<String> SUMMARY =
      List.of(
          "call_uuid",
          "pipeline_name",
          "provider_id",
          "model_variant",
          "outcome",
          "ended_at",
          "completed_at",
          "duration_seconds",
          "turns",
          "sentiment_score");

  private final ReportJson reports;
  private final Redactor redactor;

  /**
   * @param redactor removes personal data from transcripts
   */
  public CallJson(ReportJson reports, Redactor redactor) {
    this.reports = reports;
    this.redactor = redactor;
  }

  /** The same without redaction. */
  public CallJson unredacted() {
    return new CallJson(reports, Redactor.off());
  }

  /** A list of calls without more, for those that have no list to find calls in. */
  public ObjectNode list(List<ActiveCall> active, List<CallReport> newestFirst) {
    ObjectNode node = Json.object().put("schema", ReportJson.SCHEMA);
    ArrayNode activeCalls = node.putArray("active");
    active.forEach(call -> activeCalls.add(active(call)));
    ArrayNode calls = node.putArray("calls");
    newestFirst.forEach(report -> calls.add(summary(report)));
    return node;
  }

  /**
   * The call of the same pipeline that ended before another one.
   *
   * @param id that call
   * @param endedAt when it ended
   * @param snapshot its configuration; empty if its folder is gone
   */
  public record Before(CallId id, Instant endedAt, Optional<ConfigSnapshot> snapshot) {}

  /**
   * A finished call: facts, advice, and problems in its files; who spoke when, what each answer's
   * wait consisted of, and its configuration.
   *
   * @param said its transcript
   * @param before the call of the same pipeline that ended before it, if it is known
   */
  public ObjectNode finished(CallReport report, Transcript said, Optional<Before> before) {
    ObjectNode node = finished(report);
    Facts facts = report.session().facts();
    node.set("timeline", CallDetails.timeline(CallTimeline.of(facts, said)));
    node.set("waits", CallDetails.waits(facts));
    node.set("configuration", reports.configuration(report.session().snapshot(), before));
    return node;
  }

  /** A call that is not counted, and why. */
  public ObjectNode resting(RestingCall call) {
    ObjectNode node = Json.object().put("schema", ReportJson.SCHEMA);
    node.put("state", call.refusal().isPresent() ? "refused" : "quiet");
    node.set("call", CallListJson.resting(call).without("state"));
    return withoutAdvice(node);
  }

  /** A counted call whose folder is gone: what the list remembers of it. */
  public ObjectNode gone(ListedCall call) {
    ObjectNode node = Json.object().put("schema", ReportJson.SCHEMA).put("state", "gone");
    node.set("call", CallListJson.counted(call));
    return withoutAdvice(node);
  }

  private static ObjectNode withoutAdvice(ObjectNode node) {
    node.putArray("recommendations");
    node.putArray("no_advice");
    node.putArray("findings");
    return node;
  }

  private ObjectNode finished(CallReport report) {
    ObjectNode node = Json.object().put("schema", ReportJson.SCHEMA).put("state", "finished");
    node.setAll(reports.document(report));
    ArrayNode findings = node.putArray("findings");
    report.session().findings().forEach(finding -> findings.add(finding(finding)));
    return node;
  }

  /** An active call, about which nothing is known yet except that it is active. */
  public ObjectNode goingOn(ActiveCall call) {
    ObjectNode node = Json.object().put("schema", ReportJson.SCHEMA).put("state", "active");
    node.set("call", active(call));
    return withoutAdvice(node);
  }

  /**
   * A transcript, redacted as a whole, so that a number spread over several lines, or read out in
   * pieces with interruptions, is recognised. If redaction fails, every line is withheld.
   */
  public ObjectNode transcript(CallId id, Transcript transcript) {
    ObjectNode node = Json.object().put("schema", ReportJson.SCHEMA);
    node.put("call_uuid", id.value()).put("redacted", redactor.active());
    ArrayNode turns = node.putArray("turns");
    List<Turn> said = transcript.turns();
    List<Line> lines = said.stream().flatMap(turn -> turn.lines().stream()).toList();
    Iterator<String> redacted = redacted(lines).iterator();
    for (Turn turn : said) {
      List<String> texts = turn.lines().stream().map(line -> redacted.next()).toList();
      turns.add(turn(turns.size() + 1, turn, texts));
    }
    return node;
  }

  /** What caller and agent said, line by line, redacted as a whole. */
  public List<String> redactedTexts(Transcript transcript) {
    return redacted(transcript.turns().stream().flatMap(turn -> turn.lines().stream()).toList());
  }

  private List<String> redacted(List<Line> lines) {
    List<Utterance> utterances =
        lines.stream().map(line -> new Utterance(line.speaker(), line.text())).toList();
    try {
      return redactor.redactDialogue(utterances).stream().map(Redacted::text).toList();
    } catch (RedactionCancelled nobodyWaits) {
      throw nobodyWaits;
    } catch (RuntimeException | StackOverflowError failure) {
      logger.error("a transcript is withheld because redaction failed: {}", failure.getClass());
      return lines.stream().map(line -> CallFacts.WITHHELD).toList();
    }
  }

  /** A call that goes on. */
  static ObjectNode active(ActiveCall call) {
    return Json.object()
        .put("call_uuid", call.id().value())
        .put("last_sign_at", call.lastSign().toString());
  }

  /** A finished call as the list shows it. */
  ObjectNode summary(CallReport report) {
    ObjectNode node = reports.facts(report).retain(SUMMARY);
    List<Recommendation> advised = report.advice().recommendations();
    node.put("recommendations", advised.size());
    if (!advised.isEmpty()) {
      Recommendation best = advised.get(0);
      node.put("severity", best.severity().label());
      node.put("recommendation_key", best.key()).put("field", best.field());
    }
    return node;
  }

  private static ObjectNode finding(Finding finding) {
    ObjectNode node = Json.object().put("file", finding.file());
    if (finding.line() > 0) {
      node.put("line", finding.line());
    }
    return node.put("field", finding.field())
        .put("reason", finding.reason().label())
        .put("message", finding.message());
  }

  private static ObjectNode turn(int number, Turn turn, List<String> redacted) {
    ObjectNode node = Json.object().put("turn", number).put("speaker", turn.speaker().label());
    turn.start().ifPresent(start -> node.put("started_at", start.toString()));
    Line last = turn.lines().get(turn.lines().size() - 1);
    last.end().ifPresent(end -> node.put("ended_at", end.toString()));
    mean(turn.lines().stream().map(Line::sentiment).toList())
        .ifPresent(score -> node.set("sentiment", rounded(score)));
    turn.lines().stream()
        .flatMapToDouble(line -> line.latencyMs().stream())
        .findFirst()
        .ifPresent(ms -> node.set("latency_ms", Json.number(ms)));
    node.put("interrupted", turn.lines().stream().anyMatch(Line::interrupted));
    return node.put(
        "text", redacted.stream().filter(text -> !text.isBlank()).collect(Collectors.joining(" ")));
  }

  private static OptionalDouble mean(List<OptionalDouble> scores) {
    return scores.stream().flatMapToDouble(OptionalDouble::stream).average();
  }

  private static JsonNode rounded(double score) {
    return Json.number(Math.round(score * 1_000) / 1_000.0);
  }
}
