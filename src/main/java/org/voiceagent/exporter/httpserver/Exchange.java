package org.voiceagent.exporter.httpserver;

import java.io.IOException;

/** A request and the way back to whoever sent it. Used by one thread at a time. */
public interface Exchange {

  /** What was sent. */
  RequestHead request();

  /**
   * Sends the answer; returns when the client, or the kernel for it, has taken it.
   *
   * @throws IOException if the client has gone, or did not read in time
   */
  void send(Response response) throws IOException;
}
