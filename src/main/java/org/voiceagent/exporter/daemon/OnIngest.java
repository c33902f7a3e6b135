package org.voiceagent.exporter.daemon;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.intake.StuckReadGuard;
import org.voiceagent.exporter.redaction.RedactionMode;
import org.voiceagent.exporter.redaction.RedactionSettings;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.disk.FolderRedaction;
import org.voiceagent.exporter.telemetry.SelfMetrics;

/** Puts together what redacts calls on disk, if the configuration asks for it. */
final class OnIngest {
  private static final int MOST = 10_000;
  private static final Duration REST = Duration.ofSeconds(65);

  private final ExporterConfig config;
  private final RedactionQueue wanted = new RedactionQueue(MOST, REST, System::nanoTime);

  OnIngest(ExporterConfig config) {
    this.config = config;
  }

  /** Where to tell of calls that were counted or have changed. */
  Consumer<CallId> calls() {
    return isOn() ? wanted : call -> {};
  }

  /**
   * What is to be done by the thread that deletes and rewrites.
   *
   * @param running gets what is to be ended with the daemon
   * @param redactor takes personal data out of texts
   * @return none if the configuration does not ask for it
   */
  List<Housekeeping.Task> tasks(
      Deque<AutoCloseable> running,
      Redactor redactor,
      CallerHashing callers,
      CountedCalls ledger,
      CallIntake intake,
      SelfMetrics self,
      String version,
      BooleanSupplier stopping,
      InstantSource clock) {
    if (!isOn()) {
      return List.of();
    }
    FolderRedaction redaction =
        new FolderRedaction(
            redactor.stoppingWhen(stopping),
            new FolderRedaction.Hashes(callers, ledger.names()),
            version + " " + FolderRedaction.REVISION + " " + word(config.redaction().settings()),
            largest(config.limits()),
            self,
            clock);
    StuckReadGuard guard = StuckReadGuard.watch(config.sessions(), config.limits().readTime());
    running.push(guard);
    RedactionOnDisk onDisk =
        new RedactionOnDisk(
            config.sessions(),
            ledger,
            new RedactionOnDisk.Redacting(redaction, self),
            wanted,
            new RedactionOnDisk.Surroundings(intake.folders().ownWriting(), guard, stopping));
    return List.of(onDisk.redacting(intake::isReady));
  }

  private boolean isOn() {
    return config.redaction().mode() == RedactionMode.ON_INGEST;
  }

  private static int largest(ReadLimits limits) {
    return Math.max(
        limits.transcriptBytes(), Math.max(limits.summaryBytes(), limits.snapshotBytes()));
  }

  /** The same for the same settings, also after a restart. */
  private static String word(RedactionSettings settings) {
    String regions =
        settings.regions().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    return String.format(
        Locale.ROOT, "%08x%08x", regions.hashCode(), settings.patterns().hashCode());
  }
}
