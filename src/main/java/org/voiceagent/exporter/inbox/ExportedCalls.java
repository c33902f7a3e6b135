package org.voiceagent.exporter.inbox;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts exported calls into their folders, for calls whose webhook never arrived: what a vendor's
 * API lists, or webhook bodies that were kept elsewhere. Doing it again changes nothing. Not
 * thread-safe.
 */
public final class ExportedCalls {
  /** The vendors whose exports are read. */
  public static final Set<InboxSource> SOURCES =
      Set.of(InboxSource.VAPI, InboxSource.RETELL, InboxSource.ELEVENLABS);

  /** Where pages of lists hold their records. */
  private static final List<String> PAGES =
      List.of("results", "data", "calls", "conversations", "items");

  private static final Set<String> RETELL_ENDED = Set.of("ended", "error", "not_connected");
  private static final Set<String> ELEVENLABS_ENDED = Set.of("done", "failed");
  private static final int LARGEST = 64 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final InboxSource source;
  private final CallFolderWriter folders;
  private final boolean dryRun;

  /**
   * @param source whose exports they are; one of {@link #SOURCES}
   * @param sessions the folder of all sessions
   * @param dryRun whether to write nothing and only tell what would be written
   */
  public ExportedCalls(InboxSource source, Path sessions, boolean dryRun) {
    this.source = source;
    this.folders = new CallFolderWriter(sessions, LARGEST);
    this.dryRun = dryRun;
  }

  /** Is told of each record. */
  public interface Listener {
    /** A record was put into its call's folder, or needed not to be. */
    void done(InboxMeter.Delivered how);

    /**
     * A record cannot be used.
     *
     * @param number its place in the file, from 1
     * @param why as a sentence fragment
     */
    void unusable(int number, String why);
  }

  /**
   * Reads a file: a list of calls, pages of such lists, one call, or several of these one after the
   * other, as in JSON lines.
   *
   * @throws IOException if it is not JSON from some point on, or a folder cannot be written; what
   *     came before is done
   */
  public void read(Path file, Listener listener) throws IOException {
    int number = 0;
    try (JsonParser parser = JSON.createParser(file.toFile())) {
      for (JsonToken at = parser.nextToken(); at != null; at = parser.nextToken()) {
        if (at == JsonToken.START_ARRAY) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            put(parser.readValueAsTree(), ++number, listener);
          }
        } else {
          JsonNode node = parser.readValueAsTree();
          Optional<JsonNode> page = page(node);
          if (page.isPresent()) {
            for (JsonNode record : page.get()) {
              put(record, ++number, listener);
            }
          } else {
            put(node, ++number, listener);
          }
        }
      }
    }
  }

  private static Optional<JsonNode> page(JsonNode node) {
    return PAGES.stream().map(node::path).filter(JsonNode::isArray).findFirst();
  }

  private void put(JsonNode record, int number, Listener listener) throws IOException {
    ReportIdentity identity = identity(record);
    if (identity instanceof ReportIdentity.OfCall of) {
      byte[] report = JSON.writeValueAsBytes(record);
      try {
        listener.done(
            dryRun
                ? folders.wouldPut(of.call(), source.fileName(), report)
                : folders.put(of.call(), source.fileName(), report));
      } catch (NotDirectoryException blocked) {
        listener.unusable(number, words(QuarantineReason.BLOCKED));
      }
    } else if (identity instanceof ReportIdentity.Unusable unusable) {
      listener.unusable(number, words(unusable.why()));
    } else {
      listener.done(InboxMeter.Delivered.IGNORED);
    }
  }

  private static String words(QuarantineReason why) {
    return switch (why) {
      case NOT_JSON -> "not an object";
      case NO_CALL_ID -> "no call id";
      case BAD_CALL_ID -> "a call id that cannot be the name of a folder";
      case MALFORMED -> "a summary or another object, not a whole call";
      case BLOCKED -> "a file or a link has the name of the call's folder";
    };
  }

  /** A record is a webhook's body, or the call object that the vendor's API returns. */
  private ReportIdentity identity(JsonNode record) throws IOException {
    if (!record.isObject()) {
      return new ReportIdentity.Unusable(QuarantineReason.NOT_JSON);
    }
    return switch (source) {
      case VAPI ->
          record.path("message").isObject()
              ? ReportIdentity.of(source, JSON.writeValueAsBytes(record))
              : call(record, "id", record.path("endedAt").isTextual());
      case RETELL ->
          record.path("call").isObject()
              ? ReportIdentity.of(source, JSON.writeValueAsBytes(record))
              : call(record, "call_id", RETELL_ENDED.contains(text(record, "call_status")));
      case ELEVENLABS -> conversation(record);
      case DOGRAH, LIVEKIT, GENERIC ->
          throw new IllegalStateException("has no exports: " + source.word());
    };
  }

  private ReportIdentity conversation(JsonNode record) throws IOException {
    if (record.path("data").isObject()) {
      return ReportIdentity.of(source, JSON.writeValueAsBytes(record));
    }
    // The list of conversations holds summaries, which lack most of what is counted.
    return record.path("metadata").isObject()
        ? call(record, "conversation_id", ELEVENLABS_ENDED.contains(text(record, "status")))
        : new ReportIdentity.Unusable(QuarantineReason.MALFORMED);
  }

  private static ReportIdentity call(JsonNode record, String idKey, boolean ended) {
    String id = text(record, idKey);
    if (id.isEmpty()) {
      return new ReportIdentity.Unusable(QuarantineReason.NO_CALL_ID);
    }
    return ended ? ReportIdentity.ofCall(id) : new ReportIdentity.NotEnded();
  }

  private static String text(JsonNode record, String key) {
    return record.path(key).asText("");
  }
}
