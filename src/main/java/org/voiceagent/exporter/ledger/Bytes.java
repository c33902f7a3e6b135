package org.voiceagent.exporter.ledger;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Finds bytes in files of any size. */
final class Bytes {
  private static final int WINDOW = 1 << 16;

  private Bytes() {}

  /**
   * Whether a file holds one of these sequences.
   *
   * @param wanted each of 1 to some hundred bytes
   */
  static boolean containAny(Path file, List<byte[]> wanted) throws IOException {
    int longest = wanted.stream().mapToInt(bytes -> bytes.length).max().orElse(0);
    byte[] window = new byte[WINDOW + longest];
    int filled = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      int read;
      while ((read = in.readNBytes(window, filled, WINDOW)) > 0) {
        filled += read;
        for (byte[] one : wanted) {
          if (isIn(window, filled, one)) {
            return true;
          }
        }
        // A sequence may begin in this window and end in the next one.
        int kept = Math.min(filled, longest);
        System.arraycopy(window, filled - kept, window, 0, kept);
        filled = kept;
      }
    }
    return false;
  }

  private static boolean isIn(byte[] window, int filled, byte[] wanted) {
    for (int at = 0; at + wanted.length <= filled; at++) {
      if (window[at] == wanted[0]
          && Arrays.equals(window, at, at + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }
}
