package org.voiceagent.exporter.event.feed;

import java.nio.ByteBuffer;
import java.util.List;
import org.voiceagent.exporter.event.LineReading;

/** What was read of one event file, in the order in which it is to be counted. */
sealed interface EventChunk {

  /** The file's name in the ledger. */
  String name();

  /**
   * Whole lines.
   *
   * @param path where the file was, for messages
   * @param from where they begin, in bytes from the start of the file
   * @param to the first byte behind them
   * @param bytes the lines, or the beginning of a line that is too long
   * @param lines what each line says
   */
  record Lines(String name, String path, long from, long to, ByteBuffer bytes, List<Line> lines)
      implements EventChunk {}

  /**
   * One line.
   *
   * @param at the index of its first byte
   * @param end the index behind its last one
   * @param reading what it says
   */
  record Line(int at, int end, LineReading reading) {}

  /**
   * The file is not read any further.
   *
   * @param head its first line, by which a copy of it is known
   */
  record End(String name, String head) implements EventChunk {}
}
