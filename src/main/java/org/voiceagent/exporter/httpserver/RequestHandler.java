package org.voiceagent.exporter.httpserver;

import java.io.IOException;

/** Answers requests. Implementations are thread-safe. */
public interface RequestHandler {

  /**
   * Answers one request by calling {@link Exchange#send} once. The thread is interrupted if the
   * client is no longer waiting, because it has gone or its time is up.
   *
   * @throws IOException if the client has gone
   * @throws MalformedRequestException if {@link Exchange#body} does, before a response is sent; the
   *     client then gets {@link #refusal}
   * @throws java.util.concurrent.CancellationException if it gave up because of the interrupt
   */
  void handle(Exchange exchange) throws IOException, MalformedRequestException;

  /**
   * The response to a malformed request.
   *
   * @param status from 400
   * @param why what is wrong; quotes nothing of the request
   */
  Response refusal(int status, String why);
}
