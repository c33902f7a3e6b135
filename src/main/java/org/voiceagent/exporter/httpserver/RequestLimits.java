package org.voiceagent.exporter.httpserver;

/**
 * How large a request may be.
 *
 * @param targetCharacters the longest address, from 1
 * @param headBytes request line and headers together, above {@code targetCharacters}
 * @param headers how many header lines, from 1
 */
public record RequestLimits(int targetCharacters, int headBytes, int headers) {
  /** The longest method and version, with the spaces between. */
  private static final int AROUND_TARGET = 64;

  /** The longest request line, in bytes. */
  int lineBytes() {
    return Math.min(headBytes, targetCharacters + AROUND_TARGET);
  }
}
