package org.voiceagent.exporter.artifact;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.voiceagent.exporter.artifact.TranscriptFacts.Sentiment;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Finding.Reason;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.SentimentSource;
import org.voiceagent.exporter.call.TokenKind;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.call.Transcript.Turn;
import org.voiceagent.exporter.call.TurnRow;

/**
 * Combines what the files of a call say. The summary wins, the transcript fills in what the summary
 * lacks, and the snapshot names model and transport where neither of them does.
 */
final class SessionAssembly {
  private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

  private final CallId id;
  private final Instant completedAt;
  private final SentimentScorer scorer;
  private final int mostFindings;

  SessionAssembly(CallId id, Instant completedAt, SentimentScorer scorer, int mostFindings) {
    this.mostFindings = mostFindings;
    this.id = id;
    this.completedAt = completedAt;
    this.scorer = scorer;
  }

  CallSession assemble(
      SummaryFields fields,
      Facts.Builder facts,
      Transcript transcript,
      ConfigSnapshot snapshot,
      List<Finding> otherFindings) {
    List<Finding> spoken = new ArrayList<>();
    checkId(facts, fields);
    checkTimes(facts, fields);
    List<Turn> turns = transcript.turns();
    SentimentSource source = fillFrom(transcript, turns, facts, spoken);
    completeLatencies(facts);
    checkTokens(facts, fields);
    completeFrom(snapshot, facts);
    List<Finding> findings =
        bounded(Stream.of(fields.findings(), otherFindings, spoken).flatMap(List::stream).toList());
    Facts all = facts.build();
    return new CallSession(id, labels(all, snapshot), all, snapshot, source, completedAt, findings);
  }

  /** Findings are kept with the call, so a file of nothing but faults must not fill the memory. */
  private List<Finding> bounded(List<Finding> all) {
    if (all.size() <= mostFindings) {
      return all;
    }
    List<Finding> first = new ArrayList<>(all.subList(0, mostFindings));
    Finding next = all.get(mostFindings);
    String more = (all.size() - mostFindings) + " more problems from here on are not listed";
    first.add(new Finding(next.file(), next.line(), "file", Reason.LIMIT, more));
    return List.copyOf(first);
  }

  private void checkId(Facts.Builder facts, SummaryFields fields) {
    Optional<String> written = facts.text(CallField.CALL_UUID);
    if (written.isPresent() && !written.get().equals(id.value())) {
      fields.note(
          CallField.CALL_UUID, Reason.MISMATCH, "is not the folder's name; the folder's name wins");
    }
  }

  /** Drops an end that cannot be, and takes the duration from the times where it is not given. */
  private void checkTimes(Facts.Builder facts, SummaryFields fields) {
    Optional<Instant> start = facts.instant(CallField.STARTED_AT);
    Optional<Instant> end = facts.instant(CallField.ENDED_AT);
    start = start.filter(at -> isInTime(at, CallField.STARTED_AT, fields, facts));
    end = end.filter(at -> isInTime(at, CallField.ENDED_AT, fields, facts));
    if (start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
      fields.note(CallField.ENDED_AT, Reason.NEGATIVE, "is before the start");
      facts.forget(CallField.ENDED_AT);
    }
    start.ifPresent(began -> completeTimes(began, facts));
  }

  /** A time more than a day ahead comes from a wrong clock. */
  private boolean isInTime(Instant at, CallField field, SummaryFields fields, Facts.Builder facts) {
    boolean inTime = !at.isAfter(completedAt.plus(CLOCK_TOLERANCE));
    if (!inTime) {
      fields.note(field, Reason.OUT_OF_RANGE, "is more than a day after the file was written");
      facts.forget(field);
    }
    return inTime;
  }

  /**
   * Fills in the end or the duration from the start and the other one. The start itself cannot be
   * derived.
   */
  private static void completeTimes(Instant start, Facts.Builder facts) {
    Optional<Instant> end = facts.instant(CallField.ENDED_AT);
    OptionalDouble seconds = facts.number(CallField.DURATION_SECONDS);
    if (end.isPresent() && seconds.isEmpty()) {
      double between = Duration.between(start, end.get()).toMillis() / 1e3;
      if (between <= Values.LONGEST_CALL_SECONDS) {
        facts.number(CallField.DURATION_SECONDS, between);
      }
    } else if (end.isEmpty() && seconds.isPresent()) {
      facts.instant(CallField.ENDED_AT, start.plusMillis(Math.round(seconds.getAsDouble() * 1e3)));
    }
  }

  /**
   * The turns as the summary counts them, else as the transcript does. Without both, the number of
   * measured turns stands in, and the call keeps the note that it is only that.
   */
  private static void countTurns(List<Turn> turns, Facts.Builder facts) {
    if (!facts.known(CallField.TURNS) && !turns.isEmpty()) {
      facts.number(CallField.TURNS, turns.size());
    }
    if (facts.known(CallField.TURNS)) {
      facts.forget(CallField.MEASURED_TURNS);
      return;
    }
    OptionalDouble measured = facts.number(CallField.MEASURED_TURNS);
    measured.ifPresent(count -> facts.number(CallField.TURNS, count));
  }

  private SentimentSource fillFrom(
      Transcript transcript, List<Turn> turns, Facts.Builder facts, List<Finding> findings) {
    if (facts.known(CallField.TURN_ROWS)) {
      List<TurnRow> rows = facts.build().rows(CallField.TURN_ROWS, TurnRow.class);
      Instant start = facts.instant(CallField.STARTED_AT).orElse(Instant.EPOCH);
      new TurnRowFacts(rows, start).completeInto(facts, findings);
    }
    countTurns(turns, facts);
    if (!facts.known(CallField.TURN_LATENCIES_MS) && !facts.known(CallField.AVG_TURN_LATENCY_MS)) {
      facts.numbers(CallField.TURN_LATENCIES_MS, TranscriptFacts.latencies(turns, findings));
    }
    new TurnTaking(turns).completeInto(facts);
    SpeechTimes.complete(facts, turns);
    facts
        .instant(CallField.STARTED_AT)
        .ifPresent(start -> SpeechTimes.completeFirstAudio(facts, turns, start));
    if (facts.known(CallField.SENTIMENT_SCORE)) {
      return SentimentSource.ENGINE;
    }
    Optional<Sentiment> sentiment =
        TranscriptFacts.sentiment(turns, scorer, () -> CallLanguage.of(transcript, turns, facts));
    sentiment.ifPresent(found -> facts.number(CallField.SENTIMENT_SCORE, found.score()));
    return sentiment.map(Sentiment::source).orElse(SentimentSource.NONE);
  }

  /** Mean, largest and 95th percentile (nearest rank) follow from the list where it is given. */
  private static void completeLatencies(Facts.Builder facts) {
    List<Double> sorted =
        facts.build().numbers(CallField.TURN_LATENCIES_MS).stream()
            .sorted(Comparator.naturalOrder())
            .toList();
    if (sorted.isEmpty()) {
      return;
    }
    double mean = sorted.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    fill(facts, CallField.AVG_TURN_LATENCY_MS, mean);
    fill(facts, CallField.MAX_TURN_LATENCY_MS, sorted.get(sorted.size() - 1));
    int rank = (int) Math.ceil(0.95 * sorted.size()) - 1;
    fill(facts, CallField.P95_TURN_LATENCY_MS, sorted.get(rank));
  }

  /** Drops a part of the tokens that is more than all of them. */
  private static void checkTokens(Facts.Builder facts, SummaryFields fields) {
    for (TokenKind kind : TokenKind.values()) {
      OptionalDouble whole = facts.number(kind.whole().field());
      if (whole.isPresent() && facts.number(kind.field()).orElse(0) > whole.getAsDouble()) {
        fields.note(kind.field(), Reason.OUT_OF_RANGE, FactRow.moreThanTheWhole(kind));
        facts.forget(kind.field());
      }
    }
  }

  private static void fill(Facts.Builder facts, CallField field, double value) {
    if (!facts.known(field)) {
      facts.number(field, value);
    }
  }

  private static void completeFrom(ConfigSnapshot snapshot, Facts.Builder facts) {
    if (!facts.known(CallField.TRANSPORT)) {
      snapshot.text("audio_transport").ifPresent(v -> facts.text(CallField.TRANSPORT, v));
    }
    if (!facts.known(CallField.DOWNSTREAM_MODE)) {
      snapshot.text("downstream_mode").ifPresent(v -> facts.text(CallField.DOWNSTREAM_MODE, v));
    }
  }

  private static LabelSet labels(Facts facts, ConfigSnapshot snapshot) {
    String pipeline = facts.text(CallField.PIPELINE_NAME).orElse("");
    String provider = facts.text(CallField.PROVIDER_ID).orElse("");
    String model =
        facts
            .text(CallField.MODEL_VARIANT)
            .or(() -> ConfiguredModel.of(pipeline, provider, snapshot))
            .orElse("");
    return new LabelSet(pipeline, provider, model);
  }
}
