package org.voiceagent.exporter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The program. Without a command it serves. */
@Command(
    name = "voice-agent-exporter",
    description = {
      "Turns what voice engines leave behind per call into Prometheus metrics",
      "and into advice: which YAML key to change, to what, and why."
    },
    subcommands = {
      ServeCommand.class,
      CheckCommand.class,
      ReportCommand.class,
      PurgeCommand.class,
      ForgetCommand.class,
      DemoCommand.class
    },
    footer = {
      "",
      "Exit status: 0 fine, 1 the check or the report found something, 2 wrong use, 3 a fault."
    },
    versionProvider = Version.class,
    mixinStandardHelpOptions = true)
public final class Main {
  private static final Set<String> TOP_LEVEL = Set.of("-h", "--help", "-V", "--version");

  private Main() {}

  /** Runs the program and ends the JVM with its exit status. */
  public static void main(String[] args) {
    // By name, because touching the class would make the JDK's own the manager first.
    System.setProperty("java.util.logging.manager", Main.class.getPackageName() + ".LastingLogs");
    LogFormat.install(System.getenv("JOURNAL_STREAM") != null);
    int status =
        run(
            args,
            new PrintWriter(System.out, true, UTF_8),
            new PrintWriter(System.err, true, UTF_8));
    System.exit(status);
  }

  /**
   * Runs the program.
   *
   * @param args a command and its options; none, or options alone, mean {@code serve}
   * @param out where results go
   * @param err where errors go
   * @return the exit status
   */
  static int run(String[] args, PrintWriter out, PrintWriter err) {
    return new CommandLine(new Main())
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(Main::fault)
        .setParameterExceptionHandler(Main::wrongUse)
        .execute(withDefaultCommand(args));
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
    command.getErr().println(e.getMessage());
    command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitStatus.WRONG_USE;
  }

  private static int fault(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return ExitStatus.FAULT;
    }
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    command.getErr().println("voice-agent-exporter: " + why);
    Logger logger = LoggerFactory.getLogger(Main.class);
    logger.debug("the fault", e);
    return ExitStatus.FAULT;
  }
}
