package org.voiceagent.exporter.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.daemon.ColdCallsAtRest;
import org.voiceagent.exporter.yaml.Problems;

/**
 * A process that archives or restores calls as {@code lake compact} and {@code lake restore
 * --in-place} do, but 20 days later: no file system takes an earlier change time for a folder.
 */
final class ColdCommand {
  private ColdCommand() {}

  /**
   * Runs once.
   *
   * @param arguments the configuration, and the call to restore, if one is
   */
  public static void main(String... arguments) throws Exception {
    ExporterConfig config = ExporterConfig.load(Path.of(arguments[0]), new Problems());
    ControlRequest request =
        arguments.length == 1
            ? new ControlRequest.Archive(false)
            : new ControlRequest.Restore(arguments[1]);
    ControlAnswer answer =
        ColdCallsAtRest.answer(config, request, () -> Instant.now().plus(Duration.ofDays(20)));
    System.out.print(answer.text());
  }
}
