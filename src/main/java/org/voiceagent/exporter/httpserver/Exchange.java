package org.voiceagent.exporter.httpserver;

import java.io.IOException;

/** A request and the means to answer it. Used by one thread at a time. */
public interface Exchange {

  /** The request. */
  RequestHead request();

  /**
   * Reads the body of the request; at most once, and before {@link #send}. Without this call a body
   * stays unread, and the connection is closed after the response.
   *
   * <p>Only {@code Content-Length} is supported. Clients of this server know the length of what
   * they send, and chunked bodies are what servers most often read differently (RFC 9112, section
   * 11.2).
   *
   * @param mostBytes the longest body that is accepted
   * @throws MalformedRequestException with status 411 without {@code Content-Length}, 413 if the
   *     body is longer, or 400 if its length is malformed
   * @throws IOException if the client has gone, or did not send the body in time
   */
  byte[] body(int mostBytes) throws IOException, MalformedRequestException;

  /**
   * Sends the response; returns when the client, or the kernel on its behalf, has received it.
   *
   * @throws IOException if the client has gone, or did not read in time
   */
  void send(Response response) throws IOException;
}
