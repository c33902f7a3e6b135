package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlChannel;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.daemon.StateAtRest;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.ledger.StateInUseException;

/** Has the daemon that holds a state folder answer a request, or where none runs, the command. */
final class Served {
  private static final ControlChannel.Patience PATIENCE =
      new ControlChannel.Patience(Duration.ofSeconds(30), Duration.ofMinutes(10));

  private Served() {}

  /** What the command does itself. */
  interface AtRest {
    /** Opens the state, answers, and closes it. */
    ControlAnswer answer() throws IOException;
  }

  /**
   * The answer, whoever gives it.
   *
   * @throws IOException if the folder is no daemon's, or another user's where none runs, or the
   *     daemon does not answer; says what to do
   * @throws InterruptedException if interrupted while waiting for the daemon
   */
  static ControlAnswer answer(Path state, ControlRequest request, AtRest atRest)
      throws IOException, InterruptedException {
    StateAtRest.requireLedger(state);
    if (!Ledger.isInUse(state)) {
      StateAtRest.requireOwner(state);
      try {
        return atRest.answer();
      } catch (StateInUseException startedMeanwhile) {
        return asked(state, request);
      }
    }
    return asked(state, request);
  }

  /**
   * Prints the answer, whoever gives it.
   *
   * @return the exit status
   * @throws IOException as {@link #answer} does
   * @throws InterruptedException if interrupted while waiting for the daemon
   */
  static int print(PrintWriter out, Path state, ControlRequest request, AtRest atRest)
      throws IOException, InterruptedException {
    ControlAnswer answer = answer(state, request, atRest);
    out.print(answer.text());
    out.flush();
    return answer.status();
  }

  private static ControlAnswer asked(Path state, ControlRequest request)
      throws IOException, InterruptedException {
    return new ControlChannel(state).ask(request, PATIENCE, new SecureRandom());
  }
}
