package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.voiceagent.exporter.control.Answer;
import org.voiceagent.exporter.control.Mailbox;
import org.voiceagent.exporter.control.Request;
import org.voiceagent.exporter.daemon.StateAtRest;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.ledger.StateInUseException;

/** Has the daemon that holds a state folder answer a request, or where none runs, the command. */
final class Served {
  private static final Mailbox.Patience PATIENCE =
      new Mailbox.Patience(Duration.ofSeconds(30), Duration.ofMinutes(10));

  private Served() {}

  /** What the command does itself. */
  interface AtRest {
    /** Opens the state, answers, and closes it. */
    Answer answer() throws IOException;
  }

  /**
   * The answer, whoever gives it.
   *
   * @throws IOException if the folder is no daemon's, or another user's where none runs, or the
   *     daemon does not answer; says what to do
   * @throws InterruptedException if interrupted while waiting for the daemon
   */
  static Answer answer(Path state, Request request, AtRest atRest)
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

  private static Answer asked(Path state, Request request)
      throws IOException, InterruptedException {
    return new Mailbox(state).ask(request, PATIENCE, new SecureRandom());
  }
}
