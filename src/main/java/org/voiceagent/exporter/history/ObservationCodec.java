package org.voiceagent.exporter.history;

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
import org.voiceagent.exporter.ledger.NoteReader;
import org.voiceagent.exporter.ledger.NoteWriter;

/**
 * Writes observations into the notes of the ledger and reads them. Measures go by name, because a
 * later version may have others.
 */
final class ObservationCodec {
  private static final Measure[] MEASURES = Measure.values();

  private ObservationCodec() {}

  /** Writes what is remembered of one call. */
  static void write(NoteWriter out, Observation call) {
    out.writeOwn(call.id().value());
    out.writeLong(call.endedAt().toEpochMilli());
    out.writeShared(call.labels().pipelineName());
    out.writeShared(call.labels().providerId());
    out.writeShared(call.labels().modelVariant());
    out.writeShared(call.engineVersion());
    out.writeLong(call.configHash());
    out.writeInt(call.settings().size());
    for (Map.Entry<String, String> setting : call.settings().entrySet()) {
      out.writeShared(setting.getKey());
      out.writeShared(setting.getValue());
    }
    measures(out, call.measures());
    keys(out, call.fired());
    keys(out, call.unjudged());
    out.writeInt(call.advised().size());
    for (Advised advised : call.advised()) {
      out.writeShared(advised.key());
      out.writeShared(advised.field());
      out.writeShared(advised.suggested());
      out.writeShared(advised.severity());
    }
    out.writeInt(call.decided().size());
    for (Decided decided : call.decided()) {
      out.writeShared(decided.field());
      out.writeShared(decided.to());
      out.writeLong(decided.at().toEpochMilli());
      out.writeShared(decided.verdict());
    }
  }

  /** Reads what {@link #write} wrote. */
  static Observation read(NoteReader in) throws IOException {
    CallId id = CallId.parse(in.readOwn()).orElseThrow(() -> new IOException("no call id"));
    Instant endedAt = Instant.ofEpochMilli(in.readLong());
    LabelSet labels = new LabelSet(in.readShared(), in.readShared(), in.readShared());
    String engineVersion = in.readShared();
    long configHash = in.readLong();
    Map<String, String> settings = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      settings.put(in.readShared(), in.readShared());
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
        advised(in),
        decided(in));
  }

  private static List<Decided> decided(NoteReader in) throws IOException {
    List<Decided> decided = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      decided.add(
          new Decided(
              in.readShared(),
              in.readShared(),
              Instant.ofEpochMilli(in.readLong()),
              in.readShared()));
    }
    return decided;
  }

  private static List<Advised> advised(NoteReader in) throws IOException {
    List<Advised> advised = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      advised.add(new Advised(in.readShared(), in.readShared(), in.readShared(), in.readShared()));
    }
    return advised;
  }

  private static void measures(NoteWriter out, Measures measures) {
    int known = 0;
    for (Measure measure : MEASURES) {
      known += measures.get(measure).isPresent() ? 1 : 0;
    }
    out.writeInt(known);
    for (Measure measure : MEASURES) {
      OptionalDouble value = measures.get(measure);
      if (value.isPresent()) {
        out.writeShared(measure.key());
        out.writeDouble(value.getAsDouble());
      }
    }
  }

  private static Measures measures(NoteReader in) throws IOException {
    Map<Measure, Double> known = new EnumMap<>(Measure.class);
    for (int left = in.readInt(); left > 0; left--) {
      String key = in.readShared();
      double value = in.readDouble();
      Measure.named(key).ifPresent(measure -> known.put(measure, value));
    }
    return Measures.of(known);
  }

  private static void keys(NoteWriter out, Set<String> keys) {
    out.writeInt(keys.size());
    for (String key : keys) {
      out.writeShared(key);
    }
  }

  private static Set<String> keys(NoteReader in) throws IOException {
    Set<String> keys = new TreeSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      keys.add(in.readShared());
    }
    return keys;
  }
}
