package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.call.CallerNumber;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What can be asked about who called. */
@Command(
    name = "caller",
    description = "Print the hashes under which calls of a caller show.",
    subcommands = CallerCommand.Hash.class,
    mixinStandardHelpOptions = true)
final class CallerCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "caller needs a command: caller hash NUMBER");
  }

  /** Prints the hashes of a number. */
  @Command(
      name = "hash",
      description = {
        "Print the caller_hash of each form of a telephone number.",
        "Engines write one number in several forms, and each form has its own hash.",
        "This needs the daemon's key: run it as the daemon's user."
      },
      mixinStandardHelpOptions = true)
  static final class Hash implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private PlaceOptions places = new PlaceOptions();

    @Parameters(
        paramLabel = "NUMBER",
        description =
            "In any form: +44..., 0044..., tel: or sip: address, or 020... with --region.")
    private String number = "";

    @Option(
        names = "--region",
        paramLabel = "CC",
        description = "The country of a number without a calling code, such as GB.")
    private Optional<String> region = Optional.empty();

    @Override
    public Integer call() throws IOException {
      Problems problems = new Problems();
      ExporterConfig config = places.read(problems);
      if (!problems.none()) {
        problems.list().forEach(spec.commandLine().getErr()::println);
        return ExitStatus.WRONG_USE;
      }
      CallerNumber caller = CallerHashes.number(spec, number, region);
      PrintWriter out = spec.commandLine().getOut();
      CallerHashes.of(caller, config.state())
          .forEach((form, hash) -> out.println(hash + "  " + form));
      if (!caller.isInternational()) {
        spec.commandLine()
            .getErr()
            .println("With --region, forms with the calling code of the country are added, too.");
      }
      return ExitStatus.FINE;
    }
  }
}
