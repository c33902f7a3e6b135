package org.voiceagent.exporter.daemon;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.control.ControlChannel;

/** The thread that deletes goes on, whatever one of its tasks throws. */
final class HousekeepingTest {
  @TempDir Path state;

  @Test
  void errorOfATaskEndsNeitherItselfNorTheOthers() {
    AtomicInteger overflows = new AtomicInteger();
    AtomicInteger others = new AtomicInteger();
    Housekeeping.Task failing =
        new Housekeeping.Task(
            Duration.ZERO,
            () -> true,
            () -> {
              overflows.incrementAndGet();
              throw new StackOverflowError("nested too deep");
            });
    Housekeeping.Task other =
        new Housekeeping.Task(Duration.ZERO, () -> true, others::incrementAndGet);
    try (Housekeeping housekeeping =
        new Housekeeping(new ControlChannel(state), InstantSource.system())) {
      housekeeping.start(List.of(), List.of(failing, other));

      await().atMost(Duration.ofSeconds(20)).until(() -> overflows.get() > 1 && others.get() > 1);
    }
  }
}
