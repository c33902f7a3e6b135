package org.voiceagent.exporter.patch;

import java.util.List;

/**
 * A key of the engine's configuration and the value it should have.
 *
 * @param key the dotted key, such as {@code streaming.low_watermark_ms}
 * @param value the value as text; a number, {@code true} and {@code false} are written as such
 * @param comment one sentence that says why, or ""
 */
public record Setting(String key, String value, String comment) {

  /** The names on the path to the value, from the top. */
  List<String> path() {
    return List.of(key.split("\\.", -1));
  }
}
