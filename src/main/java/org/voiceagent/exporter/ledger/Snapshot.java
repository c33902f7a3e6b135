package org.voiceagent.exporter.ledger;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
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
      out.write(Frame.of(FileHeader.of(generation)));
      for (SeriesTotal total : totals) {
        frame(out, Kind.SERIES, data -> series(data, total));
      }
      writeKeys(out, Kind.KEYS, keys);
      writeKeys(out, Kind.FORGOTTEN, forgotten);
      for (NewestCalls.Ended ended : newest) {
        frame(
            out,
            Kind.NEWEST,
            data -> {
              Text.write(data, ended.id().value());
              data.writeLong(ended.at().toEpochMilli());
            });
      }
      for (int from = 0; from < observations.size(); from += OBSERVATIONS_IN_A_FRAME) {
        int to = Math.min(from + OBSERVATIONS_IN_A_FRAME, observations.size());
        List<Observation> block = observations.subList(from, to);
        frame(out, Kind.OBSERVATIONS, data -> ObservationCodec.writeBlock(data, block));
      }
      frame(out, Kind.END, data -> data.writeLong(agedOn));
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

  private static void writeKeys(OutputStream out, Kind kind, CallKeys keys) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream block = new DataOutputStream(bytes);
    keys.forEach(
        (high, low, absentDays) -> {
          if (bytes.size() == 0) {
            block.writeByte(kind.code());
          }
          block.writeLong(high);
          block.writeLong(low);
          block.writeByte(absentDays);
          if (bytes.size() > KEYS_IN_A_FRAME * 17) {
            out.write(Frame.of(bytes.toByteArray()));
            bytes.reset();
          }
        });
    if (bytes.size() > 0) {
      out.write(Frame.of(bytes.toByteArray()));
    }
  }

  private interface Content {
    void write(DataOutputStream data) throws IOException;
  }

  private static void frame(OutputStream out, Kind kind, Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(bytes);
    data.writeByte(kind.code());
    content.write(data);
    out.write(Frame.of(bytes.toByteArray()));
  }

  private static void series(DataOutputStream data, SeriesTotal total) throws IOException {
    Text.write(data, total.family());
    data.writeInt(total.labelValues().size());
    for (String value : total.labelValues()) {
      Text.write(data, value);
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
      Text.write(data, exemplar.callId());
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
