package org.voiceagent.exporter.kpi;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Traits;

/**
 * Reads what the changes of one entry say of a call, and adds it to a tally. It is kept and used
 * for one entry after the other, so that counting a call makes no garbage. Not thread-safe.
 *
 * <p>The changes are those of the families of calls: the first three labels are pipeline, provider
 * and model, and the others follow in the order of {@code docs/metrics.md}.
 */
final class EntryReading {
  private static final int OWN = 3;
  private static final double TOP_TWO = 4;
  private static final String TRANSFERRED = "transferred";
  private static final Sum[] SUMS = Sum.values();
  private static final Spread[] SPREADS = Spread.values();

  private final double[] sums = new double[Sum.COUNT];

  /** Pairs of a spread's place and a bucket. */
  private int[] latencies = new int[64];

  private int latencyValues;
  private final Map<String, Amounts> costs = new HashMap<>();
  private List<String> labels = List.of();
  private String outcome = "";
  private String endReason = "";
  private double seconds;
  private double wer;
  private boolean agentSpoke;
  private boolean callerSpoke;
  private boolean transferred;
  private boolean transferKnown;

  /** What one call says of its cost in one currency. */
  private static final class Amounts {
    private double parts;
    private double total = -1;
  }

  /** Reads an entry; what was read before is gone. */
  void read(Entry entry) {
    clear();
    // Not as a for-each loop: the iterator would be garbage.
    List<Change> changes = entry.changes();
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i) instanceof Change.Add add) {
        read(add);
      }
    }
    finish(entry.traits());
  }

  private void clear() {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = 0;
    }
    latencyValues = 0;
    costs.clear();
    labels = List.of();
    outcome = "";
    endReason = "";
    seconds = -1;
    wer = -1;
    agentSpoke = false;
    callerSpoke = false;
  }

  private void read(Change.Add change) {
    double value = change.value();
    switch (change.family()) {
      case "ai_agent_calls_total" -> {
        plus(Sum.CALLS, value);
        outcome = own(change, 0);
      }
      case "ai_agent_call_end_total" -> endReason = own(change, 0);
      case "ai_agent_call_duration_seconds" -> seconds = value;
      case "ai_agent_call_turns_total" -> known(Sum.TURNS, Sum.TURNS_CALLS, value);
      case "ai_agent_call_barge_in_total" -> known(Sum.BARGE_INS, Sum.BARGE_IN_CALLS, value);
      case "ai_agent_call_agent_interruption_total" ->
          known(Sum.AGENT_INTERRUPTIONS, Sum.AGENT_INTERRUPTION_CALLS, value);
      case "ai_agent_call_response_latency_seconds" -> latency(Spread.RESPONSE, value);
      case "ai_agent_call_first_word_seconds" -> latency(Spread.FIRST_WORD, value);
      case "ai_agent_call_component_latency_seconds" -> component(own(change, 0), value);
      case "ai_agent_call_sentiment_total" -> {
        plus(Sum.SENTIMENT_CALLS, value);
        plus(Sum.NEGATIVE_SENTIMENT_CALLS, own(change, 0).endsWith("negative") ? value : 0);
      }
      case "ai_agent_call_csat_score" -> {
        known(Sum.CSAT_SCORES, Sum.CSAT_RATINGS, value);
        plus(Sum.CSAT_TOP_TWO, value >= TOP_TWO ? 1 : 0);
      }
      case "ai_agent_call_resolved_total" ->
          plus(own(change, 0).equals("true") ? Sum.RESOLVED_CALLS : Sum.UNRESOLVED_CALLS, value);
      case "ai_agent_call_speech_seconds_total" -> speech(own(change, 0), value);
      case "ai_agent_call_dead_air_seconds_total" -> silence(own(change, 0), value);
      case "ai_agent_call_wer_ratio" -> wer = value;
      case "ai_agent_call_mos_score" -> {
        if (own(change, 0).equals("g107")) {
          known(Sum.MOS_G107_SCORES, Sum.MOS_G107_CALLS, value);
        } else {
          known(Sum.MOS_ENGINE_SCORES, Sum.MOS_ENGINE_CALLS, value);
        }
      }
      case "ai_agent_call_cache_requests_total" ->
          plus(own(change, 0).equals("hit") ? Sum.CACHE_HITS : Sum.CACHE_MISSES, value);
      case "ai_agent_call_tokens_total" -> tokens(own(change, 0), value);
      case "ai_agent_call_cost_total" -> cost(own(change, 0), own(change, 1), value);
      case "ai_agent_call_evaluation_total" -> evaluation(own(change, 1), value);
      case "ai_agent_call_tool_total" -> tool(own(change, 1), value);
      default -> {
        return;
      }
    }
    if (labels.isEmpty() && change.labels().size() >= OWN) {
      labels = change.labels();
    }
  }

  private static String own(Change change, int place) {
    return change.labels().size() > OWN + place ? change.labels().get(OWN + place) : "";
  }

  private void component(String name, double value) {
    switch (name) {
      case "stt" -> latency(Spread.STT, value);
      case "llm" -> latency(Spread.LLM, value);
      case "tts" -> latency(Spread.TTS, value);
      case "eou" -> latency(Spread.EOU, value);
      case "transport" -> latency(Spread.TRANSPORT, value);
      case "unattributed" -> latency(Spread.UNATTRIBUTED, value);
      default -> {
        // A component of a later version.
      }
    }
  }

  private void speech(String speaker, double value) {
    switch (speaker) {
      case "agent" -> {
        plus(Sum.AGENT_SPEECH_SECONDS, value);
        agentSpoke = true;
      }
      case "caller" -> {
        plus(Sum.CALLER_SPEECH_SECONDS, value);
        callerSpoke = true;
      }
      default -> {
        // Both at once: it is in what each of them spoke.
      }
    }
  }

  private void silence(String culprit, double value) {
    plus(
        switch (culprit) {
          case "caller" -> Sum.CALLER_SILENCE_SECONDS;
          case "agent" -> Sum.AGENT_SILENCE_SECONDS;
          case "tool" -> Sum.TOOL_SILENCE_SECONDS;
          default -> Sum.UNATTRIBUTED_SILENCE_SECONDS;
        },
        value);
    sums[Sum.SILENCE_CALLS.place()] = 1;
    plus(Sum.TIMED_SILENCE_SECONDS, value);
  }

  private void tokens(String kind, double value) {
    switch (kind) {
      case "input" -> known(Sum.INPUT_TOKENS, Sum.INPUT_TOKEN_CALLS, value);
      case "output" -> known(Sum.OUTPUT_TOKENS, Sum.OUTPUT_TOKEN_CALLS, value);
      case "cached_input" -> {
        plus(Sum.CACHED_INPUT_TOKENS, value);
        sums[Sum.CACHEABLE_INPUT_TOKENS.place()] = 1;
      }
      default -> {
        // No indicator needs the other kinds.
      }
    }
  }

  private void cost(String component, String currency, double value) {
    if (currency.isEmpty()) {
      return;
    }
    Amounts amounts = costs.computeIfAbsent(currency, any -> new Amounts());
    if (component.equals("total")) {
      amounts.total = Math.max(0, amounts.total) + value;
    } else {
      amounts.parts += value;
    }
  }

  /** A verdict that is neither a pass nor a failure, such as unknown, is left out. */
  private void evaluation(String verdict, double value) {
    switch (verdict) {
      case "pass" -> plus(Sum.EVALUATIONS_PASSED, value);
      case "fail" -> plus(Sum.EVALUATIONS_FAILED, value);
      default -> {
        // Nothing that could be passed or failed.
      }
    }
  }

  private void tool(String status, double value) {
    switch (status) {
      case "success" -> plus(Sum.TOOL_CALLS, value);
      case "error", "timeout" -> {
        plus(Sum.TOOL_CALLS, value);
        plus(Sum.TOOL_FAILURES, value);
      }
      default -> {
        // The engine does not say how it ended.
      }
    }
  }

  private void latency(Spread spread, double value) {
    if (latencyValues == latencies.length) {
      latencies = Arrays.copyOf(latencies, 2 * latencies.length);
    }
    latencies[latencyValues++] = spread.place() * LogBuckets.COUNT + LogBuckets.of(value);
  }

  private void known(Sum sum, Sum calls, double value) {
    plus(sum, value);
    sums[calls.place()]++;
  }

  private void plus(Sum sum, double value) {
    sums[sum.place()] += value;
  }

  private double get(Sum sum) {
    return sums[sum.place()];
  }

  private void set(Sum sum, double value) {
    sums[sum.place()] = value;
  }

  /** What follows from several changes together. */
  private void finish(Traits traits) {
    boolean abandoned = outcome.equals("abandoned");
    transferred =
        (traits.bits() & CallTraits.TRANSFERRED) != 0
            || outcome.equals(TRANSFERRED)
            || endReason.equals(TRANSFERRED);
    boolean said = (traits.bits() & CallTraits.NOT_TRANSFERRED) != 0;
    transferKnown =
        isCall() && !abandoned && (transferred || said || says(outcome) || says(endReason));
    if (isCall()) {
      set(Sum.OUTCOME_CALLS, outcome.equals(LabelSet.UNKNOWN) ? 0 : 1);
      set(Sum.ABANDONED_CALLS, abandoned ? 1 : 0);
      set(Sum.ERROR_CALLS, outcome.equals("error") ? 1 : 0);
      set(Sum.HANDLED_CALLS, abandoned ? 0 : 1);
      set(Sum.TRANSFER_CALLS, transferKnown ? 1 : 0);
      set(Sum.TRANSFERRED_CALLS, transferKnown && transferred ? 1 : 0);
    }
    if (seconds >= 0) {
      set(Sum.CALL_SECONDS, seconds);
      set(Sum.TIMED_CALLS, 1);
      set(Sum.HANDLE_SECONDS, abandoned ? 0 : seconds);
      set(Sum.HANDLE_CALLS, abandoned ? 0 : 1);
    }
    if (get(Sum.SILENCE_CALLS) > 0 && seconds >= 0) {
      set(Sum.TIMED_SILENCE_CALLS, 1);
      set(Sum.TIMED_SILENCE_CALL_SECONDS, seconds);
    } else {
      set(Sum.TIMED_SILENCE_SECONDS, 0);
    }
    if (get(Sum.CACHEABLE_INPUT_TOKENS) > 0) {
      set(Sum.CACHEABLE_INPUT_TOKENS, get(Sum.INPUT_TOKENS));
    }
    finishRecognition(traits);
    if (agentSpoke && callerSpoke) {
      set(Sum.SPEECH_CALLS, 1);
    } else {
      set(Sum.AGENT_SPEECH_SECONDS, 0);
      set(Sum.CALLER_SPEECH_SECONDS, 0);
    }
  }

  private static boolean says(String word) {
    return !word.isEmpty() && !word.equals(LabelSet.UNKNOWN) && !word.equals(LabelSet.OTHER);
  }

  /** A model that hears the caller itself needs no transcription: its errors do no harm. */
  private void finishRecognition(Traits traits) {
    if (wer >= 0 && (traits.bits() & CallTraits.SPEECH_TO_SPEECH) == 0) {
      set(Sum.WER_RATIOS, wer);
      set(Sum.WER_CALLS, 1);
      if (traits.weight() > 0) {
        set(Sum.WER_WEIGHTED, wer * traits.weight());
        set(Sum.WER_SECONDS, traits.weight());
        set(Sum.WER_WEIGHTED_CALLS, 1);
      }
    }
  }

  /** Whether nothing was read that an indicator needs. */
  boolean isEmpty() {
    return labels.isEmpty();
  }

  /** Whether the entry counts a call, rather than a late fact of one. */
  boolean isCall() {
    return get(Sum.CALLS) > 0;
  }

  /** Pipeline, provider and model, and perhaps more labels behind them. */
  List<String> labels() {
    return labels;
  }

  /** Whether it is known that the call was, or was not, given to a person, and it was handled. */
  boolean isTransferKnown() {
    return transferKnown;
  }

  /** Whether the call is known to have ended without a person. */
  boolean isContained() {
    return transferKnown && !transferred;
  }

  /** Adds all that was read. */
  void addTo(Tally tally) {
    for (Sum sum : SUMS) {
      if (sums[sum.place()] != 0) {
        tally.add(sum, sums[sum.place()]);
      }
    }
    for (int i = 0; i < latencyValues; i++) {
      tally.add(SPREADS[latencies[i] / LogBuckets.COUNT], latencies[i] % LogBuckets.COUNT, 1);
    }
    costs.forEach(
        (currency, amounts) ->
            tally.add(
                currency, new Tally.Cost(amounts.total >= 0 ? amounts.total : amounts.parts, 1)));
  }
}
