package org.voiceagent.exporter.callindex;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.voiceagent.exporter.call.CallId;

/**
 * The position of a call in a list: the calls behind it are the same however many calls come in
 * front of it. It stays valid when its call is forgotten.
 *
 * @param position where the call stands in the list's order
 * @param endedMs when it ended, in ms since 1970
 * @param id its id
 */
public record CallCursor(double position, long endedMs, CallId id) {
  /** No id has it. */
  private static final String SEPARATOR = "~";

  /** The cursor as it stands in an address. */
  public String text() {
    return position + SEPARATOR + endedMs + SEPARATOR + id;
  }

  /** Reads what {@link #text} wrote; empty for anything else. */
  public static Optional<CallCursor> parse(String text) {
    String[] parts = text.split(SEPARATOR, -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      double position = Double.parseDouble(parts[0]);
      long endedMs = Long.parseLong(parts[1]);
      return Double.isFinite(position)
          ? CallId.parse(parts[2]).map(id -> new CallCursor(position, endedMs, id))
          : Optional.empty();
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
  }

  /** Whether a row comes behind this position. */
  boolean isBefore(double rowPosition, Segment.View rows, int row) {
    if (rowPosition != position) {
      return rowPosition > position;
    }
    long ended = rows.columns.endedMs[row];
    return ended != endedMs
        ? ended < endedMs
        : rows.compareId(row, id.value().getBytes(StandardCharsets.US_ASCII)) > 0;
  }
}
