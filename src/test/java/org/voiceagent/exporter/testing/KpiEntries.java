package org.voiceagent.exporter.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Mark;
import org.voiceagent.exporter.ledger.Traits;

/** Builds the ledger entry of a call, change by change, as the families of calls make it. */
public final class KpiEntries {
  private final String id;
  private final Instant endedAt;
  private final List<Change> changes = new ArrayList<>();
  private List<String> labels = List.of("local_hybrid", "openai", "gpt-4o");
  private Instant countedAt;
  private OptionalLong caller = OptionalLong.empty();
  private int traits;
  private float weight;
  private Mark.Once mark;

  private KpiEntries(String id, Instant endedAt) {
    this.id = id;
    this.endedAt = endedAt;
    this.countedAt = endedAt.plusSeconds(1);
    this.mark = Mark.Once.call(id);
  }

  /** A call that ended at this time. */
  public static KpiEntries call(String id, Instant endedAt, String outcome) {
    return new KpiEntries(id, endedAt).with("calls_total", 1, outcome);
  }

  /** A fact of a call that is counted after it. */
  public static KpiEntries late(String fact, String id, Instant endedAt) {
    KpiEntries late = new KpiEntries(id, endedAt);
    late.mark = new Mark.Once("late." + fact, id);
    return late;
  }

  /** Of this pipeline, provider and model; to be said first. */
  public KpiEntries of(String pipeline, String provider, String model) {
    labels = List.of(pipeline, provider, model);
    List<Change> before = List.copyOf(changes);
    changes.clear();
    for (Change change : before) {
      changes.add(
          new Change.Add(
              change.family(),
              Stream.concat(labels.stream(), change.labels().stream().skip(3)).toList(),
              change.value()));
    }
    return this;
  }

  /** With a value of the family {@code ai_agent_call_<name>}, or {@code ai_agent_calls_total}. */
  public KpiEntries with(String name, double value, String... own) {
    String family = name.equals("calls_total") ? "ai_agent_calls_total" : "ai_agent_call_" + name;
    changes.add(
        new Change.Add(family, Stream.concat(labels.stream(), Stream.of(own)).toList(), value));
    return this;
  }

  /** With a recommendation; the entry has no note that says which one is best. */
  public KpiEntries advised(String key, String field, String severity) {
    changes.add(
        new Change.Add(
            "ai_agent_setting_recommendation_total",
            List.of(field, severity, key, labels.get(0)),
            1));
    return this;
  }

  /** From a caller with this hash. */
  public KpiEntries from(long hash) {
    caller = OptionalLong.of(hash);
    return this;
  }

  /** With these bits of traits. */
  public KpiEntries traits(int bits) {
    traits = bits;
    return this;
  }

  /** With so many seconds of recognised speech. */
  public KpiEntries weight(double seconds) {
    weight = (float) seconds;
    return this;
  }

  /** Counted at this time. */
  public KpiEntries countedAt(Instant at) {
    countedAt = at;
    return this;
  }

  /** The entry. */
  public Entry entry() {
    return new Entry(mark, endedAt, countedAt, Optional.of(id), changes)
        .with(new Traits(caller, traits, weight));
  }
}
