package org.voiceagent.exporter.ledger;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.call.CallId;

/**
 * A counted call as bytes. Each record holds its own table of strings and needs no other record, so
 * that a damaged one costs nothing but itself.
 */
final class EntryCodec {
  private static final int MOST_KEPT = 1 << 16;

  private final Strings strings = new Strings();
  private final FrameBuffer body = new FrameBuffer();

  /** Writes a call as a frame. */
  void encode(Entry call, FrameBuffer out) {
    strings.clear();
    body.clear(MOST_KEPT);
    writeSeries(call.changes());
    if (call.remembered().isPresent()) {
      ObservationCodec.write(body, call.remembered().get(), strings);
    }
    out.beginFrame();
    out.writeByte(Kind.CALL.code());
    out.writeText(idOf(call).value());
    out.writeLong(call.at().toEpochMilli());
    out.writeLong(call.countedAt().toEpochMilli());
    strings.writeAll(out);
    out.append(body);
    out.endFrame();
  }

  /** The call that an entry counts. */
  static CallId idOf(Entry entry) {
    if (entry.mark() instanceof Mark.Once once && once.kind().equals(Mark.Once.CALL)) {
      return new CallId(once.name());
    }
    throw new IllegalArgumentException("not yet recorded: " + entry.mark());
  }

  /** Each series once, with all its values. */
  private void writeSeries(List<Change> changes) {
    int[] next = new int[changes.size()];
    int[] heads = new int[changes.size()];
    int series = linked(changes, next, heads);
    body.writeInt(series);
    for (int i = 0; i < series; i++) {
      Change head = changes.get(heads[i]);
      strings.write(body, head.family());
      body.writeByte(head.labels().size());
      for (String value : head.labels()) {
        strings.write(body, value);
      }
      int values = 0;
      for (int at = heads[i] + 1; at > 0; at = next[at - 1]) {
        values++;
      }
      body.writeInt(values);
      for (int at = heads[i] + 1; at > 0; at = next[at - 1]) {
        body.writeDouble(changes.get(at - 1).value());
      }
    }
  }

  /**
   * Links the changes of each series. A call has some dozen of series, so they are compared one by
   * one: that takes less than hashing them.
   *
   * @param next gets, for each increment, 1 + the place of the next one of its series, or 0
   * @param heads gets the first increment of each series
   * @return how many series there are
   */
  private static int linked(List<Change> changes, int[] next, int[] heads) {
    int[] tails = new int[changes.size()];
    int series = 0;
    for (int i = 0; i < changes.size(); i++) {
      int of = series - 1;
      while (of >= 0 && !isOneSeries(changes.get(heads[of]), changes.get(i))) {
        of--;
      }
      if (of < 0) {
        of = series++;
        heads[of] = i;
      } else {
        next[tails[of]] = i + 1;
      }
      tails[of] = i;
    }
    return series;
  }

  private static boolean isOneSeries(Change one, Change other) {
    return one.family().equals(other.family()) && one.labels().equals(other.labels());
  }

  /**
   * @param payload with an undamaged checksum, so that only another version's bytes can be wrong
   * @throws IOException if these are not a call's bytes
   */
  static Entry decode(byte[] payload) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
    Kind.CALL.expect(in.readByte());
    CallId id = CallId.parse(Text.read(in)).orElseThrow(() -> new IOException("no call id"));
    Instant endedAt = Instant.ofEpochMilli(in.readLong());
    Instant countedAt = Instant.ofEpochMilli(in.readLong());
    Strings.Known strings = Strings.Known.readAll(in);
    List<Change> changes = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      read(in, strings, changes);
    }
    Entry call =
        new Entry(Mark.Once.call(id.value()), endedAt, countedAt, Optional.of(id.value()), changes);
    return in.available() > 0 ? call.rememberedAs(ObservationCodec.read(in, strings)) : call;
  }

  private static void read(DataInputStream in, Strings.Known strings, List<Change> changes)
      throws IOException {
    String family = strings.read(in);
    List<String> labelValues = new ArrayList<>();
    for (int left = in.readByte(); left > 0; left--) {
      labelValues.add(strings.read(in));
    }
    List<String> shared = List.copyOf(labelValues);
    for (int left = in.readInt(); left > 0; left--) {
      changes.add(new Change.Add(family, shared, in.readDouble()));
    }
  }
}
