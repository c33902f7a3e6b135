package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.lake.archive.ArchiveRestore;
import org.voiceagent.exporter.lake.archive.ArchivedCall;
import org.voiceagent.exporter.lake.archive.ColdTier;
import org.voiceagent.exporter.retention.LegalHolds;
import org.voiceagent.exporter.retention.RemovalGuard;
import org.voiceagent.exporter.retention.Sweep;

/**
 * Archives old calls, restores archived ones and holds calls, on request of a command. Used by the
 * one thread that deletes.
 */
final class ColdCalls {
  private static final Logger logger = LoggerFactory.getLogger(ColdCalls.class);
  private static final int FINE = 0;
  private static final int FOUND = 1;
  private static final int WRONG_USE = 2;
  private static final int FAULT = 3;

  /** Other requests wait meanwhile, and the command for ten minutes. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private static final int MOST_LINES = 2_000;

  private final ExporterConfig config;
  private final CountedCalls counted;
  private final SessionReader reader;
  private final Sweep sweep;
  private final Run run;
  private final LegalHolds holds;

  /**
   * When and how long to work.
   *
   * @param clock the wall clock
   * @param ready whether the calls that were there at the start are counted
   * @param stopping whether to end early
   */
  record Run(InstantSource clock, BooleanSupplier ready, BooleanSupplier stopping) {}

  /**
   * @param counted the calls that were counted
   * @param reader reads summaries; knows the key that callers are hashed with
   * @param sweep looks at the folders
   */
  ColdCalls(
      ExporterConfig config, CountedCalls counted, SessionReader reader, Sweep sweep, Run run) {
    this.config = config;
    this.counted = counted;
    this.reader = reader;
    this.sweep = sweep;
    this.run = run;
    this.holds = new LegalHolds(config.state());
  }

  /** The answer; empty for requests of another kind. */
  Optional<ControlAnswer> answer(ControlRequest request) {
    try {
      if (request instanceof ControlRequest.Archive archive) {
        return Optional.of(archive(archive.dryRun()));
      } else if (request instanceof ControlRequest.Restore restore) {
        return Optional.of(restore(restore.what()));
      } else if (request instanceof ControlRequest.Hold hold) {
        return Optional.of(hold(hold));
      } else if (request instanceof ControlRequest.Release release) {
        return Optional.of(release(release.call()));
      }
      return Optional.empty();
    } catch (IOException e) {
      logger.error("archives, sessions or state cannot be used: {}", e.toString());
      return Optional.of(new ControlAnswer(FAULT, e.getMessage() + "\n"));
    }
  }

  private ControlAnswer archive(boolean dryRun) throws IOException {
    if (!run.ready().getAsBoolean()) {
      return new ControlAnswer(
          FAULT,
          "the daemon is still counting the calls it found at its start; ask again when /-/ready"
              + " answers 200\n");
    }
    RemovalGuard.Decision clock = OldCalls.guard(config, run.clock()).check();
    Instant now = clock.now();
    long end = System.nanoTime() + LONGEST.toNanos();
    ColdTier tier =
        new ColdTier(
            new ColdTier.Scope(config.archive(), config.sessions(), reader, counted, holds),
            () -> run.stopping().getAsBoolean() || System.nanoTime() - end > 0);
    List<String> lines = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    if (dryRun) {
      add(tier.preview(sweep.facts(now), config.retention().policy(), now), lines, failures);
    } else {
      add(tier.archive(sweep.facts(now), config.retention().policy(), now), lines, failures);
      if (clock.clock().isEmpty()) {
        add(tier.expire(now), lines, failures);
      } else if (!tier.preview(List.of(), config.retention().policy(), now).lines().isEmpty()) {
        failures.add("no archive is deleted: " + clock.clock());
      }
      logger.info("archives: {} steps done, {} failed", lines.size(), failures.size());
    }
    return new ControlAnswer(failures.isEmpty() ? FINE : FOUND, text(lines, failures, dryRun));
  }

  private static void add(ColdTier.Result result, List<String> lines, List<String> failures) {
    lines.addAll(result.lines());
    failures.addAll(result.failures());
  }

  private static String text(List<String> lines, List<String> failures, boolean dryRun) {
    StringBuilder text = new StringBuilder();
    lines.stream().limit(MOST_LINES).forEach(line -> text.append(line).append('\n'));
    failures.stream().limit(MOST_LINES).forEach(line -> text.append(line).append('\n'));
    return text.append(lines.size())
        .append(dryRun ? " steps would be done" : " steps done")
        .append(" in folders and archives")
        .append(failures.isEmpty() ? "" : ", " + failures.size() + " problems")
        .append('\n')
        .toString();
  }

  private ControlAnswer restore(String what) throws IOException {
    ArchiveRestore.Result result =
        new ArchiveRestore(config.archive()).restore(what, config.sessions(), this::whyNotRestored);
    StringBuilder text = new StringBuilder();
    result
        .restored()
        .forEach(
            folder ->
                text.append(counted.names().shown(String.valueOf(folder.getFileName())))
                    .append(": restored\n"));
    result.refused().forEach(why -> text.append(why).append('\n'));
    if (result.isEmpty()) {
      text.append(ArchiveRestore.NOTHING).append('\n');
    }
    return new ControlAnswer(result.isWhole() ? FINE : FOUND, text.toString());
  }

  /** A folder whose call the ledger no longer knows would be counted once more. */
  private String whyNotRestored(ArchivedCall call) {
    Optional<CallId> id = counted.idOf(call.folder());
    if (id.filter(counted::isForgotten).isPresent()) {
      return "the call was forgotten";
    }
    return id.filter(counted::isCounted).isPresent()
        ? ""
        : "it was counted so long ago that it would be counted again (ledger.horizon_days);"
            + " restore it into another folder with --to";
  }

  private ControlAnswer hold(ControlRequest.Hold request) throws IOException {
    Optional<CallId> call = counted.names().id(request.call());
    if (call.isEmpty() || request.reason().isBlank()) {
      return new ControlAnswer(WRONG_USE, "A hold needs the id of a call and a reason.\n");
    }
    if (counted.isForgotten(call.get())) {
      return new ControlAnswer(FOUND, "This call was forgotten; there is nothing to hold.\n");
    }
    holds.set(
        call.get(),
        new LegalHolds.Hold(
            request.reason().strip(), run.clock().instant().truncatedTo(ChronoUnit.SECONDS)));
    logger.info("call {} is under legal hold", call.get().value());
    return new ControlAnswer(FINE, call.get().value() + " is under legal hold.\n");
  }

  private ControlAnswer release(String name) throws IOException {
    boolean released = false;
    for (CallId call : counted.names().ids(name)) {
      if (holds.release(call)) {
        released = true;
        logger.info("call {} is not under legal hold any more", call.value());
      }
    }
    return released
        ? new ControlAnswer(FINE, "The hold is released.\n")
        : new ControlAnswer(FOUND, "This call is not under legal hold.\n");
  }
}
