package org.voiceagent.exporter.files;

/** Writes untrusted text, such as a file name, on one printable line of bounded length. */
public final class Printable {
  private static final int LONGEST = 160;

  private Printable() {}

  /**
   * The text with everything but printable ASCII, and the backslash, written as {@code \\uXXXX}. A
   * text that gets longer than 160 characters is cut.
   */
  public static String of(String text) {
    StringBuilder printable = new StringBuilder();
    for (int i = 0; i < text.length() && printable.length() < LONGEST; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 127 && c != '\\') {
        printable.append(c);
      } else {
        printable.append(String.format("\\u%04x", (int) c));
      }
    }
    return printable.toString();
  }
}
