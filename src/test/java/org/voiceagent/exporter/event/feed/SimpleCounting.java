package org.voiceagent.exporter.event.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.FamilyType;
import org.voiceagent.exporter.event.Event;
import org.voiceagent.exporter.event.EventCounting;
import org.voiceagent.exporter.event.EventRejectReason;
import org.voiceagent.exporter.event.Verdict;
import org.voiceagent.exporter.ledger.Change;

/** Knows one event, {@code work}: counts it by queue, observes its seconds, sets its depth. */
final class SimpleCounting implements EventCounting {
  static final String EVENT = "work";

  private static final List<Family> FAMILIES =
      List.of(
          family("work_total", FamilyType.COUNTER, List.of("queue"), List.of()),
          family("work_seconds", FamilyType.HISTOGRAM, List.of("queue"), List.of(1.0, 5.0)),
          family("work_depth", FamilyType.GAUGE, List.of("queue"), List.of()));

  private static Family family(
      String name, FamilyType type, List<String> labels, List<Double> buckets) {
    Optional<Duration> stale =
        type == FamilyType.GAUGE ? Optional.of(Duration.ofDays(36_500)) : Optional.empty();
    return new Family(name, type, name, "", labels, buckets, stale, List.of());
  }

  @Override
  public Verdict judge(Event event) {
    if (!event.name().equals(EVENT)) {
      return new Verdict.Rejected(EventRejectReason.UNKNOWN_EVENT, "no catalog has this event");
    }
    JsonNode queue = event.data().path("queue");
    if (!queue.isTextual()) {
      return new Verdict.Rejected(EventRejectReason.SCHEMA, "queue is missing");
    }
    List<String> labels = List.of(queue.textValue());
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.Add("work_total", labels, 1));
    if (event.data().path("seconds").isNumber()) {
      changes.add(
          new Change.Add("work_seconds", labels, event.data().path("seconds").doubleValue()));
    }
    if (event.data().path("depth").isNumber()) {
      changes.add(
          new Change.Set(
              "work_depth", labels, event.data().path("depth").doubleValue(), event.at()));
    }
    return new Verdict.Counts(
        changes, Optional.of(() -> new Verdict.Kept(event.callId(), event.data().deepCopy())));
  }

  @Override
  public boolean knows(String name) {
    return name.equals(EVENT);
  }

  @Override
  public Set<String> histograms() {
    return FAMILIES.stream()
        .filter(family -> family.type() == FamilyType.HISTOGRAM)
        .map(Family::name)
        .collect(Collectors.toSet());
  }
}
