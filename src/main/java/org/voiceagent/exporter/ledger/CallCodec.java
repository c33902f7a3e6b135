package org.voiceagent.exporter.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voiceagent.exporter.call.CallId;

/**
 * A counted call as bytes. Each record holds its own table of strings and needs no other record, so
 * that a damaged one costs nothing but itself.
 */
final class CallCodec {
  private CallCodec() {}

  /** The series a value belongs to. */
  private record Series(String family, List<String> labelValues) {}

  static byte[] encode(CountedCall call) throws IOException {
    Map<Series, List<Double>> series = new LinkedHashMap<>();
    for (Increment increment : call.increments()) {
      series
          .computeIfAbsent(
              new Series(increment.family(), increment.labelValues()), key -> new ArrayList<>())
          .add(increment.value());
    }
    Strings strings = new Strings();
    ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
    DataOutputStream rest = new DataOutputStream(body);
    rest.writeInt(series.size());
    for (Map.Entry<Series, List<Double>> entry : series.entrySet()) {
      write(rest, entry.getKey(), entry.getValue(), strings);
    }
    if (call.observation().isPresent()) {
      ObservationCodec.write(rest, call.observation().get(), strings);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(Kind.CALL.code());
    Text.write(out, call.id().value());
    out.writeLong(call.endedAt().toEpochMilli());
    out.writeLong(call.countedAt().toEpochMilli());
    strings.writeAll(out);
    body.writeTo(out);
    return bytes.toByteArray();
  }

  private static void write(
      DataOutputStream out, Series series, List<Double> values, Strings strings)
      throws IOException {
    strings.write(out, series.family());
    out.writeByte(series.labelValues().size());
    for (String value : series.labelValues()) {
      strings.write(out, value);
    }
    out.writeInt(values.size());
    for (double value : values) {
      out.writeDouble(value);
    }
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
