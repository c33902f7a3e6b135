package org.voiceagent.exporter.http.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.text.RedactionCancelled;

/**
 * Everything known about a call as one flat JSON object. Names are those of {@link CallField#key()}
 * unless the contract has an older name. Unknown facts are left out.
 */
final class CallFacts {
  private static final Logger logger = LoggerFactory.getLogger(CallFacts.class);

  /** Replaces a text that could not be redacted. */
  static final String WITHHELD = "[withheld]";

  /** Fields that the id and the labels already contain. */
  private static final Set<CallField> SAID_ALREADY =
      EnumSet.of(
          CallField.CALL_UUID,
          CallField.PIPELINE_NAME,
          CallField.PROVIDER_ID,
          CallField.MODEL_VARIANT);

  /** Names of the contract that are older than the field's key. */
  private static final Map<CallField, String> OLDER_NAMES =
      Map.of(
          CallField.LOW_WATERMARK_HITS, "jitter_low_watermark_hits",
          CallField.AVG_TURN_LATENCY_MS, "response_latency_ms");

  /** Values that are mapped to a fixed set, in the same way as in the metrics. */
  private static final Map<CallField, Function<CallSession, String>> FOLDED =
      Map.of(
          CallField.OUTCOME, call -> call.outcome().label(),
          CallField.DIRECTION, call -> call.direction().label(),
          CallField.TRANSPORT, call -> call.transport().label());

  private final Redactor redactor;

  CallFacts(Redactor redactor) {
    this.redactor = redactor;
  }

  /** The call's facts in a fixed order. */
  ObjectNode of(CallSession call) {
    ObjectNode node = Json.object();
    node.put("call_uuid", call.id().value());
    node.put("pipeline_name", call.labels().pipelineName());
    node.put("provider_id", call.labels().providerId());
    node.put("model_variant", call.labels().modelVariant());
    for (CallField field : CallField.values()) {
      if (!SAID_ALREADY.contains(field) && call.facts().known(field)) {
        put(node, field, call);
      }
    }
    if (call.facts().known(CallField.SENTIMENT_SCORE)) {
      node.put("sentiment_source", call.sentimentSource().label());
    }
    node.put("completed_at", call.completedAt().toString());
    return node;
  }

  private static String name(CallField field) {
    return OLDER_NAMES.getOrDefault(field, field.key());
  }

  private void put(ObjectNode node, CallField field, CallSession call) {
    String name = name(field);
    Facts facts = call.facts();
    if (FOLDED.containsKey(field)) {
      node.put(name, FOLDED.get(field).apply(call));
      return;
    }
    switch (field.kind()) {
      case CALLER, NAME -> node.put(name, facts.text(field).orElseThrow());
      case TEXT -> node.put(name, text(field, facts.text(field).orElseThrow()));
      case TEXTS -> addTexts(node.putArray(name), field, facts.texts(field));
      case ROWS -> new FactRows(text -> text(field, text)).put(node.putArray(name), field, facts);
      case LATENCIES -> addNumbers(node.putArray(name), facts.numbers(field));
      case INSTANT -> node.put(name, facts.instant(field).orElseThrow().toString());
      case FLAG -> node.put(name, facts.number(field).orElseThrow() != 0);
      case COUNT, NUMBER, SHARE, RATING, DURATION, LATENCY, SENTIMENT ->
          node.set(name, Json.number(facts.number(field).orElseThrow()));
    }
  }

  private static void addNumbers(ArrayNode array, List<Double> numbers) {
    numbers.forEach(number -> array.add(Json.number(number)));
  }

  private void addTexts(ArrayNode array, CallField field, List<String> texts) {
    texts.forEach(text -> array.add(text(field, text)));
  }

  private String text(CallField field, String text) {
    return withheldOnFailure(field.key(), () -> redactor.redact(text).text());
  }

  /**
   * What a redaction answers, or a placeholder if it fails.
   *
   * @param what what is redacted, for the log
   */
  static String withheldOnFailure(String what, Supplier<String> redaction) {
    try {
      return redaction.get();
    } catch (RedactionCancelled nobodyWaits) {
      throw nobodyWaits;
    } catch (RuntimeException | StackOverflowError failure) {
      logger.error("{} is withheld because redaction failed: {}", what, failure.getClass());
      return WITHHELD;
    }
  }
}
