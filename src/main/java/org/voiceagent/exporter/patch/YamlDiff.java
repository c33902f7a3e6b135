package org.voiceagent.exporter.patch;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** The differences between two texts, as {@code diff -u} prints them and {@code patch} reads. */
public final class YamlDiff {
  private static final int CONTEXT_LINES = 3;

  private YamlDiff() {}

  /**
   * The unified diff, each line with a line feed; empty if nothing differs.
   *
   * @param file what to call both texts
   */
  public static String of(String file, String before, String after) {
    List<String> old = lines(before);
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            file, file, old, DiffUtils.diff(old, lines(after)), CONTEXT_LINES);
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static List<String> lines(String text) {
    String ended = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return ended.isEmpty() ? List.of() : List.of(ended.split("\n", -1));
  }
}
