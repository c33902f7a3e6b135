package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.util.function.Function;
import org.voiceagent.exporter.mailbox.Answer;
import org.voiceagent.exporter.mailbox.Request;
import org.voiceagent.exporter.retention.PlanText;
import org.voiceagent.exporter.retention.SweepResult;
import org.voiceagent.exporter.retention.Sweeper;

/** Does what commands ask of the running daemon. Used by the thread that deletes only. */
final class Requests implements Function<Request, Answer> {
  private static final int FAULT = 3;

  private final Sweeper sweeper;

  Requests(Sweeper sweeper) {
    this.sweeper = sweeper;
  }

  @Override
  public Answer apply(Request request) {
    if (request instanceof Request.Purge purge) {
      return purge(purge.dryRun());
    }
    return new Answer(FAULT, "this daemon cannot do that.\n");
  }

  private Answer purge(boolean dryRun) {
    try {
      SweepResult result = sweeper.purge(dryRun);
      return new Answer(PlanText.status(result), PlanText.of(result, dryRun));
    } catch (IOException e) {
      return new Answer(FAULT, "the sessions folder cannot be looked through: " + e + "\n");
    }
  }
}
