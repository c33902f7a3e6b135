package org.voiceagent.exporter.event.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.files.Printable;

/**
 * The event files that are followed: knows each again under another name, after a restart, or as a
 * copy, and notices those that were cut or are gone. Used by the reading thread only.
 */
final class Tails {
  private static final Logger logger = LoggerFactory.getLogger(Tails.class);

  /** A file that is renamed while the folder is listed may be missed once. */
  private static final int MISSED = 2;

  /** How long it is waited for a file that went before it was read to its end. */
  private static final Duration AWAITED = Duration.ofHours(24);

  /** The same if nothing of it is missing, as far as was seen: a copy may have a few lines more. */
  private static final Duration AWAITED_IN_CASE = Duration.ofMinutes(2);

  private final FileComparison files;
  private final LedgerView ledger;
  private final TailMeter meter;
  private final Consumer<EventChunk> out;
  private final LongSupplier nanos;
  private final Map<String, Tail> byKey = new LinkedHashMap<>();
  private final Map<String, Long> awaitedUntil = new HashMap<>();
  private final Set<String> reported = new HashSet<>();

  /**
   * @param tree where the files are
   * @param ledger how far they were read
   * @param meter is told of lost bytes
   * @param out takes what is to be recorded about a file
   * @param nanos time in ns that never jumps
   */
  Tails(
      EventTree tree,
      LedgerView ledger,
      TailMeter meter,
      Consumer<EventChunk> out,
      LongSupplier nanos) {
    this.files = new FileComparison(tree);
    this.ledger = ledger;
    this.meter = meter;
    this.out = out;
    this.nanos = nanos;
  }

  /** The files that are followed now. */
  List<Tail> all() {
    return List.copyOf(byKey.values());
  }

  /** Whether a file is still followed. */
  boolean isFollowed(Tail tail) {
    return byKey.get(tail.identity().key()) == tail;
  }

  /** Takes over what is there now. */
  void look(EventTree.Listing listing) {
    List<FoundFile> unknown = new ArrayList<>();
    Set<String> present = new HashSet<>();
    for (FoundFile file : listing.files()) {
      if (!present.add(file.key())) {
        continue; // a second name of one file, or one that was renamed meanwhile
      }
      Tail tail = byKey.get(file.key());
      if (tail != null && isAnother(tail, file)) {
        forget(tail, listing);
        tail = null;
      } else if (tail != null && file.size() < tail.file().size()) {
        cut(tail, file);
        tail = null;
      } else if (tail != null && isTouched(tail, file) && files.isOverwritten(tail, file)) {
        cut(tail, file);
        tail = null;
      }
      if (tail == null) {
        unknown.add(file);
      } else {
        tail.seen(file);
      }
    }
    for (Tail tail : all()) {
      if (!present.contains(tail.identity().key()) && tail.missed() >= MISSED) {
        forget(tail, listing);
      }
    }
    recognise(unknown);
    giveUp();
  }

  /** Whether a file has a new time and nothing more, as after it was written over. */
  private static boolean isTouched(Tail tail, FoundFile now) {
    return now.size() == tail.file().size() && !now.modified().equals(tail.file().modified());
  }

  /** Whether a new file got the number of one that was deleted. */
  private boolean isAnother(Tail tail, FoundFile now) {
    return !now.path().equals(tail.file().path())
        && !identity(now).equals(Optional.of(tail.identity()));
  }

  /** First those that are known by number and first line, so that no copy takes their place. */
  private void recognise(List<FoundFile> unknown) {
    Map<FoundFile, FileIdentity> others = new LinkedHashMap<>();
    unknown.forEach(file -> identity(file).ifPresent(identity -> others.put(file, identity)));
    for (Map.Entry<FoundFile, FileIdentity> file : List.copyOf(others.entrySet())) {
      if (resume(file.getValue(), file.getKey(), others)) {
        others.remove(file.getKey());
      }
    }
    // Of a file and its copies, the one that has most lines goes on.
    others.entrySet().stream()
        .sorted(Comparator.comparingLong(other -> -other.getKey().size()))
        .forEach(other -> begin(other.getValue(), other.getKey()));
  }

  private Optional<FileIdentity> identity(FoundFile file) {
    try {
      return files.identity(file);
    } catch (IOException e) {
      if (reported.add(file.path())) {
        logger.warn(
            "the event file {} cannot be read ({}): let this user read it; it is tried again",
            Printable.of(file.path()),
            e.getClass().getSimpleName());
      }
      return Optional.empty();
    }
  }

  /** Continues a file under the name it has in the ledger; false if it has none. */
  private boolean resume(
      FileIdentity identity, FoundFile file, Map<FoundFile, FileIdentity> others) {
    int turn = 1;
    while (ledger.isEnded(identity.name(turn))) {
      turn++;
    }
    String name = identity.name(turn);
    Long position = ledger.open().get(name);
    if (isFollowed(name) || (position != null && wentOn(position, identity, file, others))) {
      return false;
    }
    if (position != null && position <= file.size()) {
      follow(new Tail(identity, name, file, position));
      return true;
    }
    if (position != null) {
      // It was cut, and begins as it did before.
      if (!awaitedUntil.containsKey(name)) {
        wasCut(file, position, 0);
      }
      end(name);
      name = identity.name(++turn);
    }
    if (turn == 1) {
      return false;
    }
    // What is there now was read under the name before; lines that come are not.
    return passOver(new Tail(identity, name, file, 0));
  }

  /** Whether a file is too short, and another one that begins like it went on in its place. */
  private boolean wentOn(
      long position, FileIdentity identity, FoundFile file, Map<FoundFile, FileIdentity> others) {
    return position > file.size()
        && others.entrySet().stream()
            .anyMatch(
                other ->
                    other.getValue().head() == identity.head()
                        && other.getKey().size() >= position
                        && files.isCopy(file, other.getKey()));
  }

  private boolean isFollowed(String name) {
    return byKey.values().stream().anyMatch(tail -> tail.name().equals(name));
  }

  private boolean passOver(Tail tail) {
    if (!ledger.hasRoom()) {
      return true;
    }
    try {
      long whole = files.wholeLines(tail.file());
      if (whole > 0) {
        tail.readTo(whole);
        ledger.readTo(tail.name(), whole);
        out.accept(
            new EventChunk.Lines(
                tail.name(), tail.file().path(), 0, whole, ByteBuffer.allocate(0), List.of()));
      }
      follow(tail);
    } catch (IOException gone) {
      logger.debug("{} went while it was looked at", Printable.of(tail.file().path()));
    }
    return true;
  }

  /** A file that the ledger does not know: another's copy, or a new one. */
  private void begin(FileIdentity identity, FoundFile file) {
    Optional<Tail> alike = alike(identity);
    if (alike.isPresent() && !alike.get().isPresent()) {
      return; // until it is known whether that is gone
    }
    if (alike.isPresent() && files.isCopy(alike.get().file(), file)) {
      if (files.goesOn(alike.get(), file)) {
        byKey.remove(alike.get().identity().key());
        follow(new Tail(identity, alike.get().name(), file, alike.get().readTo()));
        return;
      }
      report(file, "is a copy of " + Printable.of(alike.get().file().path()) + " so far");
      return;
    }
    Optional<String> left =
        alike.isPresent()
            ? Optional.empty()
            : ledger.open().keySet().stream().filter(identity::hasHead).findFirst();
    if (left.isPresent()) {
      String name = left.get();
      logger.info("{} continues a file that is gone", Printable.of(file.path()));
      awaitedUntil.remove(name);
      follow(new Tail(identity, name, file, ledger.open().get(name)));
    } else if (alike.isEmpty() && ledger.isHeadEnded(identity)) {
      report(file, "begins like a file that was read to its end and is gone");
    } else if (ledger.hasRoom()) {
      int turn = 1;
      while (ledger.isEnded(identity.name(turn)) || isFollowed(identity.name(turn))) {
        turn++;
      }
      ledger.readTo(identity.name(turn), 0);
      follow(new Tail(identity, identity.name(turn), file, 0));
    } else if (reported.add("room")) {
      logger.error(
          "too many event files: no more than 10,000 can be followed, and {} waits until others"
              + " are gone. Delete or move files that were read",
          Printable.of(file.path()));
    }
  }

  private Optional<Tail> alike(FileIdentity identity) {
    Optional<Tail> alike =
        byKey.values().stream().filter(t -> t.identity().head() == identity.head()).findFirst();
    if (alike.isPresent()
        && alike.get().isPresent()
        && files.isOverwritten(alike.get(), alike.get().file())) {
      replaced(alike.get());
      return Optional.empty();
    }
    return alike;
  }

  private void report(FoundFile file, String why) {
    if (reported.add(file.path() + file.key())) {
      logger.warn(
          "{} {}, so its lines do not count again. If it is a file of its own, its first line must"
              + " differ",
          Printable.of(file.path()),
          why);
    }
  }

  private void follow(Tail tail) {
    byKey.put(tail.identity().key(), tail);
    awaitedUntil.remove(tail.name());
  }

  /**
   * The file no longer begins as it did: someone wrote over it. It is looked at again next time.
   */
  void replaced(Tail tail) {
    byKey.remove(tail.identity().key());
    long unread = Math.max(0, tail.before().size() - tail.readTo());
    wasCut(tail.file(), tail.before().size(), unread);
    leave(tail, unread);
  }

  private void cut(Tail tail, FoundFile now) {
    byKey.remove(tail.identity().key());
    wasCut(now, tail.file().size(), tail.unread());
    leave(tail, tail.unread());
  }

  private void wasCut(FoundFile file, long before, long unread) {
    meter.eventFileTruncated();
    logger.warn(
        "the event file {} was cut or overwritten: it had {} bytes and has {}. {} bytes had not"
            + " been read yet; unless a copy of them is in the folder, they are lost. Rotate by"
            + " renaming, or by a new name for each day, rather than by copytruncate",
        Printable.of(file.path()),
        before,
        file.size(),
        unread);
  }

  private void forget(Tail tail, EventTree.Listing listing) {
    String path = tail.file().path();
    Optional<String> packed =
        listing.compressed().stream()
            .filter(other -> EventTree.uncompressed(other).equals(Optional.of(path)))
            .findFirst();
    long unread =
        Math.max(tail.unread(), packed.map(other -> files.beyond(other, tail.readTo())).orElse(0L));
    byKey.remove(tail.identity().key());
    if (unread > 0) {
      logger.warn(
          "the event file {} is gone, and its last {} bytes were not read. {}",
          Printable.of(path),
          unread,
          packed.isPresent()
              ? Printable.of(packed.get())
                  + " has them: unpack it beside itself within a day, and they count. Let files"
                  + " rest for a minute before they are compressed (logrotate: delaycompress)"
              : "Bring it back within a day, and they count");
    }
    leave(tail, unread);
  }

  private void leave(Tail tail, long unread) {
    Duration wait = unread == 0 ? AWAITED_IN_CASE : AWAITED;
    awaitedUntil.put(tail.name(), nanos.getAsLong() + wait.toNanos());
    if (unread > 0) {
      meter.eventBytesLost(unread);
    }
  }

  private void end(String name) {
    awaitedUntil.remove(name);
    EventChunk.End end = new EventChunk.End(name, FileIdentity.head(name));
    ledger.end(end);
    out.accept(end);
  }

  /** Frees the positions of files that did not come back. */
  private void giveUp() {
    long now = nanos.getAsLong();
    Set<String> followed = new HashSet<>();
    byKey.values().forEach(tail -> followed.add(tail.name()));
    for (String name : List.copyOf(ledger.open().keySet())) {
      if (followed.contains(name)) {
        continue;
      }
      long until = awaitedUntil.computeIfAbsent(name, any -> now + AWAITED.toNanos());
      if (now - until > 0) {
        end(name);
      }
    }
  }
}
