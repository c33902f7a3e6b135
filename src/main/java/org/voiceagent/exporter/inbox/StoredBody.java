package org.voiceagent.exporter.inbox;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body in the spool or in the quarantine, as its file's name tells. Names sort by the time of
 * arrival.
 *
 * @param name the file's bare name
 * @param receivedMillis when it came, in epoch milliseconds
 * @param source who sent it
 * @param kind what it is
 */
record StoredBody(String name, long receivedMillis, InboxSource source, Kind kind) {
  private static final Pattern NAME =
      Pattern.compile("([0-9]{13})-([a-z]+)-([a-z]+)-[0-9a-f]{16}(?:-[a-z_]+)?");

  /** What a body is. */
  enum Kind {
    /** A call's report as one JSON object. */
    REPORT,
    /** LiveKit's upload of a session: header, chat history, and audio if that is kept. */
    RECORDING,
    /** A batch of LiveKit's log records as protobuf. */
    LOGS,
    /** The same as JSON. */
    JSONLOGS
  }

  /** A new one. */
  static StoredBody of(long receivedMillis, InboxSource source, Kind kind, long random) {
    String name =
        String.format(
            Locale.ROOT, "%013d-%s-%s-%016x", receivedMillis, source.word(), word(kind), random);
    return new StoredBody(name, receivedMillis, source, kind);
  }

  /** What a file of this name holds; empty if it is none of ours. */
  static Optional<StoredBody> parse(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Optional<InboxSource> source = InboxSource.of(parts.group(2));
    for (Kind kind : Kind.values()) {
      if (source.isPresent() && word(kind).equals(parts.group(3))) {
        return Optional.of(
            new StoredBody(name, Long.parseLong(parts.group(1)), source.get(), kind));
      }
    }
    return Optional.empty();
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
