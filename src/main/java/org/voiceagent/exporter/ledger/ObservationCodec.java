package org.voiceagent.exporter.ledger;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Measures;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.call.Observation.Advised;

/** What is remembered of a call as bytes. Measures go by name: a later version may have others. */
final class ObservationCodec {
  private ObservationCodec() {}

  static void write(DataOutputStream out, Observation call) throws IOException {
    Text.write(out, call.id().value());
    out.writeLong(call.endedAt().toEpochMilli());
    Text.write(out, call.labels().pipelineName());
    Text.write(out, call.labels().providerId());
    Text.write(out, call.labels().modelVariant());
    Text.write(out, call.engineVersion());
    out.writeLong(call.configHash());
    out.writeInt(call.settings().size());
    for (Map.Entry<String, String> setting : call.settings().entrySet()) {
      Text.write(out, setting.getKey());
      Text.write(out, setting.getValue());
    }
    measures(out, call.measures());
    keys(out, call.fired());
    keys(out, call.unjudged());
    out.writeInt(call.advised().size());
    for (Advised advised : call.advised()) {
      Text.write(out, advised.key());
      Text.write(out, advised.field());
      Text.write(out, advised.suggested());
    }
  }

  static Observation read(DataInputStream in) throws IOException {
    CallId id = CallId.parse(Text.read(in)).orElseThrow(() -> new IOException("no call id"));
    Instant endedAt = Instant.ofEpochMilli(in.readLong());
    LabelSet labels = new LabelSet(Text.read(in), Text.read(in), Text.read(in));
    String engineVersion = Text.read(in);
    long configHash = in.readLong();
    Map<String, String> settings = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      settings.put(Text.read(in), Text.read(in));
    }
    return new Observation(
        id,
        endedAt,
        labels,
        engineVersion,
        configHash,
        settings,
        measures(in),
        keys(in),
        keys(in),
        advised(in));
  }

  private static List<Advised> advised(DataInputStream in) throws IOException {
    List<Advised> advised = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      advised.add(new Advised(Text.read(in), Text.read(in), Text.read(in)));
    }
    return advised;
  }

  private static void measures(DataOutputStream out, Measures measures) throws IOException {
    Map<Measure, Double> known = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      measures.get(measure).ifPresent(value -> known.put(measure, value));
    }
    out.writeInt(known.size());
    for (Map.Entry<Measure, Double> entry : known.entrySet()) {
      Text.write(out, entry.getKey().key());
      out.writeDouble(entry.getValue());
    }
  }

  private static Measures measures(DataInputStream in) throws IOException {
    Map<Measure, Double> known = new EnumMap<>(Measure.class);
    for (int left = in.readInt(); left > 0; left--) {
      String key = Text.read(in);
      double value = in.readDouble();
      Measure.named(key).ifPresent(measure -> known.put(measure, value));
    }
    return Measures.of(known);
  }

  private static void keys(DataOutputStream out, Set<String> keys) throws IOException {
    out.writeInt(keys.size());
    for (String key : keys) {
      Text.write(out, key);
    }
  }

  private static Set<String> keys(DataInputStream in) throws IOException {
    Set<String> keys = new TreeSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      keys.add(Text.read(in));
    }
    return keys;
  }
}
