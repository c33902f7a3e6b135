package org.voiceagent.exporter.redaction.disk;

import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Replacements of scalars in a YAML text, collected in any order and applied in one pass. Not
 * thread-safe.
 */
final class Edits {
  private final String text;

  /** Whether each character is one UTF-16 unit, so that YAML's positions are indices. */
  private final boolean plain;

  private final Map<Integer, Edit> byStart = new TreeMap<>();
  private int knownCodePoints;
  private int knownUnits;

  Edits(String text) {
    this.text = text;
    plain = text.chars().noneMatch(c -> Character.isSurrogate((char) c));
  }

  /**
   * One replacement.
   *
   * @param anchor what stands before the value and is needed by its aliases, such as {@code &a }
   */
  private record Edit(int end, String anchor, String replacement) {}

  /**
   * Replaces a scalar by a quoted one. An alias names the same scalar under another key: then a
   * replacement of the whole value wins over one of a part.
   */
  void replace(ScalarNode scalar, String replacement) {
    int start = index(scalar.getStartMark().getIndex());
    String anchor = scalar.getAnchor() == null ? "" : "&" + scalar.getAnchor() + " ";
    Edit edit = new Edit(index(scalar.getEndMark().getIndex()), anchor, replacement);
    byStart.merge(
        start, edit, (before, after) -> isWhole(before) || !isWhole(after) ? before : after);
  }

  private static boolean isWhole(Edit edit) {
    return ValueRedactor.isPlaceholder(edit.replacement());
  }

  /** The text with all replacements made. */
  String applied() {
    StringBuilder changed = new StringBuilder(text.length());
    int copied = 0;
    for (Map.Entry<Integer, Edit> one : byStart.entrySet()) {
      Edit edit = one.getValue();
      int end = edit.end();
      changed.append(text, copied, one.getKey());
      changed.append(edit.anchor()).append(quoted(edit.replacement()));
      if (end > 0 && text.charAt(end - 1) == '\n') {
        changed.append('\n');
      }
      copied = end;
    }
    return changed.append(text, copied, text.length()).toString();
  }

  private static String quoted(String replacement) {
    return replacement.indexOf('\n') < 0
        ? "'" + replacement.replace("'", "''") + "'"
        : SettingRedactor.WITHHELD;
  }

  /** The index of a code point; counts on from the one asked for last, which is near. */
  private int index(int codePoint) {
    if (plain) {
      return codePoint;
    }
    knownUnits = text.offsetByCodePoints(knownUnits, codePoint - knownCodePoints);
    knownCodePoints = codePoint;
    return knownUnits;
  }
}
