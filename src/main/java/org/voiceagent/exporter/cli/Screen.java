package org.voiceagent.exporter.cli;

import java.io.PrintWriter;
import java.util.List;

/**
 * A terminal that is redrawn without flicker: each picture goes out in one piece, every line
 * replaces the one below it, and nothing is cleared first. What was on the terminal before comes
 * back when the screen is closed. Not thread-safe, except that any thread may close it.
 */
final class Screen implements AutoCloseable {
  private static final String ESCAPE = "\u001b[";
  private static final String BEGIN = ESCAPE + "?1049h" + ESCAPE + "?25l";
  private static final String RESTORE = ESCAPE + "?25h" + ESCAPE + "?1049l";
  private static final String HOME = ESCAPE + "H";
  private static final String REST_OF_LINE = ESCAPE + "K";
  private static final String REST_OF_SCREEN = ESCAPE + "J";

  private final PrintWriter out;
  private boolean closed;

  /** Takes the terminal over. */
  Screen(PrintWriter out) {
    this.out = out;
    out.print(BEGIN);
    out.flush();
  }

  /**
   * Draws a text.
   *
   * @param rows how many lines fit; further ones are left out; 0 if unknown
   */
  synchronized void draw(String text, int rows) {
    if (closed) {
      return;
    }
    List<String> lines = text.lines().limit(rows > 0 ? rows : Integer.MAX_VALUE).toList();
    StringBuilder picture = new StringBuilder(HOME);
    for (int i = 0; i < lines.size(); i++) {
      // No line feed behind the last line: on the last row it would scroll the screen.
      picture.append(i == 0 ? "" : "\r\n").append(lines.get(i)).append(REST_OF_LINE);
    }
    out.print(picture.append(REST_OF_SCREEN));
    out.flush();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      out.print(RESTORE);
      out.flush();
    }
  }
}
