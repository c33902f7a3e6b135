package org.voiceagent.exporter.redaction.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a page of the documentation that a command writes. */
final class DocsBlock {
  private DocsBlock() {}

  /**
   * Replaces what stands between {@code <!-- begin NAME -->} and {@code <!-- end NAME -->}.
   *
   * @throws IllegalArgumentException if the page has no such block
   */
  static void replace(Path page, String name, String content) throws IOException {
    String text = Files.readString(page);
    String begin = "<!-- begin " + name + " -->\n";
    int start = text.indexOf(begin);
    int end = text.indexOf("<!-- end " + name + " -->");
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(page + " has no block " + name);
    }
    Files.writeString(
        page,
        text.substring(0, start + begin.length())
            + "\n"
            + content.strip()
            + "\n\n"
            + text.substring(end));
  }
}
