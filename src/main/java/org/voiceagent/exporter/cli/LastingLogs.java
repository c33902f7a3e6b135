package org.voiceagent.exporter.cli;

import java.util.logging.LogManager;

/**
 * Keeps logging alive until the JVM ends. The JDK's own takes all handlers away as soon as a stop
 * is asked for, so that nothing said while stopping would be seen.
 */
public final class LastingLogs extends LogManager {

  /** Does nothing: nobody but the JDK's shutdown asks for it. */
  @Override
  public void reset() {}
}
