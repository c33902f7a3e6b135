package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.intake.OwnWriting;
import org.voiceagent.exporter.redaction.disk.FolderRedaction;
import org.voiceagent.exporter.redaction.disk.RedactionFault;
import org.voiceagent.exporter.redaction.disk.RedactionMeter;
import org.voiceagent.exporter.redaction.text.RedactionCancelled;

/**
 * Redacts the folders of counted calls on disk: those just counted or changed first, then, at
 * intervals, all whose files do not fit their mark. So a restart, a kill and a full queue lose
 * nothing. Used by the housekeeping's thread only.
 */
final class RedactionOnDisk {
  private static final Logger logger = LoggerFactory.getLogger(RedactionOnDisk.class);

  /** How long others who want something of the same thread may have to wait. */
  private static final Duration SLICE = Duration.ofSeconds(1);

  private static final Duration BETWEEN_PASSES = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** After so many failures in a row others are likely to fail, too. */
  private static final int HOPELESS = 20;

  /** Of those that fail between two passes. */
  private static final int MOST_TOLD = 5;

  private final Path sessions;
  private final CountedCalls ledger;
  private final FolderRedaction redaction;
  private final OwnWriting ownWriting;
  private final RedactionQueue wanted;
  private final RedactionMeter meter;
  private final FifoWatch watch;
  private final BooleanSupplier stopping;

  private final Queue<String> pass = new ArrayDeque<>();
  private long nextPassNanos = System.nanoTime();
  private long pausedUntilNanos = nextPassNanos;
  private int inARow;
  private int told;

  /**
   * @param wanted where calls are told that were counted or have changed
   * @param ownWriting is told of each folder that is written
   * @param watch sees that no folder holds the thread up for ever
   * @param stopping whether to end early, leaving the rest for the next start
   */
  RedactionOnDisk(
      Path sessions,
      CountedCalls ledger,
      FolderRedaction redaction,
      RedactionQueue wanted,
      OwnWriting ownWriting,
      RedactionMeter meter,
      FifoWatch watch,
      BooleanSupplier stopping) {
    this.sessions = sessions;
    this.ledger = ledger;
    this.redaction = redaction;
    this.wanted = wanted;
    this.ownWriting = ownWriting;
    this.meter = meter;
    this.watch = watch;
    this.stopping = stopping;
  }

  /**
   * The work, done a slice at a time.
   *
   * @param ready whether the calls found at start are counted
   */
  Housekeeping.Task redacting(BooleanSupplier ready) {
    return new Housekeeping.Task(Duration.ZERO, ready, this::slice);
  }

  private void slice() {
    Optional<String> name = wanted.next();
    if (name.isEmpty() && !isPassDue()) {
      return;
    }
    long end = System.nanoTime() + SLICE.toNanos();
    try (GuardedRoot root = GuardedRoot.open(sessions)) {
      if (name.isEmpty()) {
        name = nextOfPass(root);
      }
      while (name.isPresent()) {
        look(root, name.get());
        if (stopping.getAsBoolean() || System.nanoTime() - end >= 0) {
          break;
        }
        name = wanted.next();
        if (name.isEmpty() && isPassDue()) {
          name = nextOfPass(root);
        }
      }
    } catch (IOException unreachable) {
      // Whoever counts says so; what was let go here is found by the next pass.
      nextPassNanos = System.nanoTime() + PAUSE.toNanos();
    }
  }

  private boolean isPassDue() {
    long now = System.nanoTime();
    return now - pausedUntilNanos >= 0 && (!pass.isEmpty() || now - nextPassNanos >= 0);
  }

  private Optional<String> nextOfPass(GuardedRoot root) throws IOException {
    if (pass.isEmpty()) {
      root.names().stream().filter(name -> !name.startsWith(".")).forEach(pass::add);
      told = 0;
    }
    Optional<String> next = Optional.ofNullable(pass.poll());
    if (pass.isEmpty()) {
      nextPassNanos = System.nanoTime() + BETWEEN_PASSES.toNanos();
    }
    return next;
  }

  /** A call goes by what is on the disk, or it would be counted from what is redacted. */
  private void look(GuardedRoot root, String wantedName) throws IOException {
    String name = folder(root, wantedName);
    if (ledger.idOf(name).filter(ledger::isCounted).isEmpty()) {
      return;
    }
    watch.begins(name);
    try {
      BasicFileAttributes seen = root.look(name);
      if (!seen.isDirectory()) {
        return;
      }
      try (CallFolder folder = CallFolder.open(root, name, seen)) {
        if (!redaction.isDone(folder) && ledger.isDurable()) {
          redact(folder);
          inARow = 0;
        }
      }
    } catch (NoSuchFileException gone) {
      logger.debug("a call's folder went while it was to be redacted");
    } catch (RedactionCancelled ending) {
      logger.debug("the daemon ends; the next start redacts what is left");
    } catch (IOException e) {
      failed(name, e);
    } finally {
      watch.isDone();
    }
  }

  /** What is wanted is a call; its folder may have another name than its id. */
  private String folder(GuardedRoot root, String wantedName) throws IOException {
    Optional<CallId> id = CallId.parse(wantedName).filter(ledger.names()::isShortForm);
    if (id.isEmpty()) {
      return wantedName;
    }
    Optional<String> known = ledger.names().folder(id.get());
    return known.isPresent()
        ? known.get()
        : ledger.names().folder(id.get(), root.names()).orElse(wantedName);
  }

  private void redact(CallFolder folder) throws IOException {
    OwnWriting.Hold hold = ownWriting.hold(folder);
    try {
      if (!redaction.redact(folder).finished()) {
        wanted.again(folder.name());
      }
    } finally {
      hold.close();
    }
  }

  private void failed(String name, IOException fault) {
    meter.redactionFailed();
    boolean first = wanted.again(name);
    if (first && told < MOST_TOLD) {
      told++;
      logger.warn(
          "call {} is counted and cannot be redacted on disk: {}; it is tried again",
          ledger.names().shown(name),
          RedactionFault.words(fault));
    }
    inARow++;
    if (inARow >= HOPELESS) {
      inARow = 0;
      pausedUntilNanos = System.nanoTime() + PAUSE.toNanos();
    }
  }
}
