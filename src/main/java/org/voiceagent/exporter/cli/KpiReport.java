package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that shows key performance indicators, from a daemon or from a folder of calls. */
abstract class KpiReport implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ArgGroup private ReportSource source = new ReportSource();
  @Mixin private DaemonAccess access = new DaemonAccess();

  private final InstantSource clock;
  private Optional<ReportSource.Asked> asked = Optional.empty();

  /**
   * @param clock says what "now" and "24h" ago mean
   */
  KpiReport(InstantSource clock) {
    this.clock = clock;
  }

  /** The daemon or folder to ask. */
  final ReportSource.Asked asked() {
    ReportSource.Asked known = asked.orElseGet(() -> source.asked(access, clock));
    asked = Optional.of(known);
    return known;
  }

  /** What is asked, in a few words for a heading. */
  final String sourceName() {
    return source.name();
  }

  /** The present, or the end of the last hour of a folder of calls. */
  final Instant now() throws IOException {
    return asked().now();
  }

  /** The present by this machine's clock. */
  final Instant present() {
    return clock.instant();
  }

  /** Has the next question answered from what is there then. */
  final void askAgain() {
    asked = Optional.empty();
  }

  /** How wide the output may be, and whether in colour. */
  final Layout layout() {
    return Layout.of(spec.commandLine(), System.getenv());
  }

  /** Prints a result. */
  final void print(String text) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
    if (out.checkError()) {
      throw new IOException("the output cannot be written");
    }
  }

  /**
   * Writes a result to a file, or prints it if there is no file.
   *
   * @throws IOException if it cannot be written
   */
  final void deliver(String text, Optional<Path> file) throws IOException {
    if (file.isEmpty()) {
      print(text);
      return;
    }
    WholeFile.write(file.get(), text);
    say("Wrote " + file.get() + ".");
  }

  /** Prints what is not part of the result, such as progress or a failed attempt. */
  final void say(String sentence) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(Terminal.safe(sentence));
    err.flush();
  }

  /** The mistake of an option's value. */
  final ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
