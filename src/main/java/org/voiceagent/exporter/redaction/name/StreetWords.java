package org.voiceagent.exporter.redaction.name;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Words that make a text an address, from {@code streets.txt}. Immutable and thread-safe. */
final class StreetWords {
  private static final Map<String, Set<String>> LISTS = read();

  /** The least length of what comes before the ending: "Ring" alone is no street. */
  private static final int SHORTEST_NAME = 3;

  private StreetWords() {}

  private static Map<String, Set<String>> read() {
    try (InputStream file = StreetWords.class.getResourceAsStream("streets.txt")) {
      if (file == null) {
        throw new IOException("streets.txt is missing");
      }
      Map<String, Set<String>> lists = new HashMap<>();
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", -1))
          .forEach(
              words ->
                  lists
                      .computeIfAbsent(words[0], kind -> new HashSet<>())
                      .addAll(Arrays.asList(words).subList(1, words.length)));
      return lists;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a word ends a street's name: "street". */
  static boolean isSuffix(String word) {
    return LISTS.get("suffix").contains(word);
  }

  /** Whether a word may end a street's name, but means something else, too: "ridge". */
  static boolean isRareSuffix(String word) {
    return LISTS.get("rare").contains(word);
  }

  /** Whether a word begins a street's name, or is one by its ending: "rue", "hauptstraße". */
  static boolean isForeign(String word) {
    return LISTS.get("prefix").contains(word)
        || LISTS.get("ending").stream()
            .anyMatch(
                ending ->
                    word.length() >= ending.length() + SHORTEST_NAME && word.endsWith(ending));
  }

  /** Whether a word comes before a number within an address: "flat". */
  static boolean isUnit(String word) {
    return LISTS.get("unit").contains(word);
  }
}
