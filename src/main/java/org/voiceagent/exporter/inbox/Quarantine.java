package org.voiceagent.exporter.inbox;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps bodies that cannot be used, with the reason in their names, within limits of size and age:
 * the oldest go first. Used by the delivering thread only, except for {@link BodyFolder}, which
 * others may ask as well.
 */
final class Quarantine {
  private static final Logger logger = LoggerFactory.getLogger(Quarantine.class);

  private final BodyFolder folder;
  private final Keeping keeping;
  private final InboxMeter meter;

  /**
   * What is kept.
   *
   * @param content whether bodies are kept; if not, only the reason is, because redaction on ingest
   *     allows no text on disk that cannot be redacted
   * @param mostBytes how much is kept in all
   * @param longest how long a body is kept; empty for no limit
   */
  record Keeping(boolean content, long mostBytes, Optional<Duration> longest) {}

  Quarantine(BodyFolder folder, Keeping keeping, InboxMeter meter) {
    this.folder = folder;
    this.keeping = keeping;
    this.meter = meter;
  }

  /**
   * Sets a body aside.
   *
   * @throws IOException if it cannot be written
   */
  void add(StoredBody body, byte[] content, QuarantineReason why) throws IOException {
    logger.warn(
        "what {} sent cannot be used ({}); it is set aside in the state folder as"
            + " inbox/quarantine/{}-{}",
        body.source().word(),
        why.label(),
        body.name(),
        why.label());
    StoredBody aside =
        new StoredBody(
            body.name() + "-" + why.label(), body.receivedMillis(), body.source(), body.kind());
    folder.put(aside, keeping.content() ? content : new byte[0]);
    meter.quarantined(body.source(), why);
  }

  /** Removes what is too old or too much. */
  void trim(Instant now) throws IOException {
    if (folder.files() > 0) {
      List<StoredBody> all = folder.all();
      long oldest =
          keeping.longest().map(age -> now.minus(age).toEpochMilli()).orElse(Long.MIN_VALUE);
      for (StoredBody body : all) {
        if (body.receivedMillis() >= oldest && folder.bytes() <= keeping.mostBytes()) {
          break;
        }
        folder.remove(body);
      }
    }
    meter.quarantine(folder.files(), folder.bytes());
  }
}
