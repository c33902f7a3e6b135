package org.voiceagent.exporter.yaml;

/**
 * One mistake in a YAML file.
 *
 * @param file the file as the operator named it
 * @param line the line, from 1; 0 if the mistake has no place, such as a file that is not there
 * @param key the dotted path to the value, such as {@code rules[2].when}; "" for the whole file
 * @param why what is wrong and what is expected
 */
public record Problem(String file, int line, String key, String why) {
  /** The problem as {@code file:line: key: why}. */
  @Override
  public String toString() {
    return file + (line > 0 ? ":" + line : "") + ": " + (key.isEmpty() ? "" : key + ": ") + why;
  }
}
