package org.voiceagent.exporter.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;

/**
 * Brings back what the state folder holds: the newest whole snapshot, and every log since. A torn
 * end is cut, damage is set aside, and everything else is used.
 */
final class Recovery {
  private static final Logger logger = LoggerFactory.getLogger(Recovery.class);

  private final CallNames names;
  private final StateFolder folder;
  private final Totals totals;
  private final Observations observations;
  private final NewestCalls newest;
  private CallKeys keys = new CallKeys();
  private CallKeys forgotten = new CallKeys();
  private long agedOn = Long.MIN_VALUE;
  private int damaged;
  private long snapshotGeneration;
  private long generation;
  private long goodBytes;

  Recovery(
      StateFolder folder,
      Totals totals,
      Observations observations,
      int mostNewest,
      CallNames names) {
    this.names = names;
    this.folder = folder;
    this.totals = totals;
    this.observations = observations;
    this.newest = new NewestCalls(mostNewest);
  }

  /**
   * Reads everything.
   *
   * @throws IOException if the folder cannot be read, or a later version wrote it
   */
  void run() throws IOException {
    Files.deleteIfExists(folder.scratch());
    long base = readSnapshot();
    NavigableSet<Long> logs = folder.generations("calls").tailSet(base, true);
    snapshotGeneration = base;
    if (base == 0 && !logs.isEmpty() && logs.first() > 0) {
      logger.error(
          "no snapshot of the state is whole: totals begin anew, and of the calls counted before,"
              + " those whose folders are still there are counted again");
    }
    generation = base;
    for (long log : logs) {
      generation = log;
      goodBytes = readLogOrSayWhatToDo(folder.log(log));
    }
  }

  CallKeys keys() {
    return keys;
  }

  /** The calls that are to stay forgotten. */
  CallKeys forgotten() {
    return forgotten;
  }

  NewestCalls newest() {
    return newest;
  }

  long agedOn() {
    return agedOn;
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
        Snapshot snapshot = Snapshot.read(file);
        totals.restore(snapshot.totals());
        observations.restore(
            snapshot.observations().stream().map(seen -> seen.of(names.shown(seen.id()))).toList());
        keys = snapshot.keys();
        forgotten = snapshot.forgotten();
        snapshot.newest().forEach(ended -> newest.add(names.shown(ended.id()), ended.at()));
        agedOn = snapshot.agedOn();
        return candidate;
      } catch (FileHeader.OtherFormatException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        damaged++;
        Path aside = folder.setAside(file);
        logger.error(
            "the state's {} is damaged ({}); it is set aside as {}, and the one before is used"
                + " with all that was logged since",
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
              "the last record of {} was not finished: {} bytes are cut off, and the call is"
                  + " counted when its folder is read",
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
      if (Kind.of(payload) == Kind.HEADER) {
        FileHeader.check(payload);
        return;
      }
      Entry call = EntryCodec.decode(payload);
      CallId id = EntryCodec.idOf(call);
      if (keys.add(id)) {
        totals.add(call);
        call.remembered().ifPresent(seen -> observations.add(seen.of(names.shown(seen.id()))));
        newest.add(names.shown(id), call.at());
      }
    } catch (FileHeader.OtherFormatException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      damaged++;
      Path aside = folder.setAside(file, position, payload);
      logger.error(
          "a record of {} at byte {} makes no sense ({}); it is set aside as {}",
          file.getFileName(),
          position,
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
        "{} is damaged from byte {} to {}; these bytes are set aside as {}, and the records behind"
            + " them are used. A call that was recorded there is counted again if its folder is"
            + " still there",
        file.getFileName(),
        from,
        to,
        aside.getFileName());
  }
}
