package org.voiceagent.exporter.artifact;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Finding.Reason;
import org.voiceagent.exporter.call.SentimentSource;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.Transcript.Line;
import org.voiceagent.exporter.call.Transcript.Turn;
import org.voiceagent.exporter.language.Language;

/** Derives from a transcript what an engine's summary may lack. */
final class TranscriptFacts {
  private static final String FILE = ArtifactFile.TRANSCRIPT.fileName();

  private TranscriptFacts() {}

  /**
   * A score and where it comes from.
   *
   * @param score in [-1,1]
   */
  record Sentiment(double score, SentimentSource source) {}

  /**
   * The time from the end of what the caller said to the start of the agent's answer, in ms, for
   * each answer: as the engine wrote it on the line, else from the times of the two lines. What the
   * agent says before the caller ever spoke is a greeting, not an answer.
   *
   * @param findings gets latencies that cannot be
   */
  static List<Double> latencies(List<Turn> turns, List<Finding> findings) {
    List<Double> latencies = new ArrayList<>();
    List<Line> endless = new ArrayList<>();
    for (int i = 1; i < turns.size(); i++) {
      Turn asked = turns.get(i - 1);
      Turn answer = turns.get(i);
      if (answer.speaker() == Speaker.AGENT) {
        OptionalDouble written = written(answer, asked);
        OptionalDouble latency = written.isPresent() ? written : timed(asked, answer, findings);
        latency.ifPresent(latencies::add);
        if (latency.isEmpty() && isEndless(asked) && answer.start().isPresent()) {
          endless.add(asked.last());
        }
      }
    }
    noteEndless(endless, findings);
    return latencies;
  }

  private static boolean isEndless(Turn asked) {
    return asked.last().start().isPresent() && asked.end().isEmpty();
  }

  /** One finding a call: an engine that never writes an end never does. */
  private static void noteEndless(List<Line> endless, List<Finding> findings) {
    if (!endless.isEmpty()) {
      String why =
          "says when the words began but not when they ended, so the latency of the answer is"
              + " unknown"
              + (endless.size() == 1 ? "" : "; " + endless.size() + " lines like this");
      String field = CallField.TURN_LATENCIES_MS.key();
      findings.add(new Finding(FILE, endless.get(0).number(), field, Reason.INCOMPLETE, why));
    }
  }

  /**
   * The mean score of the caller's lines, else the mean of what the scorer says of each turn.
   *
   * @param language finds the language of the call, empty if unknown or not understood; asked only
   *     if there is no score
   */
  static Optional<Sentiment> sentiment(
      List<Turn> turns, SentimentScorer scorer, Supplier<Optional<Language>> language) {
    List<Turn> caller = turns.stream().filter(turn -> turn.speaker() == Speaker.CALLER).toList();
    OptionalDouble given =
        caller.stream()
            .flatMap(turn -> turn.lines().stream())
            .map(Line::sentiment)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .average();
    if (given.isPresent()) {
      return Optional.of(new Sentiment(rounded(given.getAsDouble()), SentimentSource.TRANSCRIPT));
    }
    if (caller.isEmpty() || scorer == SentimentScorer.OFF) {
      return Optional.empty();
    }
    Optional<Language> spoken = language.get();
    if (spoken.isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble scored =
        caller.stream()
            .map(turn -> scorer.score(words(turn), spoken.get()))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .average();
    return scored.isPresent()
        ? Optional.of(new Sentiment(rounded(scored.getAsDouble()), SentimentSource.LEXICON))
        : Optional.empty();
  }

  /** A mean of guesses has no more than three digits worth showing. */
  private static double rounded(double score) {
    return Math.round(score * 1000) / 1000.0;
  }

  private static String words(Turn turn) {
    return turn.lines().stream().map(Line::text).collect(Collectors.joining(" "));
  }

  private static OptionalDouble written(Turn answer, Turn asked) {
    OptionalDouble written = written(answer);
    return written.isPresent() ? written : written(asked);
  }

  private static OptionalDouble written(Turn turn) {
    for (Line line : turn.lines()) {
      if (line.latencyMs().isPresent()) {
        return line.latencyMs();
      }
    }
    return OptionalDouble.empty();
  }

  private static OptionalDouble timed(Turn asked, Turn answer, List<Finding> findings) {
    Optional<Instant> end = asked.end();
    Optional<Instant> start = answer.start();
    if (end.isEmpty() || start.isEmpty()) {
      return OptionalDouble.empty();
    }
    double millis = Duration.between(end.get(), start.get()).toNanos() / 1e6;
    Reason reason =
        millis < 0 ? Reason.NEGATIVE : millis > Values.LONGEST_LATENCY_MS ? Reason.TOO_LARGE : null;
    if (reason != null) {
      String why = String.format(Locale.ROOT, "an answer after %.0f ms is not plausible", millis);
      String field = CallField.TURN_LATENCIES_MS.key();
      findings.add(new Finding(FILE, answer.lines().get(0).number(), field, reason, why));
      return OptionalDouble.empty();
    }
    return millis == 0 ? OptionalDouble.empty() : OptionalDouble.of(millis);
  }
}
