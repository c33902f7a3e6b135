package org.voiceagent.exporter.event.feed;

import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.FamilyType;
import org.voiceagent.exporter.event.EventRejectReason;
import org.voiceagent.exporter.ledger.Change;

/**
 * The families that say what became of lines. Their values stand in the ledger beside those of the
 * catalogs, so a line is in exactly one of them, once.
 */
public final class EventFamilies {
  /** The label of an event that no catalog knows: its name must not become a label. */
  public static final String UNKNOWN = "_unknown";

  private static final String PREFIX = "voice_agent_exporter_events_";
  private static final String INGESTED = PREFIX + "ingested_total";
  private static final String SAMPLED_OUT = PREFIX + "sampled_out_total";
  private static final String DUPLICATES = PREFIX + "duplicates_total";
  private static final String REJECTED = PREFIX + "rejected_total";

  private static final List<Family> ALL =
      List.of(
          counter(
              DUPLICATES, "Lines that repeat the event_id of an event counted lately.", "event"),
          counter(INGESTED, "Lines that count as events.", "event"),
          counter(REJECTED, "Lines that do not count, by reason.", "event", "reason"),
          counter(SAMPLED_OUT, "Lines that sampling left out.", "event"));

  private EventFamilies() {}

  /** All of them, by name. */
  public static List<Family> all() {
    return ALL;
  }

  private static Family counter(String name, String help, String... labels) {
    return new Family(
        name,
        FamilyType.COUNTER,
        help,
        "",
        List.of(labels),
        List.of(),
        Optional.empty(),
        List.of());
  }

  static Change ingested(String event) {
    return new Change.Add(INGESTED, List.of(event), 1);
  }

  static Change sampledOut(String event) {
    return new Change.Add(SAMPLED_OUT, List.of(event), 1);
  }

  static Change duplicate(String event) {
    return new Change.Add(DUPLICATES, List.of(event), 1);
  }

  static Change rejected(String event, EventRejectReason reason) {
    return new Change.Add(REJECTED, List.of(event, reason.label()), 1);
  }
}
