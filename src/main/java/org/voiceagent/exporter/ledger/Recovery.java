package org.voiceagent.exporter.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restores what the state folder holds: the newest whole snapshot and every log since. A torn end
 * is cut off, damage is set aside, and everything else is used.
 */
final class Recovery {
  private static final Logger logger = LoggerFactory.getLogger(Recovery.class);

  private final StateFolder folder;
  private final Ledger.Kept kept;
  private final int mostNewest;
  private final UnaryOperator<Mark.Once> naming;
  private final Set<String> readAgain = new HashSet<>();
  private Counted counted;
  private int damaged;
  private long snapshotGeneration;
  private long generation;
  private long goodBytes;
  private Instant lastWritten = Instant.EPOCH;

  /**
   * @param kept gets what was counted and what is remembered
   * @param mostNewest how many of the newest marks of each kind are kept by name
   * @param naming gives the mark under which a recorded one is known today
   */
  Recovery(StateFolder folder, Ledger.Kept kept, int mostNewest, UnaryOperator<Mark.Once> naming) {
    this.folder = folder;
    this.kept = kept;
    this.mostNewest = mostNewest;
    this.naming = naming;
    this.counted = new Counted(mostNewest);
  }

  /**
   * Reads everything.
   *
   * @throws IOException if the folder cannot be read, or a later version wrote it
   */
  void run() throws IOException {
    Files.deleteIfExists(folder.scratch());
    lastWritten = folder.lastWritten();
    long base = readSnapshot();
    NavigableSet<Long> logs = folder.generations("calls").tailSet(base, true);
    snapshotGeneration = base;
    if (base == 0 && !logs.isEmpty() && logs.first() > 0) {
      logger.error(
          "no snapshot of the state is intact: totals start from zero, and calls that were counted"
              + " before are counted again if their folders are still there");
      kept.projection().restore(List.of());
    }
    generation = base;
    for (long log : logs) {
      generation = log;
      goodBytes = readLogOrSayWhatToDo(folder.log(log));
    }
  }

  /** What was counted. */
  Counted counted() {
    return counted;
  }

  /** When the files that it read were last written; the epoch if there was none. */
  Instant lastWritten() {
    return lastWritten;
  }

  /** How many places were damaged. */
  int damaged() {
    return damaged;
  }

  /** The generation of the snapshot that was used, or 0. */
  long snapshotGeneration() {
    return snapshotGeneration;
  }

  /** The generation of the last log, or of the snapshot if there is no log since. */
  long generation() {
    return generation;
  }

  /** How many bytes of the last log are good. */
  long goodBytes() {
    return goodBytes;
  }

  /** The generation of the newest whole snapshot, or 0 if there is none. */
  private long readSnapshot() throws IOException {
    for (long candidate : folder.generations("snapshot").descendingSet()) {
      Path file = folder.snapshot(candidate);
      try {
        Snapshot snapshot = SnapshotReading.of(file, new Counted(mostNewest), kept.notes(), naming);
        kept.totals().restore(snapshot.totals(), snapshot.gauges());
        kept.projection().restore(snapshot.projection());
        snapshot.notes().forEach(Note::remember);
        counted = snapshot.counted();
        return candidate;
      } catch (FileHeader.OtherFormatException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        damaged++;
        Path aside = folder.setAside(file);
        logger.error(
            "{} of the state is damaged ({}): it is set aside as {}, and the snapshot before it"
                + " is used with every log since",
            file.getFileName(),
            e.getMessage(),
            aside.getFileName());
      }
    }
    return 0;
  }

  private long readLogOrSayWhatToDo(Path file) throws IOException {
    try {
      return readLog(file);
    } catch (FileHeader.OtherFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          "cannot read "
              + file
              + " of the state ("
              + e.getMessage()
              + "): check the disk and the file system (dmesg, fsck), then start again. If the file"
              + " stays unreadable, move it away: the calls recorded in it are counted again if"
              + " their folders are still there, and are missing from the totals otherwise",
          e);
    }
  }

  /** Replays a log and returns how many of its bytes may stay: all but a torn end. */
  private long readLog(Path file) throws IOException {
    try (FrameFile frames = FrameFile.open(file)) {
      long position = 0;
      while (position < frames.size()) {
        Optional<byte[]> payload = frames.at(position);
        if (payload.isPresent()) {
          take(file, position, payload.get());
          position += Frame.HEADER_BYTES + payload.get().length;
          continue;
        }
        Optional<Long> next = frames.frameFrom(position + 1);
        if (next.isEmpty()) {
          logger.warn(
              "the last record of {} is not whole: {} bytes are cut off, and what they recorded"
                  + " is counted when it is read again",
              file.getFileName(),
              frames.size() - position);
          return position;
        }
        setAside(file, position, next.get());
        position = next.get();
      }
      return position;
    }
  }

  private void take(Path file, long position, byte[] payload) throws IOException {
    try {
      if (FrameKind.of(payload) == FrameKind.HEADER) {
        FileHeader.version(payload);
        return;
      }
      PlacedEntry placed = EntryCodec.decode(payload, kept.notes());
      Entry entry = placed.entry();
      if (counted.add(placed, naming)) {
        kept.totals().add(entry);
        kept.projection().add(entry);
        entry.note().ifPresent(Note::remember);
      } else if (entry.mark() instanceof Mark.UpTo part
          && part.from() > counted.position(part.file())
          && readAgain.add(part.file())) {
        logger.warn(
            "a record about {} is missing, so the file is read again from byte {}",
            part.file(),
            counted.position(part.file()));
      }
    } catch (FileHeader.OtherFormatException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      damaged++;
      Path aside = folder.setAside(file, position, payload);
      logger.error(
          "the record at byte {} of {} cannot be understood ({}); it is set aside as {}",
          position,
          file.getFileName(),
          e.getMessage(),
          aside.getFileName());
    }
  }

  private void setAside(Path file, long from, long to) throws IOException {
    damaged++;
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      in.skipNBytes(from);
      bytes = in.readNBytes((int) Math.min(to - from, Frame.MOST_BYTES));
    }
    Path aside = folder.setAside(file, from, bytes);
    logger.error(
        "{} is damaged from byte {} to {}: these bytes are set aside as {}, and the records after"
            + " them are used. A call that was recorded there is counted again if its folder is"
            + " still there",
        file.getFileName(),
        from,
        to,
        aside.getFileName());
  }
}
