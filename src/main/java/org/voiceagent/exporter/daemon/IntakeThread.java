package org.voiceagent.exporter.daemon;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.intake.Intake;

/**
 * The one thread that counts. If it fails, the program exits at once so that it is restarted: a
 * daemon that answers but no longer counts would mislead, and every count is safe on disk.
 */
final class IntakeThread implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(IntakeThread.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final int FAILED = 70;

  private final Intake intake;
  private final Thread thread;

  private IntakeThread(Intake intake, Thread thread) {
    this.intake = intake;
    this.thread = thread;
  }

  static IntakeThread start(Intake intake) {
    Thread thread = new Thread(() -> work(intake), "intake");
    thread.setDaemon(true);
    thread.start();
    return new IntakeThread(intake, thread);
  }

  private static void work(Intake intake) {
    try {
      intake.run();
    } catch (InterruptedException stop) {
      logger.debug("the intake ends");
    } catch (RuntimeException | Error fault) {
      logger.error("the intake failed; the program exits so that it is restarted", fault);
      Runtime.getRuntime().halt(FAILED);
    }
  }

  /** Lets it finish its current work. */
  @Override
  public void close() {
    intake.stop();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
