package org.voiceagent.exporter.ledger;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.call.CallId;

/**
 * A counted call as bytes. Each record holds its own table of strings and needs no other record, so
 * that a damaged one costs nothing but itself.
 */
final class CallCodec {
  private static final int MOST_KEPT = 1 << 16;

  private final Strings strings = new Strings();
  private final FrameBuffer body = new FrameBuffer();

  /** Writes a call as a frame. */
  void encode(CountedCall call, FrameBuffer out) {
    strings.clear();
    body.clear(MOST_KEPT);
    writeSeries(call.increments());
    if (call.observation().isPresent()) {
      ObservationCodec.write(body, call.observation().get(), strings);
    }
    out.beginFrame();
    out.writeByte(Kind.CALL.code());
    out.writeText(call.id().value());
    out.writeLong(call.endedAt().toEpochMilli());
    out.writeLong(call.countedAt().toEpochMilli());
    strings.writeAll(out);
    out.append(body);
    out.endFrame();
  }

  /** Each series once, with all its values. */
  private void writeSeries(List<Increment> increments) {
    int[] next = new int[increments.size()];
    int[] heads = new int[increments.size()];
    int series = linked(increments, next, heads);
    body.writeInt(series);
    for (int i = 0; i < series; i++) {
      Increment head = increments.get(heads[i]);
      strings.write(body, head.family());
      body.writeByte(head.labelValues().size());
      for (String value : head.labelValues()) {
        strings.write(body, value);
      }
      int values = 0;
      for (int at = heads[i] + 1; at > 0; at = next[at - 1]) {
        values++;
      }
      body.writeInt(values);
      for (int at = heads[i] + 1; at > 0; at = next[at - 1]) {
        body.writeDouble(increments.get(at - 1).value());
      }
    }
  }

  /**
   * Links the increments of each series. A call has some dozen of series, so they are compared one
   * by one: that takes less than hashing them.
   *
   * @param next gets, for each increment, 1 + the place of the next one of its series, or 0
   * @param heads gets the first increment of each series
   * @return how many series there are
   */
  private static int linked(List<Increment> increments, int[] next, int[] heads) {
    int[] tails = new int[increments.size()];
    int series = 0;
    for (int i = 0; i < increments.size(); i++) {
      int of = series - 1;
      while (of >= 0 && !isOneSeries(increments.get(heads[of]), increments.get(i))) {
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

  private static boolean isOneSeries(Increment one, Increment other) {
    return one.family().equals(other.family()) && one.labelValues().equals(other.labelValues());
  }

  /**
   * @param payload with an undamaged checksum, so that only another version's bytes can be wrong
   * @throws IOException if these are not a call's bytes
   */
  static CountedCall decode(byte[] payload) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
    Kind.CALL.expect(in.readByte());
    CallId id = CallId.parse(Text.read(in)).orElseThrow(() -> new IOException("no call id"));
    Instant endedAt = Instant.ofEpochMilli(in.readLong());
    Instant countedAt = Instant.ofEpochMilli(in.readLong());
    Strings.Known strings = Strings.Known.readAll(in);
    List<Increment> increments = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      read(in, strings, increments);
    }
    CountedCall call = new CountedCall(id, endedAt, countedAt, increments);
    return in.available() > 0 ? call.observedAs(ObservationCodec.read(in, strings)) : call;
  }

  private static void read(DataInputStream in, Strings.Known strings, List<Increment> increments)
      throws IOException {
    String family = strings.read(in);
    List<String> labelValues = new ArrayList<>();
    for (int left = in.readByte(); left > 0; left--) {
      labelValues.add(strings.read(in));
    }
    List<String> shared = List.copyOf(labelValues);
    for (int left = in.readInt(); left > 0; left--) {
      increments.add(new Increment(family, shared, in.readDouble()));
    }
  }
}
