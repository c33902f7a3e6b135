package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.retention.LegalHolds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a call under legal hold, or releases it. */
@Command(
    name = "hold",
    description = {
      "Put a call under legal hold: nothing of it is deleted by age or on request.",
      "Without a call, list all holds. If a daemon is running, it does the work.",
      "Exit status 1: there is no such hold to release."
    },
    mixinStandardHelpOptions = true)
final class LakeHoldCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options = new LakeOptions();

  @Parameters(paramLabel = "CALL_UUID", arity = "0..1", description = "The call's id.")
  private Optional<String> call = Optional.empty();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why it is held, such as the number of a case.")
  private Optional<String> reason = Optional.empty();

  @Option(names = "--release", description = "Release the hold on this call.")
  private boolean release;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<ExporterConfig> config = options.config();
    if (config.isEmpty()) {
      return ExitStatus.WRONG_USE;
    }
    if (call.isEmpty()) {
      return list(config.get());
    }
    if (CallId.parse(call.get()).isEmpty() || release == reason.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "name a call, and either --reason or --release");
    }
    ControlRequest request =
        release
            ? new ControlRequest.Release(call.get())
            : new ControlRequest.Hold(call.get(), reason.orElse(""));
    return options.answered(config.get(), request);
  }

  private int list(ExporterConfig config) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Map<CallId, LegalHolds.Hold> all = new LegalHolds(config.state()).all();
    TextTable table = new TextTable("CALL", "SINCE", "REASON");
    all.forEach((id, hold) -> table.row(id.value(), hold.since().toString(), hold.reason()));
    out.print(all.isEmpty() ? "No call is under legal hold.\n" : table.text(Layout.PLAIN));
    out.flush();
    return ExitStatus.FINE;
  }
}
