package org.voiceagent.exporter.event.catalog;

import org.voiceagent.exporter.catalog.FamilyNames;
import org.voiceagent.exporter.yaml.YamlNode;

/** Checks names and sentences of a catalog. */
final class CatalogWords {
  private static final int LONGEST = 120;

  private CatalogWords() {}

  /** Whether it is lower-case letters, digits and {@code _}, and begins with a letter. */
  static boolean isName(String text) {
    return hasOnly(text, "_") && text.charAt(0) >= 'a' && text.charAt(0) <= 'z';
  }

  /** Whether it is lower-case letters, digits and some signs, and begins with a letter or digit. */
  static boolean hasOnly(String text, String signs) {
    boolean fits = !text.isEmpty() && text.length() <= LONGEST && signs.indexOf(text.charAt(0)) < 0;
    for (int i = 0; i < text.length() && fits; i++) {
      char c = text.charAt(i);
      fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || signs.indexOf(c) >= 0;
    }
    return fits;
  }

  /** A sentence with a capital letter and a full stop, on one line. */
  static String sentence(YamlNode node) {
    String text = node.requiredText();
    boolean sentence =
        !text.isBlank()
            && text.endsWith(".")
            && !Character.isLowerCase(text.codePointAt(0))
            && text.indexOf('\n') < 0;
    if (!text.isBlank() && !sentence) {
      node.problem("must be one line that begins with a capital letter and ends with a full stop");
    }
    return text;
  }

  /** Adds a problem for each rule of Prometheus that the name of a metric breaks. */
  static void checkMetric(YamlNode node, String name, boolean counter, String alias) {
    if (!isName(name)) {
      node.problem("must be lower-case letters, digits and _, such as agent_feedback_total");
    }
    if (counter && !name.endsWith(FamilyNames.TOTAL)) {
      node.problem("a counter's name must end in _total");
    }
    if (!counter && name.endsWith(FamilyNames.TOTAL) && alias.isEmpty()) {
      node.problem("only a counter's name may end in _total, unless it has an alias without that");
    }
  }

  /** Adds a problem if the second name breaks a rule. */
  static void checkAlias(YamlNode node, String alias, boolean counter) {
    if (!node.present()) {
      return;
    }
    if (!isName(alias) || counter != alias.endsWith(FamilyNames.TOTAL)) {
      node.problem(
          "must be lower-case letters, digits and _, and end in _total only for a counter");
    }
  }
}
