package org.voiceagent.exporter.intake;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Runs the reading of folders, on threads of its own or on the calling thread. */
public interface Readers extends Executor {
  /** How long one folder may take before its reading is given up. */
  default Duration patience() {
    return Duration.ofSeconds(10);
  }

  /** Notes that a thread is stuck, so that a spare one replaces it if there is one. */
  default void oneIsStuck() {}

  /** Notes that a stuck thread is free again. */
  default void oneIsFree() {}

  /** Whether all threads are stuck and there is no spare one. */
  default boolean areAllStuck() {
    return false;
  }
}
