package org.voiceagent.exporter.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.voiceagent.exporter.catalog.Source.Fault;
import org.voiceagent.exporter.ledger.Change;

/**
 * Reads what a record does to every total. Whatever depends on the families alone is worked out
 * once. Immutable.
 */
final class ChangeReader<R> {
  private final RecordType<R> type;
  private final List<Label<R>> grouped;
  private final List<Plan<R>> plans;

  /** The labels of families apart from those of their sources; many families have the same. */
  private final List<Layout<R>> layouts;

  /**
   * Labels of a family.
   *
   * @param group for each label its place among the grouped ones, or -1
   */
  private record Layout<R>(List<Label<R>> labels, List<Integer> group) {}

  /**
   * How a family is read.
   *
   * @param layout the place of its layout among the layouts
   * @param kept the places of those of the source's own labels that the family has
   * @param own for each of the family's labels its place among the kept ones, or -1
   */
  private record Plan<R>(Mapping<R> mapping, int layout, List<Integer> kept, List<Integer> own) {}

  /**
   * @param totals the families that are totals
   * @param wanted which of them to read
   */
  ChangeReader(RecordType<R> type, List<Mapping<R>> totals, Predicate<Mapping<R>> wanted) {
    Map<String, Label<R>> labels = type.labelsByKey();
    this.type = type;
    this.grouped = type.grouped().stream().map(labels::get).toList();
    this.layouts = totals.stream().map(this::layout).distinct().toList();
    this.plans = totals.stream().filter(wanted).map(this::plan).toList();
  }

  private Layout<R> layout(Mapping<R> mapping) {
    return new Layout<>(mapping.labels(), mapping.labels().stream().map(grouped::indexOf).toList());
  }

  private Plan<R> plan(Mapping<R> mapping) {
    List<String> names = mapping.family().labels();
    List<String> own = mapping.source().labels();
    List<Integer> kept =
        IntStream.range(0, own.size()).filter(i -> names.contains(own.get(i))).boxed().toList();
    return new Plan<>(
        mapping,
        layouts.indexOf(layout(mapping)),
        kept,
        names.stream().map(name -> kept.indexOf(own.indexOf(name))).toList());
  }

  /** All changes of a record; a value that would harm a sum is dropped. */
  List<Change> changes(R record, LabelBudgets budgets) {
    if (plans.isEmpty()) {
      return List.of();
    }
    Reading reading = new Reading(record, budgets, budgets::group, 2 * plans.size());
    plans.forEach(reading::read);
    if (!reading.dropped.isEmpty()) {
      plans.forEach(reading::countDropped);
    }
    return reading.changes;
  }

  /** The changes of the facts that are not counted yet. */
  LateChanges late(R record, Set<String> counted, LabelBudgets budgets) {
    if (plans.isEmpty()) {
      return LateChanges.NONE;
    }
    // Whether the record is one of those beyond the limit was counted with the record itself.
    Reading reading = new Reading(record, budgets, budgets::quietGroup, plans.size());
    Set<String> facts = Set.of();
    for (Plan<R> next : plans) {
      String fact = next.mapping().source().late();
      int before = reading.changes.size();
      if (!counted.contains(fact)) {
        reading.read(next);
      }
      if (reading.changes.size() > before) {
        facts = facts.isEmpty() ? new TreeSet<>() : facts;
        facts.add(fact);
      }
    }
    return facts.isEmpty() ? LateChanges.NONE : new LateChanges(facts, reading.changes);
  }

  private record Dropped(String source, Fault why) {}

  /** One record while it is read, family by family. */
  private final class Reading implements Source.Sink {
    private final R record;
    private final LabelBudgets budgets;
    private final UnaryOperator<List<String>> folding;
    private final List<Change> changes;
    private List<String> group = List.of();
    private List<List<String>> known = List.of();
    private List<Dropped> dropped = List.of();
    private Plan<R> plan = plans.get(0);

    Reading(R record, LabelBudgets budgets, UnaryOperator<List<String>> folding, int expected) {
      this.changes = new ArrayList<>(expected);
      this.record = record;
      this.budgets = budgets;
      this.folding = folding;
    }

    /** Reads the labels when the first value needs them: a record may have none. */
    private void begin() {
      known = new ArrayList<>(Collections.nCopies(layouts.size(), List.of()));
      String[] values = new String[grouped.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = grouped.get(i).value(record);
      }
      group = values.length == 0 ? List.of() : folding.apply(List.of(values));
    }

    void read(Plan<R> next) {
      plan = next;
      next.mapping().source().read(record, this);
    }

    void countDropped(Plan<R> next) {
      plan = next;
      dropped.forEach(one -> next.mapping().source().dropped(one.source(), one.why(), this));
    }

    @Override
    public void accept(double value, List<String> own) {
      Mapping<R> mapping = plan.mapping();
      Family family = mapping.family();
      double scaled = mapping.scaled(value);
      boolean gauge = family.type() == FamilyType.GAUGE;
      if (!Double.isFinite(scaled) || (scaled < 0 && !gauge)) {
        drop(mapping.source().key(), scaled < 0 ? Fault.NEGATIVE : Fault.NOT_FINITE);
        return;
      }
      if (known.isEmpty()) {
        begin();
      }
      List<String> labels = plan.kept().isEmpty() ? common() : withOwn(own);
      changes.add(
          gauge
              ? new Change.Set(family.name(), labels, scaled, type.time().apply(record))
              : new Change.Add(family.name(), labels, scaled));
    }

    private void drop(String source, Fault why) {
      if (dropped.isEmpty()) {
        dropped = new ArrayList<>();
      }
      dropped.add(new Dropped(source, why));
    }

    private List<String> withOwn(List<String> own) {
      List<Integer> kept = plan.kept();
      List<String> wanted = kept.size() == own.size() ? own : kept.stream().map(own::get).toList();
      List<String> admitted = budgets.own(plan.mapping().family().name(), wanted);
      List<String> others = common();
      String[] values = new String[plan.own().size()];
      int other = 0;
      for (int i = 0; i < values.length; i++) {
        int place = plan.own().get(i);
        values[i] = place < 0 ? others.get(other++) : admitted.get(place);
      }
      return budgets.canonical(List.of(values));
    }

    /** A record's samples have few different label values, and a histogram many with the same. */
    private List<String> common() {
      List<String> values = known.get(plan.layout());
      Layout<R> layout = layouts.get(plan.layout());
      if (values.isEmpty() && !layout.labels().isEmpty()) {
        values = budgets.canonical(values(layout));
        known.set(plan.layout(), values);
      }
      return values;
    }

    private List<String> values(Layout<R> layout) {
      String[] values = new String[layout.labels().size()];
      for (int i = 0; i < values.length; i++) {
        Label<R> label = layout.labels().get(i);
        int place = layout.group().get(i);
        values[i] = place < 0 ? budgets.value(label, label.value(record)) : group.get(place);
      }
      return List.of(values);
    }
  }
}
