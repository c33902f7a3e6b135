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
 * Folders of forgotten calls that came back, from a backup or by an engine that had not ended yet.
 * The thread that counts tells of them, and the thread that deletes removes them. No receipt is
 * written: the one that is there says that this happens. Thread-safe.
 */
public final class ReturnedFolders {
  private static final Logger logger = LoggerFactory.getLogger(ReturnedFolders.class);

  /** What is left out here is told again at a later look at its folder. */
  private static final int MOST_WAITING = 10_000;

  private final CallFolders folders;
  private final Set<CallId> waiting = ConcurrentHashMap.newKeySet();
  private boolean failing;

  /**
   * @param sessions the folder of all calls
   * @param names how calls are named
   */
  public ReturnedFolders(Path sessions, CallNames names) {
    this.folders = new CallFolders(sessions, names);
  }

  /** Notes that the folder of a forgotten call is there again; removes nothing itself. */
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
   * Removes what has come back. To be called by the one thread that deletes; what cannot be removed
   * is logged once, without the id, and told again at the next look at its folder.
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
      logger.info("the folder of a forgotten call came back and is removed");
    } catch (NotForgottenException e) {
      if (!failing) {
        failing = true;
        logger.error("the folder of a forgotten call came back: {}", e.getMessage());
      }
    }
  }
}
