package org.voiceagent.exporter.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands of the program, read by picocli. Without a command it serves. */
@Command(
    name = "voice-agent-exporter",
    description = {
      "Turns the files that a voice engine writes for each call into Prometheus",
      "metrics and advice: which YAML key to change, to what, and why."
    },
    subcommands = {
      ServeCommand.class,
      CheckCommand.class,
      ReportCommand.class,
      PurgeCommand.class,
      SampleBurstCommand.class,
      ForgetCommand.class,
      BackfillCommand.class,
      LakeCommand.class,
      SqlCommand.class,
      CallerCommand.class,
      PricesCommand.class,
      KpiCommand.class,
      LiveCommand.class,
      ExportCommand.class,
      WatchCommand.class,
      DashboardCommand.class,
      CompareCommand.class,
      DemoCommand.class
    },
    footer = {
      "",
      "Exit status:",
      "  0  success",
      "  1  a check or a report found something",
      "  2  wrong use, or a configuration with mistakes",
      "  3  a fault",
      "",
      "docs/kpis.md defines every figure that pages and reports show."
    },
    versionProvider = Version.class,
    mixinStandardHelpOptions = true)
final class RootCommand {
  private static final Set<String> TOP_LEVEL = Set.of("-h", "--help", "-V", "--version");

  private RootCommand() {}

  /**
   * Runs a command.
   *
   * @param args a command and its options; none, or options alone, mean {@code serve}
   * @param out where results go
   * @param err where errors go
   * @return the exit status
   */
  static int run(String[] args, PrintWriter out, PrintWriter err) {
    return commandLine()
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(RootCommand::fault)
        .setParameterExceptionHandler(RootCommand::wrongUse)
        .execute(withDefaultCommand(args));
  }

  /** All commands and their options. */
  static CommandLine commandLine() {
    return new CommandLine(new RootCommand());
  }

  private static String[] withDefaultCommand(String[] args) {
    boolean served = args.length > 0 && (!args[0].startsWith("-") || TOP_LEVEL.contains(args[0]));
    if (served) {
      return args;
    }
    String[] serve = new String[args.length + 1];
    serve[0] = "serve";
    System.arraycopy(args, 0, serve, 1, args.length);
    return serve;
  }

  private static int wrongUse(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(unknownCommand(e).orElse(e.getMessage()));
    if (e instanceof UnmatchedArgumentException unmatched) {
      // The most similar come first; more than two are a list, not a hint.
      List<String> similar = unmatched.getSuggestions().stream().limit(2).toList();
      if (!similar.isEmpty()) {
        err.println("Did you mean: " + String.join(" or ", similar) + "?");
      }
    }
    err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitStatus.WRONG_USE;
  }

  /** Where only a command can stand, "unmatched argument" would hide what is wrong. */
  private static Optional<String> unknownCommand(ParameterException e) {
    CommandLine command = e.getCommandLine();
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || command.getSubcommands().isEmpty()) {
      return Optional.empty();
    }
    return unmatched.getUnmatched().stream()
        .findFirst()
        .filter(word -> !word.startsWith("-"))
        .map(
            word ->
                "There is no command \"%s\" in %s; there are: %s"
                    .formatted(
                        word,
                        command.getCommandSpec().qualifiedName(),
                        String.join(", ", command.getSubcommands().keySet())));
  }

  private static int fault(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    return Main.fault(e, command.getErr());
  }
}
