package org.voiceagent.exporter.lake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.kpi.CallTraits;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Traits;

/**
 * What the ledger says of one call, as a row of the lake. It is made from the same entries as the
 * totals and the key performance indicators, so that it can say nothing else than they do. Not
 * thread-safe.
 */
final class CallRow {
  /** Latencies make most of a row; writing them is faster by this than by the JDK before 19. */
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private static final int OWN = 3;
  private static final String TRANSFERRED = "transferred";
  private static final String ABANDONED = "abandoned";
  private static final String TOTAL = "total";

  private final String call;
  private final EnumMap<CallColumn, Object> values = new EnumMap<>(CallColumn.class);
  private final Map<String, Double> parts = new TreeMap<>();
  private final Map<String, Double> totals = new TreeMap<>();

  private CallRow(String call, String host) {
    this.call = call;
    values.put(CallColumn.CALL_UUID, call);
    values.put(CallColumn.HOST, host);
  }

  /**
   * The row of an entry; empty unless the entry counts a call or late facts of one.
   *
   * @param host the machine that counts
   */
  static Optional<CallRow> of(Entry entry, String host) {
    if (entry.origin().isEmpty()) {
      return Optional.empty();
    }
    CallRow row = new CallRow(entry.origin().get(), host);
    return row.add(entry) ? Optional.of(row) : Optional.empty();
  }

  /** The call's id. */
  String call() {
    return call;
  }

  /** The day on which the call ended, in UTC. */
  LocalDate day() {
    return ((Instant) values.get(CallColumn.ENDED_AT)).atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** Adds a further entry of the same call; false if it says nothing. */
  boolean add(Entry entry) {
    boolean known = false;
    for (Change change : entry.changes()) {
      if (change instanceof Change.Add add && read(add)) {
        known = true;
        if (!values.containsKey(CallColumn.MODEL_VARIANT) && hasLabels(add)) {
          values.put(CallColumn.PIPELINE_NAME, add.labels().get(0));
          values.put(CallColumn.PROVIDER_ID, add.labels().get(1));
          values.put(CallColumn.MODEL_VARIANT, add.labels().get(2));
        }
      }
    }
    if (!known) {
      return false;
    }
    Instant counted = entry.countedAt();
    values.put(CallColumn.ENDED_AT, entry.at().isAfter(counted) ? counted : entry.at());
    values.put(CallColumn.COUNTED_AT, counted);
    traits(entry.traits());
    costs();
    return true;
  }

  private static boolean hasLabels(Change.Add change) {
    return change.labels().size() >= OWN
        && !change.family().equals("ai_agent_setting_recommendation_total");
  }

  private boolean read(Change.Add change) {
    double value = change.value();
    switch (change.family()) {
      case "ai_agent_calls_total" -> values.put(CallColumn.OUTCOME, own(change, 0));
      case "ai_agent_call_end_total" -> values.put(CallColumn.END_REASON, own(change, 0));
      case "ai_agent_call_sentiment_total" -> values.put(CallColumn.SENTIMENT_BAND, own(change, 0));
      case "ai_agent_call_duration_seconds" -> values.put(CallColumn.DURATION_SECONDS, value);
      case "ai_agent_call_turns_total" -> plus(CallColumn.TURNS, value);
      case "ai_agent_call_barge_in_total" -> plus(CallColumn.BARGE_INS, value);
      case "ai_agent_call_agent_interruption_total" -> plus(CallColumn.AGENT_INTERRUPTIONS, value);
      case "ai_agent_call_resolved_total" ->
          values.put(CallColumn.RESOLVED, own(change, 0).equals("true"));
      case "ai_agent_call_csat_score" -> values.put(CallColumn.CSAT, value);
      case "ai_agent_call_wer_ratio" -> values.put(CallColumn.WER, value);
      case "ai_agent_call_mos_score" -> {
        values.put(CallColumn.MOS, value);
        values.put(CallColumn.MOS_SOURCE, own(change, 0));
      }
      case "ai_agent_call_tts_characters_total" -> plus(CallColumn.TTS_CHARACTERS, value);
      case "ai_agent_call_stt_seconds_total" -> plus(CallColumn.STT_SECONDS, value);
      case "ai_agent_call_error_total" -> plus(CallColumn.ERRORS, value);
      case "ai_agent_setting_recommendation_total" ->
          add(CallColumn.RECOMMENDATIONS, own(change, -1));
      case "ai_agent_call_first_word_seconds" -> values.put(CallColumn.FIRST_WORD_SECONDS, value);
      case "ai_agent_call_response_latency_seconds" -> add(CallColumn.RESPONSE_SECONDS, value);
      case "ai_agent_call_cost_total" -> cost(own(change, 0), own(change, 1), value);
      default -> {
        return readByLabel(change, value);
      }
    }
    return true;
  }

  private boolean readByLabel(Change.Add change, double value) {
    String label = own(change, 0);
    switch (change.family()) {
      case "ai_agent_call_component_latency_seconds" -> component(label, value);
      case "ai_agent_call_speech_seconds_total" -> speech(label, value);
      case "ai_agent_call_dead_air_seconds_total" -> silence(label, value);
      case "ai_agent_call_tokens_total" -> tokens(label, value);
      case "ai_agent_call_cache_requests_total" ->
          plus(label.equals("hit") ? CallColumn.CACHE_HITS : CallColumn.CACHE_MISSES, value);
      case "ai_agent_call_evaluation_total" -> evaluation(own(change, 1), value);
      case "ai_agent_call_tool_total" -> tool(own(change, 1), value);
      case "ai_agent_call_jitter_low_watermark_hits_total" ->
          carried(CallColumn.LOW_WATERMARK_HITS, label, value);
      case "ai_agent_call_underflow_total" -> carried(CallColumn.UNDERFLOWS, label, value);
      case "ai_agent_call_transport_restarts_total" ->
          carried(CallColumn.TRANSPORT_RESTARTS, label, value);
      case "ai_agent_call_fallback_total" -> carried(CallColumn.FALLBACKS, label, value);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static String own(Change change, int place) {
    return change.labels().size() > OWN + place ? change.labels().get(OWN + place) : "";
  }

  private void carried(CallColumn column, String transport, double value) {
    values.put(CallColumn.TRANSPORT, transport);
    plus(column, value);
  }

  private void component(String name, double value) {
    switch (name) {
      case "stt" -> add(CallColumn.STT_LATENCY_SECONDS, value);
      case "llm" -> add(CallColumn.LLM_LATENCY_SECONDS, value);
      case "tts" -> add(CallColumn.TTS_LATENCY_SECONDS, value);
      case "eou" -> add(CallColumn.EOU_LATENCY_SECONDS, value);
      case "transport" -> add(CallColumn.TRANSPORT_LATENCY_SECONDS, value);
      case "unattributed" -> add(CallColumn.UNATTRIBUTED_LATENCY_SECONDS, value);
      default -> {
        // A component of a later version.
      }
    }
  }

  private void speech(String speaker, double value) {
    switch (speaker) {
      case "agent" -> plus(CallColumn.AGENT_SPEECH_SECONDS, value);
      case "caller" -> plus(CallColumn.CALLER_SPEECH_SECONDS, value);
      default -> plus(CallColumn.OVERLAP_SECONDS, value);
    }
  }

  private void silence(String culprit, double value) {
    plus(
        switch (culprit) {
          case "caller" -> CallColumn.CALLER_SILENCE_SECONDS;
          case "agent" -> CallColumn.AGENT_SILENCE_SECONDS;
          case "tool" -> CallColumn.TOOL_SILENCE_SECONDS;
          default -> CallColumn.UNATTRIBUTED_SILENCE_SECONDS;
        },
        value);
  }

  private void tokens(String kind, double value) {
    switch (kind) {
      case "input" -> plus(CallColumn.INPUT_TOKENS, value);
      case "cached_input" -> plus(CallColumn.CACHED_INPUT_TOKENS, value);
      case "output" -> plus(CallColumn.OUTPUT_TOKENS, value);
      default -> {
        // The other kinds are parts of these.
      }
    }
  }

  private void evaluation(String verdict, double value) {
    switch (verdict) {
      case "pass" -> plus(CallColumn.EVALUATIONS_PASSED, value);
      case "fail" -> plus(CallColumn.EVALUATIONS_FAILED, value);
      default -> {
        // Nothing that could be passed or failed.
      }
    }
  }

  private void tool(String status, double value) {
    switch (status) {
      case "success" -> plus(CallColumn.TOOL_CALLS, value);
      case "error", "timeout" -> {
        plus(CallColumn.TOOL_CALLS, value);
        plus(CallColumn.TOOL_FAILURES, value);
      }
      default -> {
        // The engine does not say how it ended.
      }
    }
  }

  private void cost(String component, String currency, double value) {
    if (!currency.isEmpty()) {
      (component.equals(TOTAL) ? totals : parts).merge(currency, value, Double::sum);
    }
  }

  /** A call's total, else the sum of its parts, in each currency. */
  private void costs() {
    Map<String, Double> all = new TreeMap<>(parts);
    all.putAll(totals);
    if (all.isEmpty()) {
      return;
    }
    List<String> currencies = new ArrayList<>(all.keySet());
    values.put(CallColumn.COST, all.get(currencies.get(0)));
    values.put(CallColumn.COST_CURRENCY, currencies.get(0));
    if (currencies.size() > 1) {
      List<String> others = currencies.subList(1, currencies.size());
      values.put(CallColumn.OTHER_CURRENCIES, others);
      values.put(CallColumn.OTHER_COSTS, others.stream().map(all::get).toList());
    }
  }

  private void traits(Traits traits) {
    if (traits.subject().isPresent()) {
      values.put(CallColumn.CALLER_HASH, HexFormat.of().toHexDigits(traits.subject().getAsLong()));
    }
    if (traits.weight() > 0) {
      values.put(CallColumn.RECOGNISED_SECONDS, (double) traits.weight());
    }
    if (CallTraits.isSpeechToSpeech(traits)) {
      values.put(CallColumn.SPEECH_TO_SPEECH, true);
    }
    transferred(traits);
  }

  private void transferred(Traits traits) {
    String outcome = text(CallColumn.OUTCOME);
    String reason = text(CallColumn.END_REASON);
    if (outcome.isEmpty()) {
      return;
    }
    boolean transferred =
        CallTraits.isTransferred(traits)
            || outcome.equals(TRANSFERRED)
            || reason.equals(TRANSFERRED);
    if (!outcome.equals(ABANDONED)
        && (transferred || CallTraits.isNotTransferred(traits) || says(outcome) || says(reason))) {
      values.put(CallColumn.TRANSFERRED, transferred);
    }
  }

  private static boolean says(String word) {
    return !word.isEmpty() && !word.equals(LabelSet.UNKNOWN) && !word.equals(LabelSet.OTHER);
  }

  private String text(CallColumn column) {
    return values.get(column) instanceof String text ? text : "";
  }

  private void plus(CallColumn column, double value) {
    values.merge(column, value, (a, b) -> (double) a + (double) b);
  }

  @SuppressWarnings("unchecked") // only lists that were made here are in such columns
  private <T> void add(CallColumn column, T value) {
    ((List<T>) values.computeIfAbsent(column, any -> new ArrayList<T>())).add(value);
  }

  /** The row as one line of JSON with its line feed. */
  byte[] line() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      for (Map.Entry<CallColumn, Object> one : values.entrySet()) {
        out.writeFieldName(one.getKey().key());
        write(out, one.getValue());
      }
      out.writeEndObject();
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, Object value) throws IOException {
    if (value instanceof Double number) {
      number(out, number);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Collection<?> several) {
      out.writeStartArray();
      for (Object one : several) {
        write(out, one);
      }
      out.writeEndArray();
    } else {
      out.writeString(value.toString());
    }
  }

  private static void number(JsonGenerator out, double value) throws IOException {
    long whole = (long) value;
    if (whole == value) {
      out.writeNumber(whole);
    } else {
      out.writeNumber(value);
    }
  }
}
