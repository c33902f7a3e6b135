package org.voiceagent.exporter.ledger;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;

/**
 * Everything up to a moment, in one file. {@link SnapshotReading} reads what this writes.
 *
 * @param totals of all counters and histograms
 * @param gauges the newest value of each gauge
 * @param counted the marks, and how far each growing file was read
 * @param notes what is remembered of single entries
 * @param projection what else is worked out from entries, in blocks
 */
record Snapshot(
    List<SeriesTotal> totals,
    List<Change.Set> gauges,
    Counted counted,
    List<? extends Note> notes,
    Iterable<byte[]> projection) {
  private static final int KEYS_IN_A_FRAME = 2_000;
  private static final int MOST_KEPT = 1 << 18;
  private static final int NOTES_IN_A_FRAME = 500;

  /** Writes the file and makes it durable. */
  void write(Path file, long generation) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
      FrameBuffer buffer = new FrameBuffer();
      FileHeader.write(buffer, generation);
      flush(buffer, out);
      for (SeriesTotal total : totals) {
        frame(buffer, out, FrameKind.SERIES, data -> series(data, total));
      }
      for (Change.Set gauge : gauges) {
        frame(buffer, out, FrameKind.GAUGE, data -> gauge(data, gauge));
      }
      writeKeys(buffer, out, FrameKind.KEYS, counted.keys());
      writeKeys(buffer, out, FrameKind.FORGOTTEN, counted.forgotten());
      writeKeys(buffer, out, FrameKind.LATE, counted.keys());
      for (Map.Entry<String, Long> position : counted.positions().entrySet()) {
        frame(
            buffer,
            out,
            FrameKind.POSITION,
            data -> {
              data.writeText(position.getKey());
              data.writeLong(position.getValue());
            });
      }
      for (NewestMarks.Dated dated : counted.newest().all()) {
        frame(buffer, out, FrameKind.NEWEST_MARK, data -> dated(data, dated));
      }
      for (int from = 0; from < notes.size(); from += NOTES_IN_A_FRAME) {
        int to = Math.min(from + NOTES_IN_A_FRAME, notes.size());
        List<? extends Note> block = notes.subList(from, to);
        frame(buffer, out, FrameKind.NOTES, data -> notes(data, block));
      }
      for (byte[] block : projection) {
        frame(buffer, out, FrameKind.PROJECTION, data -> data.writeBlock(block));
      }
      frame(buffer, out, FrameKind.END, data -> data.writeLong(counted.agedOn()));
      out.flush();
      channel.force(true);
    }
  }

  private static void writeKeys(FrameBuffer buffer, OutputStream out, FrameKind kind, MarkKeys keys)
      throws IOException {
    keys.forEach(
        (high, low, absentDays, late) -> {
          boolean wanted = kind == FrameKind.LATE ? late != 0 : (late & KeySegment.ONLY_LATE) == 0;
          if (!wanted) {
            return;
          }
          if (buffer.size() == 0) {
            buffer.beginFrame();
            buffer.writeByte(kind.code());
          }
          buffer.writeLong(high);
          buffer.writeLong(low);
          buffer.writeByte(absentDays);
          if (kind == FrameKind.LATE) {
            buffer.writeByte(late);
          }
          if (buffer.size() > KEYS_IN_A_FRAME * 17) {
            buffer.endFrame();
            flush(buffer, out);
          }
        });
    if (buffer.size() > 0) {
      buffer.endFrame();
      flush(buffer, out);
    }
  }

  private interface Content {
    void write(FrameBuffer data);
  }

  private static void frame(FrameBuffer buffer, OutputStream out, FrameKind kind, Content content)
      throws IOException {
    buffer.beginFrame();
    buffer.writeByte(kind.code());
    content.write(buffer);
    buffer.endFrame();
    flush(buffer, out);
  }

  private static void flush(FrameBuffer buffer, OutputStream out) throws IOException {
    out.write(buffer.array(), 0, buffer.size());
    buffer.clear(MOST_KEPT);
  }

  private static void series(FrameBuffer data, SeriesTotal total) {
    names(data, total.family(), total.labelValues());
    data.writeDouble(total.sum());
    data.writeInt(total.bounds().size());
    for (double bound : total.bounds()) {
      data.writeDouble(bound);
    }
    data.writeInt(total.counts().size());
    for (long count : total.counts()) {
      data.writeLong(count);
    }
    data.writeInt(total.exemplars().size());
    for (Exemplar exemplar : total.exemplars()) {
      data.writeText(exemplar.callId());
      data.writeDouble(exemplar.value());
      data.writeLong(exemplar.atMs());
    }
  }

  private static void gauge(FrameBuffer data, Change.Set gauge) {
    names(data, gauge.family(), gauge.labels());
    data.writeDouble(gauge.value());
    data.writeLong(gauge.at().toEpochMilli());
  }

  private static void names(FrameBuffer data, String family, List<String> labels) {
    data.writeText(family);
    data.writeInt(labels.size());
    for (String value : labels) {
      data.writeText(value);
    }
  }

  private static void dated(FrameBuffer data, NewestMarks.Dated dated) {
    data.writeText(dated.mark().kind());
    data.writeText(dated.mark().name());
    data.writeLong(dated.at().toEpochMilli());
  }

  /** Notes with one table of strings before them. */
  private static void notes(FrameBuffer data, List<? extends Note> block) {
    Strings strings = new Strings();
    FrameBuffer rest = new FrameBuffer();
    NoteWriter writer = new NoteWriter(rest, strings);
    for (Note note : block) {
      note.writeTo(writer);
    }
    strings.writeAll(data);
    data.writeInt(block.size());
    data.append(rest);
  }
}
