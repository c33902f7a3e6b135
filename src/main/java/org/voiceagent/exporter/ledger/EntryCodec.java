package org.voiceagent.exporter.ledger;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes entries as frames and reads them. Each frame holds its own table of strings and needs no
 * other frame, so that damage to one costs nothing but itself. Not thread-safe.
 */
final class EntryCodec {
  private static final int MOST_KEPT = 1 << 16;

  /** How a mark is written; the last one is of {@link Mark.Once#FILE} and has a position. */
  private static final int ONCE = 1;

  private static final int UP_TO = 2;
  private static final int END_OF_FILE = 3;

  /** Where an entry comes from; most come from the call that marks them. */
  private static final int NOWHERE = 0;

  private static final int ITS_MARK = 1;
  private static final int OTHER = 2;

  /** Beside the six bits of traits. */
  private static final int WITH_SUBJECT = 0x80;

  private static final int WITH_WEIGHT = 0x40;

  /** More changes than this are told apart by a hash. */
  private static final int FEW = 1_000;

  /** A series by its names. */
  private record Series(String family, List<String> labels) {}

  private final Strings strings = new Strings();
  private final FrameBuffer body = new FrameBuffer();
  private final NoteWriter notes = new NoteWriter(body, strings);

  /** Writes an entry as a frame. */
  void encode(PlacedEntry placed, FrameBuffer out) {
    Entry entry = placed.entry();
    strings.clear();
    body.clear(MOST_KEPT);
    writeChanges(entry.changes());
    body.writeByte(entry.note().isPresent() ? 1 : 0);
    if (entry.note().isPresent()) {
      entry.note().get().writeTo(notes);
    }
    write(entry.traits());
    out.beginFrame();
    out.writeByte(FrameKind.ENTRY.code());
    write(out, entry.mark(), placed.position());
    write(out, entry.mark(), entry.origin());
    out.writeLong(entry.at().toEpochMilli());
    out.writeLong(entry.countedAt().toEpochMilli());
    strings.writeAll(out);
    out.append(body);
    out.endFrame();
  }

  private static void write(FrameBuffer out, Mark mark, long position) {
    if (mark instanceof Mark.UpTo part) {
      out.writeByte(UP_TO);
      out.writeText(part.file());
      out.writeLong(part.from());
      out.writeLong(part.to());
    } else if (mark instanceof Mark.Once once && once.endsFile()) {
      out.writeByte(END_OF_FILE);
      out.writeText(once.name());
      out.writeLong(position);
    } else if (mark instanceof Mark.Once once) {
      out.writeByte(ONCE);
      out.writeText(once.kind());
      out.writeText(once.name());
    }
  }

  private static void write(FrameBuffer out, Mark mark, Optional<String> origin) {
    if (origin.isEmpty()) {
      out.writeByte(NOWHERE);
    } else if (mark instanceof Mark.Once once && once.name().equals(origin.get())) {
      out.writeByte(ITS_MARK);
    } else {
      out.writeByte(OTHER);
      out.writeText(origin.get());
    }
  }

  private void write(Traits traits) {
    boolean known = traits.subject().isPresent();
    boolean weighs = traits.weight() != 0;
    body.writeByte(traits.bits() | (known ? WITH_SUBJECT : 0) | (weighs ? WITH_WEIGHT : 0));
    if (known) {
      body.writeLong(traits.subject().getAsLong());
    }
    if (weighs) {
      body.writeInt(Float.floatToIntBits(traits.weight()));
    }
    if (!traits.ids().isEmpty()) {
      body.writeInt(traits.ids().size());
      traits.ids().forEach(body::writeLong);
    }
  }

  private void writeChanges(List<Change> changes) {
    boolean hasGauges = false;
    for (Change change : changes) {
      hasGauges |= change instanceof Change.Set;
    }
    writeSeries(
        hasGauges
            ? changes.stream().filter(change -> !(change instanceof Change.Set)).toList()
            : changes);
    List<Change> gauges =
        hasGauges ? changes.stream().filter(Change.Set.class::isInstance).toList() : List.of();
    body.writeInt(gauges.size());
    for (Change gauge : gauges) {
      writeNames(gauge);
      body.writeDouble(gauge.value());
      body.writeLong(((Change.Set) gauge).at().toEpochMilli());
    }
  }

  /** Each series once, with all its values. */
  private void writeSeries(List<Change> changes) {
    int[] next = new int[changes.size()];
    int[] heads = new int[changes.size()];
    int series = linked(changes, next, heads);
    body.writeInt(series);
    for (int i = 0; i < series; i++) {
      writeNames(changes.get(heads[i]));
      int values = 0;
      for (int at = heads[i] + 1; at > 0; at = next[at - 1]) {
        values += changes.get(at - 1) instanceof Change.AddAll all ? all.count() : 1;
      }
      body.writeInt(values);
      for (int at = heads[i] + 1; at > 0; at = next[at - 1]) {
        writeValues(changes.get(at - 1));
      }
    }
  }

  private void writeValues(Change change) {
    if (change instanceof Change.AddAll all) {
      for (int i = 0; i < all.count(); i++) {
        body.writeDouble(all.value(i));
      }
    } else {
      body.writeDouble(change.value());
    }
  }

  private void writeNames(Change change) {
    strings.write(body, change.family());
    body.writeByte(change.labels().size());
    for (String value : change.labels()) {
      strings.write(body, value);
    }
  }

  /**
   * Links the changes of each series. A call has a few dozen series, so they are compared one by
   * one: that takes less time than hashing them. Many more, as of a part of a file, are hashed.
   *
   * @param next gets, for each change, 1 + the place of the next one of its series, or 0
   * @param heads gets the first change of each series
   * @return how many series there are
   */
  private static int linked(List<Change> changes, int[] next, int[] heads) {
    int[] tails = new int[changes.size()];
    Map<Series, Integer> places = changes.size() > FEW ? new HashMap<>() : Map.of();
    int series = 0;
    for (int i = 0; i < changes.size(); i++) {
      int of =
          changes.size() > FEW
              ? hashed(changes.get(i), places)
              : compared(changes, heads, series, i);
      if (of == series) {
        heads[series++] = i;
      } else {
        next[tails[of]] = i + 1;
      }
      tails[of] = i;
    }
    return series;
  }

  /** The place of a change's series; the next free one if it is the first of it. */
  private static int hashed(Change change, Map<Series, Integer> places) {
    Series series = new Series(change.family(), change.labels());
    Integer before = places.putIfAbsent(series, places.size());
    return before == null ? places.size() - 1 : before;
  }

  private static int compared(List<Change> changes, int[] heads, int series, int of) {
    for (int place = series - 1; place >= 0; place--) {
      if (isOneSeries(changes.get(heads[place]), changes.get(of))) {
        return place;
      }
    }
    return series;
  }

  private static boolean isOneSeries(Change one, Change other) {
    return one.family().equals(other.family()) && one.labels().equals(other.labels());
  }

  /**
   * Reads an entry of this format, of format 6, which has no ids, or of format 5, which ends before
   * the traits, or a call of formats 3 and 4.
   *
   * @param payload with an undamaged checksum, so that only another version's bytes can be wrong
   * @param notes reads the entry's note
   * @throws IOException if these are not an entry's bytes
   */
  static PlacedEntry decode(byte[] payload, Notes notes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
    if (in.readByte() == FrameKind.CALL.code()) {
      return call(in, notes);
    }
    FrameKind.ENTRY.expect(payload[0]);
    int kind = in.readByte();
    long position = 0;
    Mark mark;
    switch (kind) {
      case ONCE -> mark = new Mark.Once(PrefixedText.read(in), PrefixedText.read(in));
      case UP_TO -> {
        Mark.UpTo part = new Mark.UpTo(PrefixedText.read(in), in.readLong(), in.readLong());
        position = part.from();
        mark = part;
      }
      case END_OF_FILE -> {
        mark = Mark.Once.file(PrefixedText.read(in));
        position = in.readLong();
      }
      default -> throw new IOException("a mark of the unknown kind " + kind);
    }
    Optional<String> origin = origin(in, mark);
    Instant at = Instant.ofEpochMilli(in.readLong());
    Instant countedAt = Instant.ofEpochMilli(in.readLong());
    Strings.Known strings = Strings.Known.readAll(in);
    List<Change> changes = additions(in, strings);
    for (int left = in.readInt(); left > 0; left--) {
      String family = strings.read(in);
      List<String> labels = labels(in, strings);
      changes.add(
          new Change.Set(family, labels, in.readDouble(), Instant.ofEpochMilli(in.readLong())));
    }
    Entry entry = new Entry(mark, at, countedAt, origin, changes);
    boolean noted = in.readByte() != 0;
    if (noted) {
      entry = entry.with(notes.read(new NoteReader(in, strings)));
    }
    return new PlacedEntry(in.available() > 0 ? entry.with(traits(in)) : entry, position);
  }

  private static Traits traits(DataInputStream in) throws IOException {
    int bits = in.readUnsignedByte();
    OptionalLong subject =
        (bits & WITH_SUBJECT) == 0 ? OptionalLong.empty() : OptionalLong.of(in.readLong());
    float weight = (bits & WITH_WEIGHT) == 0 ? 0 : in.readFloat();
    List<Long> ids = new ArrayList<>();
    for (int left = in.available() > 0 ? in.readInt() : 0; left > 0; left--) {
      ids.add(in.readLong());
    }
    return new Traits(subject, bits & ~(WITH_SUBJECT | WITH_WEIGHT), weight, ids);
  }

  private static Optional<String> origin(DataInputStream in, Mark mark) throws IOException {
    int kind = in.readByte();
    if (kind == ITS_MARK && mark instanceof Mark.Once once) {
      return Optional.of(once.name());
    }
    return switch (kind) {
      case NOWHERE -> Optional.empty();
      case OTHER -> Optional.of(PrefixedText.read(in));
      default -> throw new IOException("an origin of the unknown kind " + kind);
    };
  }

  private static PlacedEntry call(DataInputStream in, Notes notes) throws IOException {
    String id = PrefixedText.read(in);
    Instant endedAt = Instant.ofEpochMilli(in.readLong());
    Instant countedAt = Instant.ofEpochMilli(in.readLong());
    Strings.Known strings = Strings.Known.readAll(in);
    List<Change> changes = additions(in, strings);
    Entry entry = new Entry(Mark.Once.call(id), endedAt, countedAt, Optional.of(id), changes);
    return new PlacedEntry(
        in.available() > 0 ? entry.with(notes.read(new NoteReader(in, strings))) : entry, 0);
  }

  private static List<Change> additions(DataInputStream in, Strings.Known strings)
      throws IOException {
    List<Change> changes = new ArrayList<>();
    for (int series = in.readInt(); series > 0; series--) {
      String family = strings.read(in);
      List<String> labels = labels(in, strings);
      for (int left = in.readInt(); left > 0; left--) {
        changes.add(new Change.Add(family, labels, in.readDouble()));
      }
    }
    return changes;
  }

  private static List<String> labels(DataInputStream in, Strings.Known strings) throws IOException {
    List<String> labels = new ArrayList<>();
    for (int left = in.readByte(); left > 0; left--) {
      labels.add(strings.read(in));
    }
    return List.copyOf(labels);
  }
}
