package org.voiceagent.exporter.ledger;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;

/** Reads a {@link Snapshot} as a whole or not at all. */
final class SnapshotReading {
  private final Notes noteReader;
  private final UnaryOperator<Mark.Once> naming;
  private final List<SeriesTotal> totals = new ArrayList<>();
  private final List<Change.Set> gauges = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private final List<byte[]> projection = new ArrayList<>();
  private final Counted counted;
  private int version;
  private boolean ended;

  private SnapshotReading(Counted counted, Notes noteReader, UnaryOperator<Mark.Once> naming) {
    this.counted = counted;
    this.noteReader = noteReader;
    this.naming = naming;
  }

  /**
   * Reads a file.
   *
   * @param counted with nothing in it; gets what was counted
   * @param notes reads the notes, and remembers none yet
   * @param naming gives the mark under which a recorded one is known today
   * @throws IOException if anything in the file is damaged or missing
   */
  static Snapshot of(Path file, Counted counted, Notes notes, UnaryOperator<Mark.Once> naming)
      throws IOException {
    SnapshotReading reading = new SnapshotReading(counted, notes, naming);
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

  private void take(byte[] payload, boolean first) throws IOException {
    FrameKind kind = FrameKind.of(payload);
    if (first != (kind == FrameKind.HEADER) || ended) {
      throw new IOException("a frame out of place");
    }
    DataInputStream data =
        new DataInputStream(new ByteArrayInputStream(payload, 1, payload.length - 1));
    switch (kind) {
      case HEADER -> version = FileHeader.version(payload);
      case SERIES -> totals.add(series(data));
      case GAUGE -> gauges.add(gauge(data));
      case KEYS -> keys(data, counted.keys());
      case FORGOTTEN -> keys(data, counted.forgotten());
      case LATE -> late(data, counted.keys());
      case POSITION -> counted.positions().put(PrefixedText.read(data), data.readLong());
      case NEWEST -> newest(Mark.Once.call(PrefixedText.read(data)), data);
      case NEWEST_MARK ->
          newest(new Mark.Once(PrefixedText.read(data), PrefixedText.read(data)), data);
      case NOTES -> notes(data);
      case PROJECTION -> projection.add(block(data.readAllBytes()));
      case END -> {
        counted.agedOn(data.readLong());
        ended = true;
      }
      case CALL, ENTRY -> throw new IOException("an entry of a log in a snapshot");
    }
  }

  private Snapshot whole() throws IOException {
    if (!ended) {
      throw new IOException("its end is missing");
    }
    return new Snapshot(totals, gauges, counted, notes, projection);
  }

  /** A block as this version writes it: the first one to keep projections had a single one. */
  private byte[] block(byte[] bytes) {
    return version < FileHeader.NAMED_PROJECTIONS
        ? NamedProjections.named(NamedProjections.UNNAMED, bytes)
        : bytes;
  }

  private static void keys(DataInputStream data, MarkKeys into) throws IOException {
    while (data.available() > 0) {
      into.add(data.readLong(), data.readLong(), data.readUnsignedByte());
    }
  }

  private static void late(DataInputStream data, MarkKeys into) throws IOException {
    while (data.available() > 0) {
      into.addLate(
          data.readLong(), data.readLong(), data.readUnsignedByte(), data.readUnsignedByte());
    }
  }

  private void newest(Mark.Once mark, DataInputStream data) throws IOException {
    counted.newest().add(naming.apply(mark), Instant.ofEpochMilli(data.readLong()));
  }

  private void notes(DataInputStream data) throws IOException {
    Strings.Known strings = Strings.Known.readAll(data);
    NoteReader reader = new NoteReader(data, strings);
    for (int left = data.readInt(); left > 0; left--) {
      notes.add(noteReader.read(reader));
    }
  }

  private static SeriesTotal series(DataInputStream data) throws IOException {
    String family = PrefixedText.read(data);
    List<String> labelValues = labels(data);
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
      exemplars.add(new Exemplar(PrefixedText.read(data), data.readDouble(), data.readLong()));
    }
    return new SeriesTotal(family, labelValues, sum, bounds, counts, exemplars);
  }

  private static Change.Set gauge(DataInputStream data) throws IOException {
    return new Change.Set(
        PrefixedText.read(data),
        labels(data),
        data.readDouble(),
        Instant.ofEpochMilli(data.readLong()));
  }

  private static List<String> labels(DataInputStream data) throws IOException {
    List<String> labels = new ArrayList<>();
    for (int left = data.readInt(); left > 0; left--) {
      labels.add(PrefixedText.read(data));
    }
    return labels;
  }
}
