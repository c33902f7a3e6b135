package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.daemon.ForgettingAtRest;
import org.voiceagent.exporter.daemon.StateAtRest;
import org.voiceagent.exporter.forget.ForgetHandler;
import org.voiceagent.exporter.forget.Receipts;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes everything about a call, or all calls of a caller, and prints the receipts. */
@Command(
    name = "forget",
    description = {
      "Delete everything that is kept about a call, and print a signed receipt.",
      "The totals stay exact; they hold nothing about single calls.",
      "If a daemon is running, it does the work.",
      "Exit status 1: the call is not known, or a receipt is wrong."
    },
    mixinStandardHelpOptions = true)
final class ForgetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PlaceOptions places = new PlaceOptions();

  @Option(
      names = "--region",
      paramLabel = "CC",
      description = "The country of a caller's number without a calling code, such as GB.")
  private Optional<String> region = Optional.empty();

  @ArgGroup(multiplicity = "1")
  private What what = new What();

  /** One of three. */
  static final class What {
    @Parameters(paramLabel = "CALL_UUID", arity = "0..1", description = "The call's id.")
    private Optional<String> call = Optional.empty();

    @Option(
        names = "--caller",
        paramLabel = "CALLER",
        description =
            "All calls of a caller: a number in any form, or a caller_hash (16 hexadecimal"
                + " digits).")
    private Optional<String> caller = Optional.empty();

    @Option(
        names = "--verify",
        description = "Delete nothing; check that all receipts are there, in order and unchanged.")
    private boolean verify;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Problems problems = new Problems();
    ExporterConfig config = places.read(problems);
    if (!problems.none()) {
      problems.list().forEach(spec.commandLine().getErr()::println);
      return ExitStatus.WRONG_USE;
    }
    return what.verify ? verify(config.state()) : forget(config);
  }

  private int forget(ExporterConfig config) throws IOException, InterruptedException {
    ControlRequest request = request(config.state());
    ControlAnswer answer =
        Served.answer(
            config.state(),
            request,
            () -> ForgettingAtRest.answer(config, request, Version.text(), InstantSource.system()));
    PrintWriter to =
        answer.status() == ExitStatus.FINE
            ? spec.commandLine().getOut()
            : spec.commandLine().getErr();
    to.print(answer.text());
    to.flush();
    return answer.status();
  }

  private ControlRequest request(Path state) throws IOException {
    if (what.call.isPresent()) {
      if (CallId.parse(what.call.get()).isEmpty()) {
        throw new ParameterException(
            spec.commandLine(),
            "this is not a call id: letters, digits and . _ : @ + - only, at most 128");
      }
      return new ControlRequest.ForgetCall(what.call.get());
    }
    String caller = what.caller.orElse("");
    if (ForgetHandler.isCallerHash(caller)) {
      return new ControlRequest.ForgetCaller(caller);
    }
    // Only hashes are handed on: the number stands in no file.
    return new ControlRequest.ForgetCaller(
        String.join(
            ",", CallerHashes.of(CallerHashes.number(spec, caller, region), state).values()));
  }

  private int verify(Path state) throws IOException {
    try {
      StateAtRest.requireLedger(state);
    } catch (IOException e) {
      spec.commandLine().getErr().println("voice-agent-exporter: " + e.getMessage());
      return ExitStatus.WRONG_USE;
    }
    PrintWriter out = spec.commandLine().getOut();
    Optional<Receipts> there = Receipts.existing(state);
    if (there.isEmpty()) {
      out.println("There are no receipts in " + state + ": no call has been forgotten.");
      return ExitStatus.FINE;
    }
    Receipts receipts = there.get();
    List<String> wrong = receipts.problems();
    wrong.forEach(out::println);
    int size = receipts.size();
    out.println(
        (size == 1 ? "1 receipt, " : size + " receipts, ")
            + (wrong.isEmpty() ? "all unchanged, none missing" : "with the faults above"));
    return wrong.isEmpty() ? ExitStatus.FINE : ExitStatus.FOUND;
  }
}
