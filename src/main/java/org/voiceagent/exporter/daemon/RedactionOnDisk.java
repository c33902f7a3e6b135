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
import org.voiceagent.exporter.intake.StuckReadGuard;
import org.voiceagent.exporter.redaction.disk.FolderRedaction;
import org.voiceagent.exporter.redaction.disk.RedactionFault;
import org.voiceagent.exporter.redaction.disk.RedactionMeter;
import org.voiceagent.exporter.redaction.text.RedactionCancelled;

/**
 * Redacts the folders of counted calls on disk: first those just counted or changed, then, at
 * intervals, all whose files do not match their mark. So no folder is missed after a restart, a
 * kill or a full queue. Used by the housekeeping thread only.
 */
final class RedactionOnDisk {
  private static final Logger logger = LoggerFactory.getLogger(RedactionOnDisk.class);

  /** How long other tasks of the same thread may have to wait. */
  private static final Duration SLICE = Duration.ofSeconds(1);

  private static final Duration BETWEEN_PASSES = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** After this many failures in a row, further folders are likely to fail as well. */
  private static final int FAILURES_BEFORE_PAUSE = 20;

  /** How many of the failures between two passes are logged. */
  private static final int MOST_LOGGED = 5;

  private final Path sessions;
  private final CountedCalls ledger;
  private final Redacting redacting;
  private final RedactionQueue wanted;
  private final Surroundings around;

  private final Queue<String> pass = new ArrayDeque<>();
  private long nextPassNanos = System.nanoTime();
  private long pausedUntilNanos = nextPassNanos;
  private int failuresInARow;
  private int logged;

  /**
   * How a folder is redacted.
   *
   * @param folders redacts one
   * @param meter counts failures
   */
  record Redacting(FolderRedaction folders, RedactionMeter meter) {}

  /**
   * The other parts that a redaction must be coordinated with.
   *
   * @param ownWriting is logged of each folder that is rewritten
   * @param guard frees the thread when a folder blocks it
   * @param stopping whether to end early; the next start redacts the rest
   */
  record Surroundings(OwnWriting ownWriting, StuckReadGuard guard, BooleanSupplier stopping) {}

  /**
   * @param sessions the folder of all calls
   * @param ledger knows which calls were counted
   * @param wanted calls that were counted or have changed
   */
  RedactionOnDisk(
      Path sessions,
      CountedCalls ledger,
      Redacting redacting,
      RedactionQueue wanted,
      Surroundings around) {
    this.sessions = sessions;
    this.ledger = ledger;
    this.redacting = redacting;
    this.wanted = wanted;
    this.around = around;
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
        if (around.stopping().getAsBoolean() || System.nanoTime() - end >= 0) {
          break;
        }
        name = wanted.next();
        if (name.isEmpty() && isPassDue()) {
          name = nextOfPass(root);
        }
      }
    } catch (IOException unreachable) {
      // The intake logs it; the next pass finds what was dropped here.
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
      logged = 0;
    }
    Optional<String> next = Optional.ofNullable(pass.poll());
    if (pass.isEmpty()) {
      nextPassNanos = System.nanoTime() + BETWEEN_PASSES.toNanos();
    }
    return next;
  }

  /** An uncounted call is left alone: it would be counted from its redacted files. */
  private void look(GuardedRoot root, String wantedName) throws IOException {
    String name = folder(root, wantedName);
    if (ledger.idOf(name).filter(ledger::isCounted).isEmpty()) {
      return;
    }
    around.guard().begins(name);
    try {
      BasicFileAttributes seen = root.look(name);
      if (!seen.isDirectory()) {
        return;
      }
      try (CallFolder folder = CallFolder.open(root, name, seen)) {
        if (!redacting.folders().isDone(folder) && ledger.isDurable()) {
          redact(folder);
          failuresInARow = 0;
        }
      }
    } catch (NoSuchFileException gone) {
      logger.debug("a call's folder was removed before it was redacted");
    } catch (RedactionCancelled ending) {
      logger.debug("the daemon stops; the next start redacts the rest");
    } catch (IOException e) {
      failed(name, e);
    } finally {
      around.guard().isDone();
    }
  }

  /** The name of a call's folder, which may differ from the call's id. */
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
    OwnWriting.Hold hold = around.ownWriting().hold(folder);
    try {
      if (!redacting.folders().redact(folder).finished()) {
        wanted.again(folder.name());
      }
    } finally {
      hold.close();
    }
  }

  private void failed(String name, IOException fault) {
    redacting.meter().redactionFailed();
    boolean first = wanted.again(name);
    if (first && logged < MOST_LOGGED) {
      logged++;
      logger.warn(
          "call {} is counted but cannot be redacted on disk: {}; it is retried",
          ledger.names().shown(name),
          RedactionFault.words(fault));
    }
    failuresInARow++;
    if (failuresInARow >= FAILURES_BEFORE_PAUSE) {
      failuresInARow = 0;
      pausedUntilNanos = System.nanoTime() + PAUSE.toNanos();
    }
  }
}
