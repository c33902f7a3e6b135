package org.voiceagent.exporter.inbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The parts of LiveKit's upload that are kept, as one file: for each a line with name and length,
 * then its bytes. The audio is not among them.
 */
final class RecordingParts {
  /** A protobuf {@code MetricsRecordingHeader}. */
  static final String HEADER = "header";

  /** The messages and tool calls as JSON. */
  static final String CHAT_HISTORY = "chat_history";

  /** What is kept. */
  static final Set<String> NAMES = Set.of(HEADER, CHAT_HISTORY);

  private static final int LONGEST_LINE = 64;

  private RecordingParts() {}

  /** One file of these parts. */
  static byte[] write(Map<String, byte[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parts.forEach(
        (name, content) -> {
          out.writeBytes((name + " " + content.length + "\n").getBytes(US_ASCII));
          out.writeBytes(content);
        });
    return out.toByteArray();
  }

  /**
   * The parts in a file.
   *
   * @throws IOException if it was not written by {@link #write}
   */
  static Map<String, byte[]> read(byte[] file) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    int at = 0;
    while (at < file.length) {
      int end = at;
      while (end < file.length && file[end] != '\n' && end - at < LONGEST_LINE) {
        end++;
      }
      String[] line = new String(file, at, end - at, US_ASCII).split(" ", -1);
      at = end + 1;
      int length =
          line.length == 2 && line[1].matches("[0-9]{1,9}") ? Integer.parseInt(line[1]) : -1;
      if (length < 0 || length > file.length - at) {
        throw new IOException("not the parts of a recording");
      }
      parts.put(line[0], Arrays.copyOfRange(file, at, at + length));
      at += length;
    }
    return parts;
  }
}
