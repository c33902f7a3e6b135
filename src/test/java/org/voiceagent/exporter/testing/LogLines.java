package org.voiceagent.exporter.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged under a name while this is open. */
public final class LogLines extends Handler implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;

  private LogLines(String name) {
    logger = Logger.getLogger(name);
    setFormatter(new SimpleFormatter());
    logger.addHandler(this);
  }

  /** Collects what loggers of this name, and those below it, log until it is closed. */
  public static LogLines of(String name) {
    return new LogLines(name);
  }

  /** The messages so far, without their exceptions. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(getFormatter().formatMessage(line));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
