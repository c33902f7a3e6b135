package org.voiceagent.exporter.httpserver;

import java.io.IOException;

/** A request and the means to answer it. Used by one thread at a time. */
public interface Exchange {

  /** The request. */
  RequestHead request();

  /**
   * Sends the response; returns when the client, or the kernel on its behalf, has received it.
   *
   * @throws IOException if the client has gone, or did not read in time
   */
  void send(Response response) throws IOException;
}
