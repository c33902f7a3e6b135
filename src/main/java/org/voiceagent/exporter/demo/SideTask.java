package org.voiceagent.exporter.demo;

import java.io.IOException;

/** A task that repeats while calls are played. */
@FunctionalInterface
public interface SideTask {

  /**
   * Does it once; called on the engine's thread.
   *
   * @throws IOException if something cannot be written; the engine then ends
   */
  void run() throws IOException;
}
