package org.voiceagent.exporter.redaction.name;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.Token;

/**
 * Phrases that announce something, from a file: a tree with a word on each edge, so that a text is
 * compared with all phrases at once. Immutable and thread-safe.
 *
 * @param <K> the sections of the file
 */
final class CuePhrases<K extends Enum<K>> {
  private static final Pattern ELEMENT = Pattern.compile("\\(([^)]*)\\)|<(\\w+)>|\\S+");

  /** A node of the tree; most have no more than one of both. */
  private final class Node {
    private Map<String, Node> next = Map.of();
    private Set<K> ends = Set.of();

    Node after(String word) {
      if (next.isEmpty()) {
        next = new HashMap<>(2);
      }
      return next.computeIfAbsent(word, w -> new Node());
    }

    void end(K section) {
      if (ends.isEmpty()) {
        ends = EnumSet.noneOf(sections);
      }
      ends.add(section);
    }
  }

  /** Is called for each phrase that is found. */
  interface Found<K> {
    /**
     * A phrase of a section.
     *
     * @param first the index of its first token
     * @param next the index of the token after its last
     */
    void phrase(K section, int first, int next);
  }

  private final Class<K> sections;
  private final Map<String, String[]> lists = new HashMap<>();
  private final Node root;

  private CuePhrases(Class<K> sections) {
    this.sections = sections;
    root = new Node();
  }

  /**
   * The phrases of a file beside this class.
   *
   * @throws UncheckedIOException if it cannot be read, which is a mistake in the build
   * @throws IllegalArgumentException for a section or list that does not exist
   */
  static <K extends Enum<K>> CuePhrases<K> read(String name, Class<K> sections) {
    try (InputStream file = CuePhrases.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IOException(name + " is missing");
      }
      return of(new String(file.readAllBytes(), StandardCharsets.UTF_8), sections);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <K extends Enum<K>> CuePhrases<K> of(String text, Class<K> sections) {
    CuePhrases<K> phrases = new CuePhrases<>(sections);
    List<K> section = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.startsWith("[") && line.endsWith("]")) {
        String word = line.substring(1, line.length() - 1).toUpperCase(Locale.ROOT);
        section = List.of(Enum.valueOf(sections, word));
      } else if (line.contains(" = ")) {
        String[] list = line.split(" = ", 2);
        phrases.lists.put(list[0], list[1].split(" ", -1));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        phrases.add(line, section.get(0));
      }
    }
    return phrases;
  }

  /** Finds all phrases in a segment, also one that begins within another. */
  void each(Segment segment, Found<K> found) {
    List<Token> tokens = segment.tokens();
    for (int first = 0; first < tokens.size(); first++) {
      Node node = root;
      for (int i = first; i < tokens.size() && node != null; i++) {
        segment.work().step();
        node = node.next.get(plain(tokens.get(i).word()));
        if (node != null) {
          for (K section : node.ends) {
            found.phrase(section, first, i + 1);
          }
        }
      }
    }
  }

  /** Whether a phrase of a section begins at a token. */
  boolean beginsAt(Segment segment, int first, K section) {
    List<Token> tokens = segment.tokens();
    Node node = root;
    for (int i = first; i < tokens.size() && node != null; i++) {
      segment.work().step();
      node = node.next.get(plain(tokens.get(i).word()));
      if (node != null && node.ends.contains(section)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a segment has a phrase of a section. */
  boolean isIn(Segment segment, K section) {
    for (int first = 0; first < segment.tokens().size(); first++) {
      if (beginsAt(segment, first, section)) {
        return true;
      }
    }
    return false;
  }

  private static String plain(String word) {
    return word.indexOf('\u2019') < 0 ? word : word.replace('\u2019', '\'');
  }

  private void add(String line, K section) {
    List<List<String>> elements = new ArrayList<>();
    Matcher matcher = ELEMENT.matcher(line);
    while (matcher.find()) {
      elements.add(choices(matcher));
    }
    add(root, elements, section);
  }

  private List<String> choices(Matcher element) {
    if (element.group(1) == null && element.group(2) == null) {
      return List.of(element.group());
    }
    List<String> choices = new ArrayList<>();
    for (String choice :
        element.group(1) == null
            ? new String[] {element.group()}
            : element.group(1).split("\\|", -1)) {
      Matcher list = Pattern.compile("<(\\w+)>(.*)").matcher(choice);
      if (list.matches()) {
        String[] words = lists.get(list.group(1));
        if (words == null) {
          throw new IllegalArgumentException("no such list: " + choice);
        }
        for (String word : words) {
          choices.add(word + list.group(2));
        }
      } else {
        choices.add(choice);
      }
    }
    return choices;
  }

  private void add(Node from, List<List<String>> elements, K section) {
    if (elements.isEmpty()) {
      from.end(section);
      return;
    }
    for (String choice : elements.get(0)) {
      Node node = from;
      for (String word : choice.strip().split(" ", -1)) {
        node = word.isEmpty() ? node : node.after(word);
      }
      add(node, elements.subList(1, elements.size()), section);
    }
  }
}
