package org.voiceagent.exporter.experiment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.voiceagent.exporter.call.Observation;

/**
 * Which calls form one side of a comparison, as an operator writes it: a period such as {@code
 * 2026-11-01..2026-11-08}, a version such as {@code engine_version=4.3.0}, or the value of a
 * setting such as {@code streaming.low_watermark_ms=80}. Several parts, separated by commas, must
 * all hold. Immutable.
 *
 * @param text what was written
 * @param parts what must hold of a call
 */
public record CallSelection(String text, List<Predicate<Observation>> parts) {
  private static final int LONGEST = 1_000;

  /**
   * The calls that ended in a time.
   *
   * @param from its start, which belongs to it
   * @param to its end, which does not
   */
  public record Ended(Instant from, Instant to) implements Predicate<Observation> {
    @Override
    public boolean test(Observation call) {
      return !call.endedAt().isBefore(from) && call.endedAt().isBefore(to);
    }
  }

  /** Makes an immutable copy. */
  public CallSelection {
    parts = List.copyOf(parts);
  }

  /** Reads a selection, or says nothing if the text has no such form. */
  public static Optional<CallSelection> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    List<Predicate<Observation>> parts = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Optional<Predicate<Observation>> one =
          part.contains("=") ? value(part.strip()) : period(part.strip());
      if (one.isEmpty()) {
        return Optional.empty();
      }
      parts.add(one.get());
    }
    return Optional.of(new CallSelection(text, parts));
  }

  /** The time, if that is all that must hold, and it has both ends. */
  public Optional<Ended> period() {
    return parts.size() == 1
            && parts.get(0) instanceof Ended ended
            && ended.from().isAfter(Instant.MIN)
            && ended.to().isBefore(Instant.MAX)
        ? Optional.of(ended)
        : Optional.empty();
  }

  /** Whether a call belongs to this side. */
  public boolean contains(Observation call) {
    return parts.stream().allMatch(part -> part.test(call));
  }

  private static Optional<Predicate<Observation>> value(String text) {
    int equals = text.indexOf('=');
    String key = text.substring(0, equals).strip();
    String wanted = text.substring(equals + 1).strip();
    if (key.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(call -> value(call, key).filter(wanted::equals).isPresent());
  }

  private static Optional<String> value(Observation call, String key) {
    return switch (key) {
      case "engine_version" -> Optional.of(call.engineVersion());
      case "pipeline_name" -> Optional.of(call.labels().pipelineName());
      case "provider_id" -> Optional.of(call.labels().providerId());
      case "model_variant" -> Optional.of(call.labels().modelVariant());
      default -> Optional.ofNullable(call.settings().get(key));
    };
  }

  private static Optional<Predicate<Observation>> period(String text) {
    int dots = text.indexOf("..");
    if (dots < 0 || text.length() == 2) {
      return Optional.empty();
    }
    Optional<Instant> from = moment(text.substring(0, dots), Instant.MIN);
    Optional<Instant> to = moment(text.substring(dots + 2), Instant.MAX);
    if (from.isEmpty() || to.isEmpty() || !from.get().isBefore(to.get())) {
      return Optional.empty();
    }
    return Optional.of(new Ended(from.get(), to.get()));
  }

  private static Optional<Instant> moment(String text, Instant open) {
    try {
      if (text.isEmpty()) {
        return Optional.of(open);
      }
      return Optional.of(
          text.contains("T")
              ? Instant.parse(text)
              : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException noTime) {
      return Optional.empty();
    }
  }
}
