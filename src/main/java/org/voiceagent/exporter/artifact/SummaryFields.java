package org.voiceagent.exporter.artifact;

import java.time.Instant;
import java.util.ArrayList;
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
import org.voiceagent.exporter.call.TurnRow;

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
              Map.entry(FieldKind.SHARE, (raw, factor) -> Values.share(raw)),
              // What is no list is a key of the engine's own, as a plain "cost" is.
              Map.entry(FieldKind.ROWS, (raw, factor) -> Parsed.absent()),
              Map.entry(FieldKind.RATING, (raw, factor) -> Values.rating(raw)),
              Map.entry(FieldKind.FLAG, (raw, factor) -> Values.flag(raw)),
              Map.entry(FieldKind.DURATION, Values::seconds),
              Map.entry(FieldKind.LATENCY, Values::millis),
              Map.entry(FieldKind.LATENCIES, Values::millis),
              Map.entry(FieldKind.SENTIMENT, (raw, factor) -> Values.sentiment(raw)),
              Map.entry(FieldKind.INSTANT, (raw, factor) -> Values.instant(raw))));

  /** What {@link SessionAssembly} compares with other facts of the call. */
  private static final Set<CallField> NOTED_LATER =
      EnumSet.of(
          CallField.CALL_UUID,
          CallField.STARTED_AT,
          CallField.ENDED_AT,
          CallField.CACHED_INPUT_TOKENS,
          CallField.CACHE_WRITE_TOKENS,
          CallField.AUDIO_INPUT_TOKENS,
          CallField.REASONING_TOKENS,
          CallField.AUDIO_OUTPUT_TOKENS);

  /** Stands for the value of a field that was not taken yet. */
  private static final Taken NOTHING = new Taken(List.of(), Integer.MAX_VALUE, 0);

  /**
   * The value of a field.
   *
   * @param value a list for a list field: items under a better name replace it, equal ones join it
   * @param rank how good the name was; the lower, the more canonical
   * @param line where it stands; 0 if that was not needed
   */
  private record Taken(Object value, int rank, int line) {}

  private final String file;
  private final int mostItems;
  private final ReadingBudget budget;
  private final CallerHashing callers;
  private final Map<CallField, Taken> taken = new EnumMap<>(CallField.class);
  private final Set<CallField> limited = EnumSet.noneOf(CallField.class);
  private final List<Finding> findings = new ArrayList<>();
  private final DeletionFields deletion = new DeletionFields();
  private IntSupplier line = () -> 0;

  SummaryFields(String file, ReadLimits limits, CallerHashing callers) {
    this.file = file;
    this.mostItems = limits.listItems();
    this.budget = ReadingBudget.of(limits);
    this.callers = callers;
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
      keep(to, good.value(), isNotedLater(to.field()) ? line(raw) : 0);
    }
  }

  /** Whether a further row of a field would be used or noted. */
  boolean wants(Binding to) {
    return beats(to) && !limited.contains(to.field());
  }

  /** Takes one object of a list. */
  void takeRow(Object row, Binding to) {
    if (beats(to)) {
      keep(to, row, 0);
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
    return deletion.wish(moment(CallField.DELETE_AFTER));
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
    findings.add(new Finding(file, taken(field).line(), field.key(), reason, why));
  }

  List<Finding> findings() {
    return findings;
  }

  /** The facts taken so far. */
  Facts.Builder facts() {
    Facts.Builder facts = new Facts.Builder();
    taken.forEach((field, one) -> put(facts, field, one.value()));
    if (taken.containsKey(CallField.TURN_ROWS)) {
      facts.rows(CallField.TURN_ROWS, turns());
    }
    return facts;
  }

  /** Copies the fields that only another report of the same call has. */
  void completeFrom(SummaryFields other) {
    // Their lines are those of another file.
    other.taken.forEach(
        (field, one) -> taken.putIfAbsent(field, new Taken(one.value(), one.rank(), 0)));
    findings.addAll(other.findings);
    deletion.completeFrom(other.deletion);
  }

  private Taken taken(CallField field) {
    return taken.getOrDefault(field, NOTHING);
  }

  private boolean beats(Binding to) {
    int rank = taken(to.field()).rank();
    return to.rank() < rank || (to.rank() == rank && isList(to.field()));
  }

  private void keep(Binding to, Object value, int line) {
    Object all = isList(to.field()) ? joined(to, value) : value;
    taken.put(to.field(), new Taken(all, to.rank(), line));
  }

  private Object joined(Binding to, Object value) {
    Taken before = taken(to.field());
    if (before.rank() != to.rank()) {
      return new ArrayList<>(List.of(value));
    }
    @SuppressWarnings("unchecked") // made above
    List<Object> items = (List<Object>) before.value();
    add(items, to.field(), value);
    return items;
  }

  private void add(List<Object> items, CallField field, Object value) {
    if (items.size() < mostItems) {
      items.add(value);
    } else if (limited.add(field)) {
      note(field, Reason.LIMIT, "only the first " + mostItems + " items are used");
    }
  }

  private static boolean isList(CallField field) {
    return switch (field.kind()) {
      case LATENCIES, TEXTS, ROWS -> true;
      default -> false;
    };
  }

  private List<TurnRow> turns() {
    List<?> turns = (List<?>) taken(CallField.TURN_ROWS).value();
    return TimedTurn.since(
        moment(CallField.STARTED_AT), turns.stream().map(TimedTurn.class::cast).toList());
  }

  private Optional<Instant> moment(CallField field) {
    return taken(field).value() instanceof Instant at ? Optional.of(at) : Optional.empty();
  }

  private static void put(Facts.Builder facts, CallField field, Object value) {
    if (value instanceof Double number) {
      facts.number(field, number);
    } else if (value instanceof Instant instant) {
      facts.instant(field, instant);
    } else if (value instanceof String text) {
      facts.text(field, text);
    } else if (value instanceof List<?> rows && field.kind() == FieldKind.ROWS) {
      if (field != CallField.TURN_ROWS) {
        facts.rows(field, rows);
      }
    } else if (value instanceof List<?> items && field.kind() == FieldKind.TEXTS) {
      facts.texts(field, items.stream().map(String.class::cast).toList());
    } else if (value instanceof List<?> items) {
      facts.numbers(field, items.stream().map(Double.class::cast).toList());
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
