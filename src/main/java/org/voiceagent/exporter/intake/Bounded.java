package org.voiceagent.exporter.intake;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that drop their oldest entries. */
final class Bounded {
  private Bounded() {}

  /** A map that keeps at most this many entries, the newest ones. */
  static <K, V> Map<K, V> newestOnly(int most) {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }
}
