package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.voiceagent.exporter.artifact.CallerHashing;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.control.ControlAnswer;
import org.voiceagent.exporter.control.ControlRequest;
import org.voiceagent.exporter.forget.ForgetHandler;
import org.voiceagent.exporter.forget.Forgetting;
import org.voiceagent.exporter.forget.IngestPause;
import org.voiceagent.exporter.forget.KeptCopies;
import org.voiceagent.exporter.forget.RememberedCalls;
import org.voiceagent.exporter.inbox.BodySearch;
import org.voiceagent.exporter.ledger.StateSecret;

/** Forgets calls while no daemon runs: opens the state as a daemon would, and closes it again. */
public final class ForgettingAtRest {
  private ForgettingAtRest() {}

  /**
   * Answers a request to forget.
   *
   * @param request to forget a call or a caller
   * @param version the program's version
   * @throws org.voiceagent.exporter.ledger.StateInUseException if a daemon runs; ask it instead
   * @throws IOException if the state cannot be used; says what to do
   */
  public static ControlAnswer answer(
      ExporterConfig config, ControlRequest request, String version, InstantSource clock)
      throws IOException {
    try (OpenState state = OpenState.atRest(config, clock)) {
      SecureRandom random = new SecureRandom();
      CallerHashing callers =
          CallerHashing.with(StateSecret.readOrMake(config.state(), Daemon.CALLER_SALT, random));
      SessionReader reader =
          new SessionReader(config.limits(), SentimentScorer.OFF, callers, state.ledger().names());
      RememberedCalls stored = InboxParts.atRest(BodySearch.atRest(config.state(), state.names()));
      KeptCopies copies = state.copies(config);
      Forgetting forgetting =
          Forgetting.open(
              config.sessions(),
              config.state(),
              new Forgetting.Known(state.ledger(), stored, IngestPause.NOT_NEEDED, copies),
              new Forgetting.Doer(version, clock, random));
      ForgetHandler handler =
          new ForgetHandler(forgetting, stored, config.sessions(), reader, copies);
      return handler
          .answer(request)
          .orElseThrow(() -> new IllegalArgumentException("no request to forget"));
    }
  }
}
