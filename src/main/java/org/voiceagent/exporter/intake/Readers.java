package org.voiceagent.exporter.intake;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Threads on which folders are read. The calling thread itself will do where none gets stuck. */
public interface Readers extends Executor {
  /** How long one folder may take before its reading is given up. */
  default Duration patience() {
    return Duration.ofSeconds(10);
  }

  /** Notes that a thread is stuck, so that a spare one takes its place while there are any. */
  default void oneIsStuck() {}

  /** Notes that a stuck thread is free again. */
  default void oneIsFree() {}

  /** Whether all threads are stuck and there is no spare one. */
  default boolean areAllStuck() {
    return false;
  }
}
