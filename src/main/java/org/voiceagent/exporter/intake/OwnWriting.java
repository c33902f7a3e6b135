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
 * The folders of counted calls whose files this daemon itself is writing anew, so that it does not
 * take its own writing for an engine's. What an engine writes in the same moment is still told: its
 * files get another modification time, which the daemon's own keep. Thread-safe.
 */
public final class OwnWriting {
  private final Map<String, Integer> held = new ConcurrentHashMap<>();
  private final Queue<Done> done = new ConcurrentLinkedQueue<>();
  private final Runnable wake;

  /**
   * A folder that was written.
   *
   * @param name the folder's name
   * @param before how it stood
   * @param after how it stands; empty if it cannot be looked at any more
   */
  record Done(String name, FolderStamp before, Optional<FolderStamp> after) {

    /** The fingerprint to know the folder by, if nobody else has written to it. */
    Optional<Long> fingerprint() {
      return after.filter(now -> now.sameTimes(before)).map(FolderStamp::fingerprint);
    }
  }

  /**
   * @param wake has the intake see to what is done soon
   */
  OwnWriting(Runnable wake) {
    this.wake = wake;
  }

  /**
   * Holds the intake back from a folder until what is returned is closed.
   *
   * @throws IOException if the file system does not say how the folder stands
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

    /** Nothing is written any more; the folder must be open still. */
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

  /** Whether a look at the folder may show what is half done. */
  boolean holds(String name) {
    return held.containsKey(name);
  }

  /** Releases what is done; to be asked while no look is under way. */
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
