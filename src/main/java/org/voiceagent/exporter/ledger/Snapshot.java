package org.voiceagent.exporter.ledger;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;

/**
 * Everything up to a moment, in one file: the totals, the remembered calls and the newest ones.
 *
 * @param totals of all series
 * @param keys the calls that were counted
 * @param newest the ids of the newest calls, newest first
 * @param observations what is remembered of single calls
 * @param forgotten the calls that are to stay forgotten
 * @param agedOn the day, since 1970, on which absent folders were last looked for
 */
record Snapshot(
    List<SeriesTotal> totals,
    CallKeys keys,
    List<NewestCalls.Ended> newest,
    List<Observation> observations,
    CallKeys forgotten,
    long agedOn) {
  private static final int KEYS_IN_A_FRAME = 2_000;
  private static final int MOST_KEPT = 1 << 18;
  private static final int OBSERVATIONS_IN_A_FRAME = 500;

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
        frame(buffer, out, Kind.SERIES, data -> series(data, total));
      }
      writeKeys(buffer, out, Kind.KEYS, keys);
      writeKeys(buffer, out, Kind.FORGOTTEN, forgotten);
      for (NewestCalls.Ended ended : newest) {
        frame(
            buffer,
            out,
            Kind.NEWEST,
            data -> {
              data.writeText(ended.id().value());
              data.writeLong(ended.at().toEpochMilli());
            });
      }
      for (int from = 0; from < observations.size(); from += OBSERVATIONS_IN_A_FRAME) {
        int to = Math.min(from + OBSERVATIONS_IN_A_FRAME, observations.size());
        List<Observation> block = observations.subList(from, to);
        frame(buffer, out, Kind.OBSERVATIONS, data -> ObservationCodec.writeBlock(data, block));
      }
      frame(buffer, out, Kind.END, data -> data.writeLong(agedOn));
      out.flush();
      channel.force(true);
    }
  }

  /**
   * Reads a file whole.
   *
   * @throws IOException if anything of it is damaged or missing
   */
  static Snapshot read(Path file) throws IOException {
    Reading reading = new Reading();
    try (FrameFile frames = FrameFile.open(file)) {
      long position = 0;
      while (position < frames.size()) {
        long at = position;
        byte[] payload = frames.at(at).orElseThrow(() -> new IOException("damaged at byte " + at));
        reading.take(payload, at == 0);
        position += Frame.HEADER_BYTES + payload.length;
      }
    }
    return reading.whole();
  }

  private static void writeKeys(FrameBuffer buffer, OutputStream out, Kind kind, CallKeys keys)
      throws IOException {
    keys.forEach(
        (high, low, absentDays) -> {
          if (buffer.size() == 0) {
            buffer.beginFrame();
            buffer.writeByte(kind.code());
          }
          buffer.writeLong(high);
          buffer.writeLong(low);
          buffer.writeByte(absentDays);
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

  private static void frame(FrameBuffer buffer, OutputStream out, Kind kind, Content content)
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
    data.writeText(total.family());
    data.writeInt(total.labelValues().size());
    for (String value : total.labelValues()) {
      data.writeText(value);
    }
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

  /** A snapshot while it is read. */
  private static final class Reading {
    private final List<SeriesTotal> totals = new ArrayList<>();
    private final CallKeys keys = new CallKeys();
    private final List<NewestCalls.Ended> newest = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();
    private final CallKeys forgotten = new CallKeys();
    private long agedOn;
    private boolean ended;

    void take(byte[] payload, boolean first) throws IOException {
      Kind kind = Kind.of(payload);
      if (first != (kind == Kind.HEADER) || ended) {
        throw new IOException("a frame out of place");
      }
      DataInputStream data =
          new DataInputStream(new ByteArrayInputStream(payload, 1, payload.length - 1));
      switch (kind) {
        case HEADER -> FileHeader.check(payload);
        case SERIES -> totals.add(series(data));
        case KEYS -> keys(data, keys);
        case FORGOTTEN -> keys(data, forgotten);
        case NEWEST -> newest.add(ended(data));
        case OBSERVATIONS -> observations.addAll(ObservationCodec.readBlock(data));
        case END -> {
          agedOn = data.readLong();
          ended = true;
        }
        case CALL -> throw new IOException("a call in a snapshot");
      }
    }

    Snapshot whole() throws IOException {
      if (!ended) {
        throw new IOException("its end is missing");
      }
      return new Snapshot(totals, keys, newest, observations, forgotten, agedOn);
    }

    private static void keys(DataInputStream data, CallKeys into) throws IOException {
      while (data.available() > 0) {
        into.add(data.readLong(), data.readLong(), data.readUnsignedByte());
      }
    }

    private static NewestCalls.Ended ended(DataInputStream data) throws IOException {
      CallId id = CallId.parse(Text.read(data)).orElseThrow(() -> new IOException("no call id"));
      return new NewestCalls.Ended(id, Instant.ofEpochMilli(data.readLong()));
    }

    private static SeriesTotal series(DataInputStream data) throws IOException {
      String family = Text.read(data);
      List<String> labelValues = new ArrayList<>();
      for (int left = data.readInt(); left > 0; left--) {
        labelValues.add(Text.read(data));
      }
      double sum = data.readDouble();
      List<Double> bounds = new ArrayList<>();
      for (int left = data.readInt(); left > 0; left--) {
        bounds.add(data.readDouble());
      }
      List<Long> counts = new ArrayList<>();
      for (int left = data.readInt(); left > 0; left--) {
        counts.add(data.readLong());
      }
      List<Exemplar> exemplars = new ArrayList<>();
      for (int left = data.readInt(); left > 0; left--) {
        exemplars.add(new Exemplar(Text.read(data), data.readDouble(), data.readLong()));
      }
      return new SeriesTotal(family, labelValues, sum, bounds, counts, exemplars);
    }
  }
}
