package org.voiceagent.exporter.http.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.advice.Advice;
import org.voiceagent.exporter.advice.Recommendation;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.report.CallReport;

/**
 * Calls and their advice as JSON, in the form of {@code docs/schema/feedback.schema.json}: on one
 * line, with a line feed at the end. Immutable and safe to share.
 */
public final class ReportJson {
  /** The version of this format; it changes only if a name or its meaning changes. */
  public static final int SCHEMA = 1;

  private final CallFacts facts;
  private final ConfigurationJson configurations;

  /**
   * @param redactor removes personal data from the error texts of an engine; if it throws, the text
   *     is withheld
   */
  public ReportJson(Redactor redactor) {
    facts = new CallFacts(redactor);
    configurations = new ConfigurationJson(redactor);
  }

  /**
   * The newest call with its advice; {@code call} is null if there is none.
   *
   * @param newestFirst only the first call is included
   */
  public String latest(List<CallReport> newestFirst) {
    return Json.text(newest(newestFirst));
  }

  /** The newest call as in {@link #latest}, and all calls under {@code calls}. */
  public String latestWithCalls(List<CallReport> newestFirst) {
    ObjectNode node = newest(newestFirst);
    ArrayNode calls = node.putArray("calls");
    newestFirst.forEach(report -> calls.add(withAdvice(Json.object(), report)));
    return Json.text(node);
  }

  /** One call with its advice. */
  public String call(CallReport report) {
    return Json.text(document(report));
  }

  /** A document about one call, which callers may extend. */
  public ObjectNode document(CallReport report) {
    return withAdvice(Json.object().put("schema", SCHEMA), report);
  }

  /** The configuration of a call, and what changed since the call before. */
  ObjectNode configuration(ConfigSnapshot snapshot, Optional<CallJson.Before> before) {
    return configurations.of(snapshot, before);
  }

  /** The facts of the call itself. */
  ObjectNode facts(CallReport report) {
    return facts.of(report.session());
  }

  private ObjectNode newest(List<CallReport> newestFirst) {
    return newestFirst.isEmpty() ? nothingYet() : document(newestFirst.get(0));
  }

  /** Exactly what the contract promises before the first call. */
  private static ObjectNode nothingYet() {
    ObjectNode node = Json.object().putNull("call");
    node.putArray("recommendations");
    node.putArray("no_advice");
    return node;
  }

  private ObjectNode withAdvice(ObjectNode node, CallReport report) {
    node.set("call", facts(report));
    ArrayNode recommendations = node.putArray("recommendations");
    report.advice().recommendations().forEach(r -> recommendations.add(recommendation(r)));
    ArrayNode noAdvice = node.putArray("no_advice");
    report.advice().noAdvice().forEach(unjudged -> noAdvice.add(unjudged(unjudged)));
    return node;
  }

  static ObjectNode recommendation(Recommendation advised) {
    ObjectNode node = Json.object();
    node.put("recommendation_key", advised.key());
    node.put("field", advised.field());
    node.put("severity", advised.severity().label());
    advised
        .current()
        .ifPresentOrElse(value -> put(node, "current", value), () -> node.putNull("current"));
    put(node, "suggested", advised.suggested());
    node.put("unit", advised.unit());
    node.put("direction", advised.direction());
    node.put("reason", advised.reason());
    ObjectNode evidence = node.putObject("evidence");
    advised.evidence().forEach((name, value) -> put(evidence, name, value));
    node.put("apply", advised.apply());
    node.put("file", advised.file());
    node.put("patch", advised.patch());
    node.put("docs", advised.docs());
    return node;
  }

  private static void put(ObjectNode node, String name, SettingValue value) {
    if (value.isNumber()) {
      node.put(name, value.number());
    } else {
      node.put(name, value.text());
    }
  }

  private static ObjectNode unjudged(Advice.Unjudged unjudged) {
    ObjectNode node = Json.object().put("recommendation_key", unjudged.key());
    ArrayNode missing = node.putArray("missing");
    unjudged.missing().forEach(missing::add);
    return node;
  }
}
