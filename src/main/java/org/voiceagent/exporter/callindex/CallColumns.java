package org.voiceagent.exporter.callindex;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.EndReason;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Outcome;
import org.voiceagent.exporter.call.SentimentBand;

/** Puts calls into the columns of a segment and takes them out. Not thread-safe. */
@SuppressWarnings("EnumOrdinal") // an index in memory only; the state has the names
final class CallColumns {
  private static final double SENTIMENT_SCALE = 10_000;
  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final EndReason[] END_REASONS = EndReason.values();
  private static final SentimentBand[] BANDS = SentimentBand.values();

  final Vocabulary<String> pipelines = new Vocabulary<>(LabelSet.OTHER);
  final Vocabulary<String> providers = new Vocabulary<>(LabelSet.OTHER);
  final Vocabulary<String> models = new Vocabulary<>(LabelSet.OTHER);
  final Vocabulary<List<ListedCall.Advised>> advice = new Vocabulary<>(CallIndex.otherAdvice());

  /** Adds a call as the segment's next row. */
  void append(Segment to, ListedCall call, CallNames names) {
    int row = to.size();
    to.endedMs[row] = call.endedAt().toEpochMilli();
    to.countedAfterSeconds[row] =
        (int)
            Math.min(
                Integer.MAX_VALUE,
                Math.max(0, Duration.between(call.endedAt(), call.countedAt()).toSeconds()));
    to.pipeline[row] = pipelines.number(call.labels().pipelineName());
    to.provider[row] = providers.number(call.labels().providerId());
    to.model[row] = models.number(call.labels().modelVariant());
    to.advice[row] = advice.number(call.advice());
    to.turns[row] =
        call.turns().isPresent()
            ? (char) Math.min(Segment.UNKNOWN_TURNS - 1, call.turns().getAsInt())
            : Segment.UNKNOWN_TURNS;
    to.sentiment[row] =
        call.sentiment().isPresent()
            ? (short) Math.round(call.sentiment().getAsDouble() * SENTIMENT_SCALE)
            : Segment.UNKNOWN_SENTIMENT;
    to.duration[row] = (float) call.durationSeconds().orElse(Double.NaN);
    to.wait[row] = (float) call.longestWaitMs().orElse(Double.NaN);
    to.deadAir[row] = (float) call.deadAirSeconds().orElse(Double.NaN);
    to.outcome[row] = (byte) call.outcome().ordinal();
    to.endReason[row] = (byte) call.endReason().ordinal();
    to.band[row] =
        call.sentimentBand().map(band -> (byte) band.ordinal()).orElse(Segment.UNKNOWN_BAND);
    to.trouble[row] = (byte) call.trouble();
    to.add(names.shown(call.id()).value().getBytes(StandardCharsets.US_ASCII));
  }

  /** The score that a column's value stands for. */
  static OptionalDouble sentiment(short value) {
    return value == Segment.UNKNOWN_SENTIMENT
        ? OptionalDouble.empty()
        : OptionalDouble.of(value / SENTIMENT_SCALE);
  }

  /** What the numbers in the columns mean now. */
  Meanings meanings() {
    return new Meanings(pipelines.all(), providers.all(), models.all(), advice.all());
  }

  /**
   * What the numbers in the columns mean. Immutable.
   *
   * @param pipelines by their numbers
   * @param providers by their numbers
   * @param models by their numbers
   * @param advice by its numbers
   */
  record Meanings(
      List<String> pipelines,
      List<String> providers,
      List<String> models,
      List<List<ListedCall.Advised>> advice) {

    /** The call of a row. */
    ListedCall call(Segment.View view, int row) {
      Segment in = view.columns;
      Instant ended = Instant.ofEpochMilli(in.endedMs[row]);
      return new ListedCall(
          new CallId(view.id(row)),
          ended,
          ended.plusSeconds(in.countedAfterSeconds[row]),
          new LabelSet(
              pipelines.get(in.pipeline[row]),
              providers.get(in.provider[row]),
              models.get(in.model[row])),
          OUTCOMES[in.outcome[row]],
          END_REASONS[in.endReason[row]],
          number(in.duration[row]),
          in.turns[row] == Segment.UNKNOWN_TURNS
              ? OptionalInt.empty()
              : OptionalInt.of(in.turns[row]),
          number(in.wait[row]),
          number(in.deadAir[row]),
          sentiment(in.sentiment[row]),
          in.band[row] == Segment.UNKNOWN_BAND
              ? Optional.empty()
              : Optional.of(BANDS[in.band[row]]),
          advice.get(in.advice[row]));
    }

    /** As many digits as a float has: 45.9 stays 45.9. */
    private static OptionalDouble number(float value) {
      return Float.isNaN(value)
          ? OptionalDouble.empty()
          : OptionalDouble.of(Double.parseDouble(Float.toString(value)));
    }
  }
}
