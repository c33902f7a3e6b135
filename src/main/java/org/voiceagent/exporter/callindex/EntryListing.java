package org.voiceagent.exporter.callindex;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.EndReason;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.call.Outcome;
import org.voiceagent.exporter.call.SentimentBand;
import org.voiceagent.exporter.history.CallNotes;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Mark;

/**
 * Reads from a ledger entry what the list of calls shows of a call: from its changes, and from the
 * observation in its note, which has the sentiment, the labels before they were folded, and the
 * advice in its order. An entry of an early version has no note; then the changes have to do. Not
 * thread-safe.
 */
final class EntryListing {
  private static final int OWN = 3;
  private static final double MS_PER_SECOND = 1_000;
  private static final Map<String, Outcome> OUTCOMES = byLabel(Outcome.values());
  private static final Map<String, EndReason> END_REASONS = byLabel(EndReason.values());
  private static final Map<String, SentimentBand> BANDS = byLabel(SentimentBand.values());

  private final List<ListedCall.Advised> advice = new ArrayList<>();
  private List<String> labels = List.of();
  private String outcome = "";
  private String endReason = "";
  private String band = "";
  private double duration;
  private double turns;
  private double wait;
  private double deadAir;

  /** The call that an entry counts; empty if it counts something else, or a simulated call. */
  Optional<ListedCall> read(Entry entry) {
    if (!(entry.mark() instanceof Mark.Once once) || !once.kind().equals(Mark.Once.CALL)) {
      return Optional.empty();
    }
    clear();
    // Not as a for-each loop: the iterator would be garbage.
    List<Change> changes = entry.changes();
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i) instanceof Change.Add add) {
        read(add);
      }
    }
    return labels.isEmpty()
        ? Optional.empty()
        : CallId.parse(once.name()).map(id -> call(id, entry, CallNotes.observation(entry)));
  }

  private void clear() {
    advice.clear();
    labels = List.of();
    outcome = "";
    endReason = "";
    band = "";
    duration = Double.NaN;
    turns = Double.NaN;
    wait = Double.NaN;
    deadAir = Double.NaN;
  }

  private void read(Change.Add change) {
    double value = change.value();
    switch (change.family()) {
      case "ai_agent_calls_total" -> {
        labels = change.labels();
        outcome = own(change, 0);
      }
      case "ai_agent_call_end_total" -> endReason = own(change, 0);
      case "ai_agent_call_duration_seconds" -> duration = value;
      case "ai_agent_call_turns_total" -> turns = value;
      case "ai_agent_call_response_latency_seconds" -> wait = larger(wait, value);
      case "ai_agent_call_dead_air_seconds_total" -> deadAir = sum(deadAir, value);
      case "ai_agent_call_sentiment_total" -> band = own(change, 0);
      case "ai_agent_setting_recommendation_total" ->
          advice.add(new ListedCall.Advised(label(change, 2), label(change, 0), label(change, 1)));
      default -> {
        // The list shows nothing of it.
      }
    }
  }

  private static double larger(double known, double value) {
    return Double.isNaN(known) ? value : Math.max(known, value);
  }

  private static double sum(double known, double value) {
    return Double.isNaN(known) ? value : known + value;
  }

  private static String own(Change change, int place) {
    return label(change, OWN + place);
  }

  private static String label(Change change, int place) {
    return change.labels().size() > place ? change.labels().get(place) : "";
  }

  private ListedCall call(CallId id, Entry entry, Optional<Observation> seen) {
    // A call cannot end after it was counted: the engine's clock is ahead.
    Instant endedAt = entry.at().isAfter(entry.countedAt()) ? entry.countedAt() : entry.at();
    OptionalDouble sentiment =
        seen.map(one -> one.measures().get(Measure.SENTIMENT)).orElse(OptionalDouble.empty());
    return new ListedCall(
        id,
        endedAt,
        entry.countedAt(),
        seen.map(Observation::labels)
            .orElseGet(() -> new LabelSet(labels.get(0), labels.get(1), labels.get(2))),
        OUTCOMES.getOrDefault(outcome, Outcome.UNKNOWN),
        END_REASONS.getOrDefault(endReason, EndReason.UNKNOWN),
        known(duration),
        Double.isNaN(turns) ? OptionalInt.empty() : OptionalInt.of((int) turns),
        known(wait * MS_PER_SECOND),
        known(deadAir),
        sentiment,
        sentiment.isPresent()
            ? Optional.of(SentimentBand.of(sentiment.getAsDouble()))
            : Optional.ofNullable(BANDS.get(band)),
        seen.map(EntryListing::advice).orElse(advice));
  }

  private static List<ListedCall.Advised> advice(Observation seen) {
    return seen.advised().stream()
        .map(one -> new ListedCall.Advised(one.key(), one.field(), one.severity()))
        .toList();
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static <E extends Enum<E>> Map<String, E> byLabel(E[] all) {
    return Arrays.stream(all)
        .collect(Collectors.toMap(one -> one.name().toLowerCase(Locale.ROOT), one -> one));
  }
}
