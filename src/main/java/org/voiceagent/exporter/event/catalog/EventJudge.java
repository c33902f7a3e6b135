package org.voiceagent.exporter.event.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.catalog.ComputedGauge.Entities;
import org.voiceagent.exporter.event.Event;
import org.voiceagent.exporter.event.EventRejectReason;
import org.voiceagent.exporter.event.Verdict;
import org.voiceagent.exporter.event.catalog.DataPath.Root;
import org.voiceagent.exporter.event.catalog.FieldPrivacy.Level;
import org.voiceagent.exporter.ledger.Change;

/**
 * Judges the events of one name. Everything that depends on the catalog is worked out once. Not
 * thread-safe.
 */
final class EventJudge {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What a number of an event is if there is none. */
  private static final double NONE = Double.NaN;

  private final EventType type;
  private final Sampler sampler;
  private final List<Placed> steps;
  private final List<SharedLabels> shared;
  private final List<DataPath> identifiers;
  private final KeptFields kept;
  private final PrivateTexts texts;
  private final GrowthMemory growth;
  private long lastStart = Long.MIN_VALUE;
  private String lastSpan = "";

  /** A reducer with the labels it has and those that may be shown. */
  record Step(Reducer reducer, List<EventLabel> labels, MetricLabels admitted) {}

  /** A step that shares its labels with others, and its place among them. */
  private record Placed(Step step, SharedLabels labels, int place) {}

  /**
   * @param growth where the counters of other processes stand
   */
  EventJudge(
      EventType type, List<Step> steps, Sampler sampler, PrivateTexts texts, GrowthMemory growth) {
    this.type = type;
    Map<List<EventLabel>, SharedLabels> alike = new LinkedHashMap<>();
    this.steps = steps.stream().map(step -> placed(step, alike)).toList();
    this.shared = List.copyOf(alike.values());
    this.sampler = sampler;
    this.texts = texts;
    this.growth = growth;
    this.kept = new KeptFields(type, texts);
    this.identifiers =
        type.privacy().stream()
            .filter(field -> field.level() == Level.IDENTIFIER)
            .map(FieldPrivacy::path)
            .filter(path -> path.root() == Root.DATA)
            .toList();
  }

  /** What an entry of a list says differs within one event. */
  private static Placed placed(Step step, Map<List<EventLabel>, SharedLabels> alike) {
    boolean each = step.reducer().forEach().isPresent();
    SharedLabels labels =
        each
            ? new SharedLabels(step.labels())
            : alike.computeIfAbsent(step.labels(), SharedLabels::new);
    return new Placed(step, labels, labels.join());
  }

  /**
   * What becomes of an event.
   *
   * @param all whether sampling is off for now
   */
  Verdict judge(Event event, boolean all) {
    String fault = type.payload().fault(event.data(), "data");
    if (!fault.isEmpty()) {
      return new Verdict.Rejected(EventRejectReason.SCHEMA, fault);
    }
    EventReading reading = new EventReading(event);
    if (!all && !sampler.takes(reading)) {
      return new Verdict.SampledOut();
    }
    Judging judging = new Judging(reading, all ? 1 : 1 / sampler.rate());
    for (int i = 0; i < shared.size(); i++) {
      shared.get(i).lookAt(reading, judging.ids);
    }
    for (int i = 0; i < steps.size(); i++) {
      judging.take(steps.get(i));
    }
    if (!judging.bad.isEmpty()) {
      return new Verdict.Rejected(EventRejectReason.BAD_VALUE, judging.bad);
    }
    judging.grown.forEach(growth::put);
    return new Verdict.Counts(judging.changes, Optional.of(() -> kept.of(event)));
  }

  /** One event while its changes are worked out. */
  private final class Judging {
    private final EventReading reading;
    private final double weight;
    private final List<Change> changes = new ArrayList<>(2 * steps.size());
    private final List<Change.Set> grown = new ArrayList<>(0);
    private final List<String> ids;
    private String bad = "";

    Judging(EventReading reading, double weight) {
      this.reading = reading;
      this.weight = weight;
      this.ids = ids();
    }

    private List<String> ids() {
      Event event = reading.event();
      List<String> found = new ArrayList<>(identifiers.size() + 2);
      event.id().ifPresent(found::add);
      event.callId().ifPresent(found::add);
      for (int i = 0; i < identifiers.size(); i++) {
        JsonNode value = identifiers.get(i).in(reading);
        if (value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
          found.add(value.asText());
        }
      }
      return found;
    }

    void take(Placed placed) {
      Optional<EachEntry> each = placed.step().reducer().forEach();
      if (each.isEmpty()) {
        takeOne(placed);
        return;
      }
      JsonNode all = each.get().whole().in(reading);
      if (all.isObject()) {
        for (Map.Entry<String, JsonNode> entry : all.properties()) {
          if (each.get().takes(entry.getKey())) {
            reading.lookAt(JSON.textNode(entry.getKey()), entry.getValue());
            takeEntry(placed);
          }
        }
      } else {
        for (int i = 0; i < all.size(); i++) {
          reading.lookAt(JSON.numberNode(i), all.get(i));
          takeEntry(placed);
        }
      }
    }

    private void takeEntry(Placed placed) {
      placed.labels().lookAt(reading, ids);
      takeOne(placed);
    }

    private void takeOne(Placed placed) {
      Reducer reducer = placed.step().reducer();
      boolean fits = reducer.where().holds(reading);
      if (!fits && reducer.kind() != Reducer.Kind.ENTITY) {
        return;
      }
      double value = value(reducer);
      String key = reducer.key().isPresent() ? key(reducer.key().get()) : "";
      boolean missing = reducer.key().isPresent() && key.isEmpty();
      if ((Double.isNaN(value) && fits) || missing) {
        return;
      }
      placed
          .labels()
          .of(placed.place(), placed.step().admitted(), reading, ids)
          .ifPresent(labels -> change(reducer, labels, key, fits ? value : 0, fits));
    }

    /** The number in the metric's unit; {@link #NONE} if the event has none. */
    private double value(Reducer reducer) {
      if (reducer.from().isEmpty()) {
        return 1;
      }
      JsonNode node = reducer.from().get().in(reading);
      double number =
          node.isNumber()
              ? node.doubleValue()
              : node.isBoolean() ? (node.booleanValue() ? 1 : 0) : NONE;
      if (Double.isInfinite(number)) {
        bad = reducer.from().get().text() + " is not finite";
        return NONE;
      }
      return Double.isNaN(number) || reducer.scale() != 0 ? scaled(number, reducer.scale()) : 1;
    }

    private String key(DataPath path) {
      JsonNode node = path.in(reading);
      return node.isValueNode() && !node.isNull() && !node.asText().isEmpty()
          ? texts.hashed(node.asText())
          : "";
    }

    private void change(
        Reducer reducer, List<String> labels, String key, double value, boolean fits) {
      switch (reducer.kind()) {
        case ADD -> add(reducer, labels, value);
        case SET ->
            changes.add(new Change.Set(reducer.family(), labels, value, reading.event().at()));
        case GROWTH -> grow(reducer, labels, key, value);
        case ENTITY, MEMBER ->
            changes.add(
                new Change.Set(
                    reducer.family(),
                    before(List.of(key, fits ? Entities.INSIDE : ""), labels),
                    value,
                    reading.event().at()));
        case SPAN -> {
          long start = Math.floorDiv(reading.event().at().toEpochMilli(), reducer.spanMs());
          add(reducer, before(List.of(text(start * reducer.spanMs() / 1000)), labels), value);
        }
      }
    }

    private void add(Reducer reducer, List<String> labels, double value) {
      if (value < 0) {
        bad = reducer.from().map(DataPath::text).orElse("a value") + " is negative";
      } else {
        double weighted = reducer.sampled() ? value * weight : value;
        changes.add(new Change.Add(reducer.family(), labels, weighted));
      }
    }

    private void grow(Reducer reducer, List<String> labels, String key, double value) {
      if (value < 0) {
        bad = reducer.from().map(DataPath::text).orElse("a value") + " is negative";
        return;
      }
      String of = key + '\n' + String.join("\n", labels);
      String hidden = GrowthMemory.family(reducer.shown());
      Change.Set stands =
          new Change.Set(hidden, before(List.of(of), labels), value, reading.event().at());
      double more = growth.growth(stands);
      if (more >= 0) {
        grown.add(stands);
        changes.add(stands);
      }
      if (more > 0) {
        changes.add(new Change.Add(reducer.family(), labels, more));
      }
    }
  }

  /** The start of a span as a label; most events are in the span of the one before. */
  private String text(long start) {
    if (start != lastStart) {
      lastStart = start;
      lastSpan = Long.toString(start);
    }
    return lastSpan;
  }

  /** As catalogs of calls do: only by division does 1100 ms become the double nearest to 1.1. */
  private static double scaled(double value, double scale) {
    return scale > 0 && scale < 1 && 1 / scale == Math.rint(1 / scale)
        ? value / Math.rint(1 / scale)
        : value * scale;
  }

  private static List<String> before(List<String> first, List<String> labels) {
    String[] all = new String[first.size() + labels.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = i < first.size() ? first.get(i) : labels.get(i - first.size());
    }
    return List.of(all);
  }
}
