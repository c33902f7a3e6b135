package org.voiceagent.exporter.artifact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.artifact.LineFields.Slot;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Finding.Reason;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.Transcript;

/**
 * Builds a transcript line from its fields. Drops values that are not plausible and adds a finding
 * for each.
 */
final class TranscriptLine {
  private static final String FILE = ArtifactFile.TRANSCRIPT.fileName();

  private final LineFields fields;
  private final int number;
  private final List<Finding> findings;

  private TranscriptLine(LineFields fields, int number, List<Finding> findings) {
    this.fields = fields;
    this.number = number;
    this.findings = findings;
  }

  /** The line; empty, with a finding, if its speaker is unknown. */
  static Optional<Transcript.Line> parse(LineFields fields, int number, List<Finding> findings) {
    return new TranscriptLine(fields, number, findings).parse();
  }

  private Optional<Transcript.Line> parse() {
    String role = fields.text(Slot.ROLE);
    Optional<Speaker> speaker = Speaker.of(role);
    if (speaker.isEmpty()) {
      String why = role.isBlank() ? "has no role" : "has a role that is neither caller nor agent";
      findings.add(new Finding(FILE, number, "role", Reason.UNREADABLE, why));
      return Optional.empty();
    }
    Optional<Instant> start = instant(Slot.START);
    Optional<Instant> time = instant(Slot.TIME);
    Optional<Instant> end = instant(Slot.END);
    return Optional.of(
        new Transcript.Line(
            number,
            speaker.get(),
            start.isPresent() ? start : time,
            end,
            until(start, time, end),
            fields.text(Slot.TEXT),
            sentiment(),
            latency(),
            interrupted(),
            fields.text(Slot.EVENT)));
  }

  private static Optional<Instant> until(
      Optional<Instant> start, Optional<Instant> time, Optional<Instant> end) {
    if (end.isPresent() || time.isEmpty()) {
      return end;
    }
    boolean after = start.isEmpty() || time.get().isAfter(start.get());
    return after ? time : Optional.empty();
  }

  private boolean interrupted() {
    Optional<RawValue> raw = fields.get(Slot.INTERRUPTED);
    return raw.isPresent()
        && Values.flag(raw.get()) instanceof Parsed.Good<Double> yes
        && yes.value() == 1;
  }

  private Optional<Instant> instant(Slot slot) {
    Optional<RawValue> raw = fields.get(slot);
    return raw.isPresent() ? good(Values.instant(raw.get()), "ts") : Optional.empty();
  }

  private OptionalDouble sentiment() {
    Optional<RawValue> raw = fields.get(Slot.SENTIMENT);
    return raw.isPresent()
        ? number(Values.sentiment(raw.get()), "sentiment_score")
        : OptionalDouble.empty();
  }

  private OptionalDouble latency() {
    Optional<RawValue> millis = fields.get(Slot.LATENCY_MS);
    Optional<RawValue> raw = millis.isPresent() ? millis : fields.get(Slot.LATENCY_SECONDS);
    int factor = millis.isPresent() ? 1 : 1000;
    return raw.isPresent()
        ? number(Values.millis(raw.get(), factor), "turn_latencies_ms")
        : OptionalDouble.empty();
  }

  private OptionalDouble number(Parsed<Double> parsed, String field) {
    Optional<Double> good = good(parsed, field);
    return good.isPresent() ? OptionalDouble.of(good.get()) : OptionalDouble.empty();
  }

  private <T> Optional<T> good(Parsed<T> parsed, String field) {
    if (parsed instanceof Parsed.Bad<T> bad) {
      findings.add(new Finding(FILE, number, field, bad.reason(), bad.why()));
    }
    return parsed instanceof Parsed.Good<T> good ? Optional.of(good.value()) : Optional.empty();
  }
}
