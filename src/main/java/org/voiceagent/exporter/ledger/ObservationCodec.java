package org.voiceagent.exporter.ledger;

import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Measures;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.call.Observation.Advised;
import org.voiceagent.exporter.call.Observation.Decided;

/** What is remembered of a call as bytes. Measures go by name: a later version may have others. */
final class ObservationCodec {
  private static final Measure[] MEASURES = Measure.values();

  private ObservationCodec() {}

  /** Writes many calls with one table of strings. */
  static void writeBlock(FrameBuffer out, List<Observation> calls) {
    Strings strings = new Strings();
    FrameBuffer rest = new FrameBuffer();
    for (Observation call : calls) {
      write(rest, call, strings);
    }
    strings.writeAll(out);
    out.writeInt(calls.size());
    out.append(rest);
  }

  /** Reads what {@link #writeBlock} wrote. */
  static List<Observation> readBlock(DataInputStream in) throws IOException {
    Strings.Known strings = Strings.Known.readAll(in);
    List<Observation> calls = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      calls.add(read(in, strings));
    }
    return calls;
  }

  /** Writes one call, with its strings in the table of its frame. */
  static void write(FrameBuffer out, Observation call, Strings strings) {
    out.writeText(call.id().value());
    out.writeLong(call.endedAt().toEpochMilli());
    strings.write(out, call.labels().pipelineName());
    strings.write(out, call.labels().providerId());
    strings.write(out, call.labels().modelVariant());
    strings.write(out, call.engineVersion());
    out.writeLong(call.configHash());
    out.writeInt(call.settings().size());
    for (Map.Entry<String, String> setting : call.settings().entrySet()) {
      strings.write(out, setting.getKey());
      strings.write(out, setting.getValue());
    }
    measures(out, call.measures(), strings);
    keys(out, call.fired(), strings);
    keys(out, call.unjudged(), strings);
    out.writeInt(call.advised().size());
    for (Advised advised : call.advised()) {
      strings.write(out, advised.key());
      strings.write(out, advised.field());
      strings.write(out, advised.suggested());
      strings.write(out, advised.severity());
    }
    out.writeInt(call.decided().size());
    for (Decided decided : call.decided()) {
      strings.write(out, decided.field());
      strings.write(out, decided.to());
      out.writeLong(decided.at().toEpochMilli());
      strings.write(out, decided.verdict());
    }
  }

  /** Reads what {@link #write} wrote. */
  static Observation read(DataInputStream in, Strings.Known strings) throws IOException {
    CallId id = CallId.parse(Text.read(in)).orElseThrow(() -> new IOException("no call id"));
    Instant endedAt = Instant.ofEpochMilli(in.readLong());
    LabelSet labels = new LabelSet(strings.read(in), strings.read(in), strings.read(in));
    String engineVersion = strings.read(in);
    long configHash = in.readLong();
    Map<String, String> settings = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      settings.put(strings.read(in), strings.read(in));
    }
    return new Observation(
        id,
        endedAt,
        labels,
        engineVersion,
        configHash,
        settings,
        measures(in, strings),
        keys(in, strings),
        keys(in, strings),
        advised(in, strings),
        decided(in, strings));
  }

  private static List<Decided> decided(DataInputStream in, Strings.Known strings)
      throws IOException {
    List<Decided> decided = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      decided.add(
          new Decided(
              strings.read(in),
              strings.read(in),
              Instant.ofEpochMilli(in.readLong()),
              strings.read(in)));
    }
    return decided;
  }

  private static List<Advised> advised(DataInputStream in, Strings.Known strings)
      throws IOException {
    List<Advised> advised = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      advised.add(
          new Advised(strings.read(in), strings.read(in), strings.read(in), strings.read(in)));
    }
    return advised;
  }

  private static void measures(FrameBuffer out, Measures measures, Strings strings) {
    int known = 0;
    for (Measure measure : MEASURES) {
      known += measures.get(measure).isPresent() ? 1 : 0;
    }
    out.writeInt(known);
    for (Measure measure : MEASURES) {
      OptionalDouble value = measures.get(measure);
      if (value.isPresent()) {
        strings.write(out, measure.key());
        out.writeDouble(value.getAsDouble());
      }
    }
  }

  private static Measures measures(DataInputStream in, Strings.Known strings) throws IOException {
    Map<Measure, Double> known = new EnumMap<>(Measure.class);
    for (int left = in.readInt(); left > 0; left--) {
      String key = strings.read(in);
      double value = in.readDouble();
      Measure.named(key).ifPresent(measure -> known.put(measure, value));
    }
    return Measures.of(known);
  }

  private static void keys(FrameBuffer out, Set<String> keys, Strings strings) {
    out.writeInt(keys.size());
    for (String key : keys) {
      strings.write(out, key);
    }
  }

  private static Set<String> keys(DataInputStream in, Strings.Known strings) throws IOException {
    Set<String> keys = new TreeSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      keys.add(strings.read(in));
    }
    return keys;
  }
}
