package org.voiceagent.exporter.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Reads the clocks of this machine. */
@FunctionalInterface
public interface MachineClock {

  /**
   * Reads them now.
   *
   * @throws IOException if the running time cannot be read
   */
  ClockReading read() throws IOException;

  /**
   * The clocks of this machine. On Linux the running time counts from the boot and through sleep,
   * so that it can be compared with what an earlier process recorded. Elsewhere it counts from the
   * start of this process.
   *
   * @param wall the wall clock
   */
  static MachineClock of(InstantSource wall) {
    Path uptime = Path.of("/proc/uptime");
    Path boot = Path.of("/proc/sys/kernel/random/boot_id");
    if (Files.isReadable(uptime) && Files.isReadable(boot)) {
      return () ->
          new ClockReading(
              wall.instant(),
              Files.readString(boot).strip(),
              uptime(uptime),
              /* countsSleep= */ true);
    }
    String process = "process " + ProcessHandle.current().pid() + " of " + wall.instant();
    return () ->
        new ClockReading(
            wall.instant(), process, Duration.ofNanos(System.nanoTime()), /* countsSleep= */ false);
  }

  private static Duration uptime(Path file) throws IOException {
    String[] fields = Files.readString(file).strip().split(" ", 2);
    try {
      return Duration.ofMillis((long) (Double.parseDouble(fields[0]) * 1_000));
    } catch (NumberFormatException e) {
      throw new IOException(file + " does not start with a number of seconds", e);
    }
  }
}
