package org.voiceagent.exporter.control;

import java.time.Duration;

/** The only place that sleeps: between two looks at files that another process writes. */
final class Pause {
  private static final Duration LENGTH = Duration.ofMillis(50);

  private Pause() {}

  /** Waits until the next look. */
  static void take() throws InterruptedException {
    Thread.sleep(LENGTH.toMillis());
  }
}
