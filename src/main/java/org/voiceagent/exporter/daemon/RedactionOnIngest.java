package org.voiceagent.exporter.daemon;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.intake.StuckReadGuard;
import org.voiceagent.exporter.redaction.RedactionMode;
import org.voiceagent.exporter.redaction.RedactionSettings;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.disk.FolderRedaction;

/** Puts together what redacts calls on disk, if the configuration asks for it. */
final class RedactionOnIngest implements AutoCloseable {
  private static final int MOST = 10_000;
  private static final Duration REST = Duration.ofSeconds(65);

  private final DaemonSetup setup;
  private final ExporterConfig config;
  private final RedactionQueue wanted = new RedactionQueue(MOST, REST, System::nanoTime);
  private Optional<StuckReadGuard> guard = Optional.empty();

  RedactionOnIngest(DaemonSetup setup) {
    this.setup = setup;
    this.config = setup.config();
  }

  /** Where to tell of calls that were counted or have changed. */
  Consumer<CallId> calls() {
    return isOn() ? wanted : call -> {};
  }

  /**
   * The tasks of the housekeeping thread.
   *
   * @param redactor takes personal data out of texts
   * @param stopping whether the daemon is being closed
   * @return none if the configuration does not ask for it
   */
  List<Housekeeping.Task> tasks(
      OpenState state, Redactor redactor, CallIntake intake, BooleanSupplier stopping) {
    if (!isOn()) {
      return List.of();
    }
    FolderRedaction redaction =
        new FolderRedaction(
            redactor.stoppingWhen(stopping),
            new FolderRedaction.Hashes(state.callers(), state.names()),
            setup.version()
                + " "
                + FolderRedaction.REVISION
                + " "
                + word(config.redaction().settings()),
            largest(config.limits()),
            state.self(),
            setup.clock());
    StuckReadGuard stuck = StuckReadGuard.watch(config.sessions(), config.limits().readTime());
    guard = Optional.of(stuck);
    RedactionOnDisk onDisk =
        new RedactionOnDisk(
            config.sessions(),
            state.ledger(),
            new RedactionOnDisk.Redacting(redaction, state.self()),
            wanted,
            new RedactionOnDisk.Surroundings(intake.folders().ownWriting(), stuck, stopping));
    return List.of(onDisk.redacting(intake::isReady));
  }

  /** Ends the guard against stuck reads; the housekeeping must have ended before. */
  @Override
  public void close() {
    guard.ifPresent(StuckReadGuard::close);
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
