package org.voiceagent.exporter.httpserver;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

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
   * Opens the body of the request as a stream, for bodies that must not be held in memory; in place
   * of {@link #body}, under the same rules. The stream ends after the body. It throws {@link
   * java.io.EOFException} if the connection ends before that, and fails once the time is up.
   * Closing it does nothing. If it is not read to its end, the connection is closed after the
   * response.
   *
   * @param mostBytes the longest body that is accepted
   * @param atMost how long the client may take to send it
   * @throws MalformedRequestException as {@link #body} does
   * @throws IOException if the client has gone
   */
  InputStream bodyStream(long mostBytes, Duration atMost)
      throws IOException, MalformedRequestException;

  /**
   * Sends the response; returns when the client, or the kernel on its behalf, has received it.
   *
   * @throws IOException if the client has gone, or did not read in time
   */
  void send(Response response) throws IOException;
}
