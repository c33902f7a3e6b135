package org.voiceagent.exporter.daemon;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.intake.Intake;

/**
 * The one thread that counts. Should it ever fail, the program ends at once to be started again: a
 * daemon that answers and no longer counts would deceive, and every count is safe on disk.
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
      logger.error("the intake failed; the program ends, to be started again", fault);
      Runtime.getRuntime().halt(FAILED);
    }
  }

  /** Lets it finish what is at hand. */
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
