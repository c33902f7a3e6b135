package org.voiceagent.exporter.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.voiceagent.exporter.artifact.CallFolder;

/**
 * The folders of counted calls whose files this daemon itself is rewriting, so that it does not
 * take its own writing for an engine's. What an engine writes at the same moment is still noticed:
 * an engine's file gets a new modification time, while the daemon's own keep the old one.
 * Thread-safe.
 */
public final class OwnWriting {
  private final Map<String, Integer> held = new ConcurrentHashMap<>();
  private final Queue<Done> done = new ConcurrentLinkedQueue<>();
  private final Runnable wake;

  /**
   * A folder that was written.
   *
   * @param name the folder's name
   * @param before its stamp before
   * @param after its stamp afterwards; empty if it cannot be read any more
   */
  record Done(String name, FolderStamp before, Optional<FolderStamp> after) {

    /** The new fingerprint, if nothing else has written to the folder. */
    Optional<Long> fingerprint() {
      return after.filter(now -> now.sameTimes(before)).map(FolderStamp::fingerprint);
    }
  }

  /**
   * @param wake makes the intake scan soon
   */
  OwnWriting(Runnable wake) {
    this.wake = wake;
  }

  /**
   * Keeps the intake away from a folder until the hold is closed.
   *
   * @throws IOException if the folder's attributes cannot be read
   */
  public Hold hold(CallFolder folder) throws IOException {
    held.merge(folder.name(), 1, Integer::sum);
    boolean begun = false;
    try {
      Hold hold = new Hold(folder, FolderStamp.of(folder));
      begun = true;
      return hold;
    } finally {
      if (!begun) {
        release(folder.name());
      }
    }
  }

  /** One folder being written. Not thread-safe. */
  public final class Hold implements AutoCloseable {
    private final CallFolder folder;
    private final FolderStamp before;

    private Hold(CallFolder folder, FolderStamp before) {
      this.folder = folder;
      this.before = before;
    }

    /** Ends the writing; the folder must still be open. */
    @Override
    public void close() {
      done.add(new Done(folder.name(), before, after()));
      wake.run();
    }

    private Optional<FolderStamp> after() {
      try {
        return Optional.of(FolderStamp.of(folder));
      } catch (IOException gone) {
        return Optional.empty();
      }
    }
  }

  /** Whether a probe of the folder may see a half-done rewrite. */
  boolean holds(String name) {
    return held.containsKey(name);
  }

  /** Releases the folders that are done; to be called while no probe is running. */
  List<Done> released() {
    List<Done> released = new ArrayList<>();
    for (Done next = done.poll(); next != null; next = done.poll()) {
      release(next.name());
      released.add(next);
    }
    return released;
  }

  private void release(String name) {
    held.computeIfPresent(name, (folder, holds) -> holds > 1 ? holds - 1 : null);
  }
}
