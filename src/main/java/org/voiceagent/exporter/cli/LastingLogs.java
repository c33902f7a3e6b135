package org.voiceagent.exporter.cli;

import java.util.logging.LogManager;

/**
 * Keeps logging alive until the JVM ends. The JDK's own takes all handlers away as soon as a stop
 * is asked for, so that messages about stopping would be lost.
 */
public final class LastingLogs extends LogManager {

  /** Does nothing: only the JDK's shutdown calls it. */
  @Override
  public void reset() {}
}
