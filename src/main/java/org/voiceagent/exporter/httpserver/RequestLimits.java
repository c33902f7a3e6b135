package org.voiceagent.exporter.httpserver;

/**
 * The maximum size of a request.
 *
 * @param targetCharacters the longest request target, from 1
 * @param headBytes request line and headers together, above {@code targetCharacters}
 * @param headers how many header lines, from 1
 */
public record RequestLimits(int targetCharacters, int headBytes, int headers) {
  /** The longest method and version, with the spaces between them. */
  private static final int AROUND_TARGET = 64;

  /** The longest request line, in bytes. */
  int lineBytes() {
    return Math.min(headBytes, targetCharacters + AROUND_TARGET);
  }
}
