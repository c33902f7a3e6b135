package org.voiceagent.exporter.lake.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voiceagent.exporter.lake.TierPlan;
import org.voiceagent.exporter.retention.LegalHolds;

/**
 * Everything that files keep of one call: where, of which class, and for how long. It is derived
 * from the files whenever it is asked for, so it is never out of date.
 *
 * @param call the id of the call, as pages show it
 * @param hold the legal hold on it, if there is one
 * @param items one for each file of its folder, of an archive, and with rows of it
 */
public record StorageManifest(
    String call, Optional<LegalHolds.Hold> hold, List<StorageManifest.Item> items) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How sensitive a file is, as in docs/data-classes.md. */
  public enum DataClass {
    /** Describes one call, and with other knowledge who called. */
    PERSONAL,
    /** May hold the caller's own number, or a key. */
    SECRET
  }

  /**
   * A file.
   *
   * @param tier in which tier
   * @param file its path; of a file in an archive, that of the archive, {@code !/} and its name
   * @param dataClass how sensitive it is
   * @param bytes its size; of a file with rows of many calls, that of all of them
   * @param rows how many rows of it are of the call; 0 for a file that is the call's own
   * @param sha256 its checksum; empty if it is still being written
   * @param expiresAt when it is due to be deleted; empty if never, or not before the hold is
   *     released
   */
  public record Item(
      TierPlan.Tier tier,
      String file,
      DataClass dataClass,
      long bytes,
      long rows,
      Optional<String> sha256,
      Optional<Instant> expiresAt) {}

  /** Copies the list. */
  public StorageManifest {
    items = List.copyOf(items);
  }

  /** The manifest as JSON for people, with a line feed. */
  public String json() {
    ObjectNode node = JSON.createObjectNode().put("call", call);
    hold.ifPresentOrElse(
        held ->
            node.putObject("legal_hold")
                .put("reason", held.reason())
                .put("since", held.since().toString()),
        () -> node.putNull("legal_hold"));
    ArrayNode files = node.putArray("files");
    for (Item item : items) {
      ObjectNode one =
          files
              .addObject()
              .put("tier", lower(item.tier()))
              .put("file", item.file())
              .put("class", lower(item.dataClass()))
              .put("bytes", item.bytes());
      if (item.rows() > 0) {
        one.put("rows", item.rows());
      }
      one.put("sha256", item.sha256().orElse(null));
      one.put("expires_at", item.expiresAt().map(Instant::toString).orElse(null));
    }
    return node.toPrettyString() + "\n";
  }

  private static String lower(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }
}
