package org.voiceagent.exporter.httpserver;

import java.io.IOException;

/** Answers requests. Implementations are thread-safe. */
public interface RequestHandler {

  /**
   * Answers one request by calling {@link Exchange#send} once. The thread is interrupted if nobody
   * waits for the answer any more, because the client has gone or its time is up.
   *
   * @throws IOException if the client has gone
   * @throws java.util.concurrent.CancellationException if it gave up because of the interruption
   */
  void handle(Exchange exchange) throws IOException;

  /**
   * The answer to what is no request.
   *
   * @param status from 400
   * @param why what is wrong; quotes nothing of what was sent
   */
  Response refusal(int status, String why);
}
