package org.voiceagent.exporter.artifact;

/** Finds what looks like a JSON web token, looking at each character a bounded number of times. */
final class JsonWebToken {
  private static final String BEGINNING = "eyJ";
  private static final int SHORTEST_HEADER = 8;
  private static final int SHORTEST_PAYLOAD = 4;

  private JsonWebToken() {}

  /** Whether a word of the text begins a header that a full stop and a payload follow. */
  static boolean isIn(String text) {
    int end = 0;
    for (int at = text.indexOf(BEGINNING); at >= 0; at = text.indexOf(BEGINNING, at + 1)) {
      int header = at + BEGINNING.length();
      // Many tokens may begin within one run of the alphabet, which ends for all of them at once.
      end = header <= end ? end : endOfRun(text, header);
      if (isStartOfWord(text, at) && end - header >= SHORTEST_HEADER && hasPayload(text, end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasPayload(String text, int from) {
    if (from >= text.length() || text.charAt(from) != '.') {
      return false;
    }
    int payload = from + 1;
    for (int i = payload; i < payload + SHORTEST_PAYLOAD; i++) {
      if (i >= text.length() || !isOfAlphabet(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static int endOfRun(String text, int from) {
    int end = from;
    while (end < text.length() && isOfAlphabet(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isStartOfWord(String text, int at) {
    return at == 0
        || !(Character.isLetterOrDigit(text.charAt(at - 1)) || text.charAt(at - 1) == '_');
  }

  private static boolean isOfAlphabet(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
