package org.voiceagent.exporter.daemon;

import java.time.InstantSource;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.event.EventLog;
import org.voiceagent.exporter.event.EventSink;
import org.voiceagent.exporter.event.feed.EventFeed;
import org.voiceagent.exporter.event.feed.EventQuarantine;
import org.voiceagent.exporter.intake.IntakeClock;
import org.voiceagent.exporter.lake.LakeJournal;
import org.voiceagent.exporter.redaction.RedactionMode;
import org.voiceagent.exporter.redaction.Redactor;

/** Puts the feed of event files together. */
final class EventIntake {
  /** The newest rejected lines are enough to see what is wrong. */
  private static final long QUARANTINE_BYTES = 16L << 20;

  private EventIntake() {}

  /**
   * The feed; it reads nothing before it is started.
   *
   * @param sink takes events once they are counted
   */
  static EventFeed of(DaemonSetup setup, OpenState state, EventSink sink) {
    ExporterConfig config = setup.config();
    InstantSource clock = setup.clock();
    EventQuarantine quarantine =
        new EventQuarantine(
            config.state(),
            config.redaction().mode() == RedactionMode.OFF
                ? Redactor.strict()
                : config.redaction().redactor(),
            new EventQuarantine.Keeping(
                config.redaction().mode() != RedactionMode.ON_INGEST,
                QUARANTINE_BYTES,
                config.retention().policy().rejectedMaxAge()),
            clock,
            state.self());
    return new EventFeed(
        config.events(),
        new EventFeed.Counted(state.ledger().ledger(), state.telemetry().calls(), state.eventIds()),
        new EventFeed.Judges(
            state.events().counting(),
            state.journal().map(LakeJournal::events).orElse(EventLog.NONE),
            sink,
            quarantine),
        state.self(),
        new IntakeClock(clock, System::nanoTime));
  }
}
