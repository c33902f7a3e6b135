package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.voiceagent.exporter.forget.IngestPause;
import org.voiceagent.exporter.intake.Intake;

/** Runs an action on the counting thread, between two calls. */
final class BetweenCalls implements IngestPause {
  /** Even in a backlog the intake runs tasks after every few calls, so this is more than enough. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Intake intake;

  BetweenCalls(Intake intake) {
    this.intake = intake;
  }

  @Override
  public void during(Action action) throws IOException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    intake.between(
        () -> {
          try {
            action.run();
            done.complete(null);
          } catch (IOException | RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    try {
      done.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("the daemon is busy counting, or stopping", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the daemon stops");
    }
  }
}
