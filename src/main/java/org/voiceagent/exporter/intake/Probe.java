package org.voiceagent.exporter.intake;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.artifact.LooseReport;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.RejectReason;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.files.GuardedRoot;

/**
 * What one look at a folder found: its stamp, and its reading if it has a summary. Changes no
 * state, so many folders can be probed at once.
 *
 * @param name the folder's name
 * @param stamp the state of its files; empty if there is no such folder
 * @param reading the call it holds; empty if there is no summary or it need not be read again
 * @param changed whether something was written while it was read
 */
record Probe(String name, Optional<FolderStamp> stamp, Optional<Reading> reading, boolean changed) {
  private static final Logger logger = LoggerFactory.getLogger(Probe.class);

  /** There is no such folder. */
  static Probe absent(String name) {
    return new Probe(name, Optional.empty(), Optional.empty(), false);
  }

  /**
   * The sessions folder cannot be opened now, which proves nothing about this folder.
   *
   * @param why what keeps the sessions folder closed
   */
  static Probe notNow(String name, String why) {
    Reading refused = new Reading.Refused(RejectReason.UNREADABLE, why);
    return new Probe(name, Optional.of(FolderStamp.unseen()), Optional.of(refused), true);
  }

  /** The folder took too long. */
  static Probe givenUp(String name, Optional<FolderStamp> seen, Duration patience) {
    String why = "reading it took more than " + patience.toMillis() + " ms";
    Reading refused = new Reading.Refused(RejectReason.READ_TIME, why);
    FolderStamp stamp = seen.orElse(FolderStamp.unseen());
    return new Probe(name, Optional.of(stamp), Optional.of(refused), false);
  }

  /**
   * Probes a folder.
   *
   * @param saw gets the folder's stamp before it is read
   */
  static Probe of(
      GuardedRoot root, ProbeRequest request, CallReader reader, Consumer<FolderStamp> saw) {
    String name = request.name();
    try {
      BasicFileAttributes entry = root.look(name);
      if (entry.isRegularFile()) {
        return LooseReport.isName(name) ? loose(root, request, entry, reader) : absent(name);
      }
      if (!entry.isDirectory()) {
        String what = entry.isSymbolicLink() ? "is a symbolic link" : "is not a folder";
        return closed(request, entry, RejectReason.NOT_REGULAR, what);
      }
      if (request.settled().filter(stamp -> stamp.stillHolds(root, name, entry)).isPresent()) {
        return new Probe(name, request.settled(), Optional.empty(), false);
      }
      Instant modified = entry.lastModifiedTime().toInstant();
      if (request.since().filter(modified::isBefore).isPresent()) {
        return new Probe(name, Optional.of(FolderStamp.closed(entry)), Optional.empty(), false);
      }
      return CallId.parse(name).isEmpty()
          ? new Probe(name, Optional.of(FolderStamp.closed(entry)), Optional.empty(), false)
          : inside(root, request, entry, reader, saw);
    } catch (NoSuchFileException gone) {
      return isUndecoded(name) ? unseen(name) : absent(name);
    } catch (InvalidPathException notOfThisCharset) {
      return unseen(name);
    } catch (IOException e) {
      String why = "cannot be seen: " + root.whyUnreadable(name, e);
      Reading refused = new Reading.Refused(RejectReason.UNREADABLE, why);
      return new Probe(name, Optional.of(FolderStamp.unseen()), Optional.of(refused), false);
    }
  }

  /** A report beside the folders of calls: it has no folder to open. */
  private static Probe loose(
      GuardedRoot root, ProbeRequest request, BasicFileAttributes entry, CallReader reader)
      throws IOException {
    String name = request.name();
    FolderStamp before = FolderStamp.closed(entry);
    if (isKnown(request, before)) {
      return new Probe(name, Optional.of(before), Optional.empty(), false);
    }
    Reading reading = read(() -> reader.readLoose(root, name, entry));
    boolean changed = !FolderStamp.closed(root.look(name)).sameFiles(before);
    return new Probe(name, Optional.of(before), Optional.of(reading), changed);
  }

  private static Probe inside(
      GuardedRoot root,
      ProbeRequest request,
      BasicFileAttributes entry,
      CallReader reader,
      Consumer<FolderStamp> saw)
      throws IOException {
    CallFolder open;
    try {
      open = CallFolder.open(root, request.name());
    } catch (NoSuchFileException gone) {
      return absent(request.name());
    } catch (IOException e) {
      String why = "cannot be opened: " + root.whyUnreadable(request.name(), e);
      return closed(request, entry, RejectReason.UNREADABLE, why);
    }
    try (open) {
      return inside(open, request, entry, reader, saw);
    }
  }

  private static Probe inside(
      CallFolder folder,
      ProbeRequest request,
      BasicFileAttributes entry,
      CallReader reader,
      Consumer<FolderStamp> saw)
      throws IOException {
    String name = request.name();
    folder.list();
    FolderStamp before = FolderStamp.listed(folder, entry);
    if (!before.end().present() || isKnown(request, before)) {
      return new Probe(name, Optional.of(before), Optional.empty(), false);
    }
    saw.accept(before);
    Reading reading = read(() -> reader.read(folder));
    boolean changed = !before.stillHolds(folder);
    return new Probe(name, Optional.of(before), Optional.of(reading), changed);
  }

  /** A name that is not valid in this charset is listed, but cannot be opened by its text. */
  private static boolean isUndecoded(String name) {
    return name.indexOf('\uFFFD') >= 0;
  }

  private static Probe unseen(String name) {
    return new Probe(name, Optional.of(FolderStamp.unseen()), Optional.empty(), false);
  }

  private static Probe closed(
      ProbeRequest request, BasicFileAttributes entry, RejectReason reason, String why) {
    FolderStamp stamp = FolderStamp.closed(entry);
    Optional<Reading> refused =
        isKnown(request, stamp) ? Optional.empty() : Optional.of(new Reading.Refused(reason, why));
    return new Probe(request.name(), Optional.of(stamp), refused, false);
  }

  private static boolean isKnown(ProbeRequest request, FolderStamp stamp) {
    return request.known().isPresent() && request.known().getAsLong() == stamp.fingerprint();
  }

  /** Neither a fault of the program nor a lack of memory in one folder may stop the others. */
  private static Reading read(Supplier<Reading> reading) {
    try {
      return reading.get();
    } catch (OutOfMemoryError full) {
      return new Reading.Refused(
          RejectReason.OUT_OF_MEMORY, "reading it takes more memory than there is");
    } catch (RuntimeException | StackOverflowError fault) {
      logger.error("a session could not be read", fault);
      return new Reading.Refused(
          RejectReason.FAULT, "reading it failed with " + fault.getClass().getSimpleName());
    }
  }
}
