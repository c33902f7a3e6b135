package org.voiceagent.exporter.artifact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.voiceagent.exporter.artifact.FieldBindings.Binding;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.call.FieldKind;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Finding.Reason;

/**
 * Collects the fields of one summary while it is parsed: converts each value by the kind of its
 * field, prefers the most canonical of several names, and keeps a finding for each value that was
 * dropped. Not thread-safe.
 */
final class SummaryFields {
  /** Reads a scalar as one kind of value; the factor turns the written unit into the base unit. */
  private interface Conversion {
    Parsed<?> read(RawValue raw, double factor);
  }

  private static final Map<FieldKind, Conversion> CONVERSIONS =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(FieldKind.TEXT, (raw, factor) -> text(raw)),
              Map.entry(FieldKind.NAME, (raw, factor) -> text(raw)),
              Map.entry(FieldKind.TEXTS, (raw, factor) -> text(raw)),
              Map.entry(FieldKind.COUNT, (raw, factor) -> Values.count(raw)),
              Map.entry(FieldKind.NUMBER, (raw, factor) -> Values.amount(raw)),
              Map.entry(FieldKind.RATING, (raw, factor) -> Values.rating(raw)),
              Map.entry(FieldKind.FLAG, (raw, factor) -> Values.flag(raw)),
              Map.entry(FieldKind.DURATION, Values::seconds),
              Map.entry(FieldKind.LATENCY, Values::millis),
              Map.entry(FieldKind.LATENCIES, Values::millis),
              Map.entry(FieldKind.SENTIMENT, (raw, factor) -> Values.sentiment(raw)),
              Map.entry(FieldKind.INSTANT, (raw, factor) -> Values.instant(raw))));

  /** What {@link SessionAssembly} compares with other facts of the call. */
  private static final Set<CallField> NOTED_LATER =
      EnumSet.of(CallField.CALL_UUID, CallField.STARTED_AT, CallField.ENDED_AT);

  private static final int FIELDS = CallField.values().length;

  /** The items of a list field; those under a better name replace them, equal ones join them. */
  private record ItemsOfOneName(int rank, List<Object> values) {}

  private final String file;
  private final int mostItems;
  private final ReadingBudget budget;
  private final CallerHashing callers;
  private final Map<CallField, Object> values = new EnumMap<>(CallField.class);
  private final int[] ranks = new int[FIELDS];
  private final int[] lines = new int[FIELDS];
  private final Set<CallField> limited = EnumSet.noneOf(CallField.class);
  private final List<Finding> findings = new ArrayList<>();
  private final DeletionFields deletion = new DeletionFields();
  private IntSupplier line = () -> 0;

  SummaryFields(String file, ReadLimits limits, CallerHashing callers) {
    this.file = file;
    this.mostItems = limits.listItems();
    this.budget = ReadingBudget.of(limits);
    this.callers = callers;
    Arrays.fill(ranks, Integer.MAX_VALUE);
  }

  /**
   * Sets what finds the line of a value that is taken with line 0. It is asked only where the line
   * is needed, because finding it costs more than most values.
   */
  void locatedBy(IntSupplier next) {
    line = next;
  }

  /** What reading the file may still cost. */
  ReadingBudget budget() {
    return budget;
  }

  /** Takes a scalar; an item of a list is taken like a scalar of its own. */
  void take(RawValue raw, Binding to) {
    Parsed<?> parsed =
        to.field().kind() == FieldKind.CALLER
            ? caller(raw)
            : CONVERSIONS.get(to.field().kind()).read(raw, to.factor());
    take(parsed, raw, to);
  }

  /** Takes a rating on a scale that is stated with it. */
  void takeRating(RawValue score, Optional<RawValue> lowest, Optional<RawValue> scale, Binding to) {
    Parsed<Double> rating =
        Values.rating(
            score,
            lowest.map(Values::number).orElse(Parsed.absent()),
            scale.map(Values::number).orElse(Parsed.absent()));
    take(rating, score, to);
  }

  private void take(Parsed<?> parsed, RawValue raw, Binding to) {
    if (parsed instanceof Parsed.Bad<?> bad) {
      findings.add(new Finding(file, line(raw), to.field().key(), bad.reason(), bad.why()));
    } else if (parsed instanceof Parsed.Good<?> good && beats(to)) {
      keep(to, good.value());
      if (isNotedLater(to.field())) {
        lines[to.field().ordinal()] = line(raw);
      }
    }
  }

  private int line(RawValue raw) {
    return raw.line() > 0 ? raw.line() : line.getAsInt();
  }

  /** Whether a note on the field may follow once the value itself was taken. */
  private static boolean isNotedLater(CallField field) {
    return NOTED_LATER.contains(field) || isList(field);
  }

  /** Takes a scalar that may be one of the deletion settings. */
  void takeDeletion(String path, RawValue raw) {
    deletion.take(path, raw.on(line(raw)), file).ifPresent(findings::add);
  }

  /** What the deletion settings come to. */
  DeletionWish deletion() {
    return deletion.wish();
  }

  /** Notes something that is about no single value. */
  void note(Finding finding) {
    findings.add(finding);
  }

  /** Notes something about a line that is about no field of the call. */
  void note(String about, int line, Reason reason, String why) {
    findings.add(new Finding(file, line, about, reason, why));
  }

  /** Notes something about a field, at the line it was taken from. */
  void note(CallField field, Reason reason, String why) {
    findings.add(new Finding(file, lines[field.ordinal()], field.key(), reason, why));
  }

  List<Finding> findings() {
    return findings;
  }

  /** The facts taken so far. */
  Facts.Builder facts() {
    Facts.Builder facts = new Facts.Builder();
    values.forEach((field, value) -> put(facts, field, value));
    return facts;
  }

  /** Copies the fields that only another report of the same call has. */
  void completeFrom(SummaryFields other) {
    other.values.forEach(
        (field, value) -> {
          if (values.putIfAbsent(field, value) == null) {
            ranks[field.ordinal()] = other.ranks[field.ordinal()];
          }
        });
    findings.addAll(other.findings);
    deletion.completeFrom(other.deletion);
  }

  private boolean beats(Binding to) {
    int rank = ranks[to.field().ordinal()];
    return to.rank() < rank || (to.rank() == rank && isList(to.field()));
  }

  private void keep(Binding to, Object value) {
    if (!isList(to.field())) {
      values.put(to.field(), value);
    } else if (values.get(to.field()) instanceof ItemsOfOneName items
        && items.rank() == to.rank()) {
      add(items.values(), to.field(), value);
    } else {
      values.put(to.field(), new ItemsOfOneName(to.rank(), new ArrayList<>(List.of(value))));
    }
    ranks[to.field().ordinal()] = to.rank();
  }

  private void add(List<Object> items, CallField field, Object value) {
    if (items.size() < mostItems) {
      items.add(value);
    } else if (limited.add(field)) {
      note(field, Reason.LIMIT, "only the first " + mostItems + " items are used");
    }
  }

  private static boolean isList(CallField field) {
    return field.kind() == FieldKind.LATENCIES || field.kind() == FieldKind.TEXTS;
  }

  private static void put(Facts.Builder facts, CallField field, Object value) {
    if (value instanceof Double number) {
      facts.number(field, number);
    } else if (value instanceof Instant instant) {
      facts.instant(field, instant);
    } else if (value instanceof String text) {
      facts.text(field, text);
    } else if (value instanceof ItemsOfOneName items && field.kind() == FieldKind.TEXTS) {
      facts.texts(field, items.values().stream().map(String.class::cast).toList());
    } else if (value instanceof ItemsOfOneName items) {
      facts.numbers(field, items.values().stream().map(Double.class::cast).toList());
    }
  }

  /** Never bad: what is bad is quoted in a finding. */
  private Parsed<String> caller(RawValue raw) {
    return switch (raw.type()) {
      case TEXT, NUMBER -> callers.of(raw.text()).map(Parsed::good).orElseGet(Parsed::absent);
      case FLAG, STRUCTURE -> Parsed.absent();
    };
  }

  private static Parsed<String> text(RawValue raw) {
    if (raw.type() == RawValue.Type.STRUCTURE) {
      return Parsed.bad(Reason.WRONG_TYPE, "expected a text, found " + raw.shown());
    }
    return raw.text().isBlank() ? Parsed.absent() : Parsed.good(raw.text().strip());
  }
}
