package org.voiceagent.exporter.forget;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;

/**
 * Removes folders of forgotten calls that came back, from a backup or by an engine that had not
 * ended yet. No receipt is written: the one that is there says that this happens. Thread-safe.
 */
public final class ReturnedFolders {
  private static final Logger logger = LoggerFactory.getLogger(ReturnedFolders.class);

  private final CallFolders folders;
  private final AtomicBoolean failing = new AtomicBoolean();

  /**
   * @param sessions the folder of all calls
   * @param names how calls are named
   */
  public ReturnedFolders(Path sessions, CallNames names) {
    this.folders = new CallFolders(sessions, names);
  }

  /** Removes a folder; what cannot be removed is logged once, without the id. */
  public void remove(CallId call) {
    try {
      folders.remove(call);
      failing.set(false);
      logger.info("the folder of a forgotten call came back and is removed");
    } catch (NotForgottenException e) {
      if (!failing.getAndSet(true)) {
        logger.error("the folder of a forgotten call came back: {}", e.getMessage());
      }
    }
  }
}
