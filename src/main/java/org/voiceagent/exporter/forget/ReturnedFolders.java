package org.voiceagent.exporter.forget;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;

/**
 * Removes folders of forgotten calls that came back, from a backup or from an engine that had not
 * finished. The counting thread reports them, and the deleting thread removes them. No new receipt
 * is written: the receipt of the call says that this happens. Thread-safe.
 */
public final class ReturnedFolders {
  private static final Logger logger = LoggerFactory.getLogger(ReturnedFolders.class);

  /** A folder beyond this limit is reported again by a later scan. */
  private static final int MOST_WAITING = 10_000;

  private final CallFolderStore folders;
  private final Set<CallId> waiting = ConcurrentHashMap.newKeySet();
  private boolean failing;

  /**
   * @param sessions the folder of all sessions
   * @param names how calls are named
   */
  public ReturnedFolders(Path sessions, CallNames names) {
    this.folders = new CallFolderStore(sessions, names);
  }

  /** Records that the folder of a forgotten call is there again; removes nothing yet. */
  public void cameBack(CallId call) {
    if (waiting.size() < MOST_WAITING) {
      waiting.add(call);
    }
  }

  /** Whether any folder waits for its removal. */
  public boolean areThere() {
    return !waiting.isEmpty();
  }

  /**
   * Removes the folders that came back. Call it on the one thread that deletes. A failure is logged
   * once, without the id, and the folder is reported again by the next scan.
   */
  public void removeAll() {
    for (CallId call : List.copyOf(waiting)) {
      waiting.remove(call);
      remove(call);
    }
  }

  private void remove(CallId call) {
    try {
      folders.remove(call);
      failing = false;
      logger.info("removed the folder of a forgotten call that had come back");
    } catch (NotForgottenException e) {
      if (!failing) {
        failing = true;
        logger.error("the folder of a forgotten call came back and stays: {}", e.getMessage());
      }
    }
  }
}
