package org.voiceagent.exporter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program. */
public final class Main {
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
    Optional<ServeSettings> serve = ServeArguments.parse(args);
    if (serve.isEmpty()) {
      return RootCommand.run(args, out, err);
    }
    try {
      return DaemonRun.untilStopped(serve.get(), err);
    } catch (InterruptedException | RuntimeException e) {
      return fault(e, err);
    }
  }

  /** Prints why a command failed; the stack trace goes to the log at level FINE. */
  static int fault(Exception e, PrintWriter err) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return ExitStatus.FAULT;
    }
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    err.println("voice-agent-exporter: " + why);
    Logger logger = LoggerFactory.getLogger(Main.class);
    logger.debug("the fault", e);
    return ExitStatus.FAULT;
  }
}
