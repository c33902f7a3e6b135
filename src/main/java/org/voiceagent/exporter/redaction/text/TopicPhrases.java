package org.voiceagent.exporter.redaction.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words and phrases of one language that reveal the topic of a number. Immutable. */
final class TopicPhrases {
  /** Shorter beginnings are listed as whole words only. */
  private static final int SHORTEST_BEGINNING = 3;

  /** "Kontonummer" is strong, "piano" is not. */
  private static final int SHORTEST_IN_COMPOUND = 6;

  /** How many words may stand between "number" and its topic: "numéro de votre carte". */
  private static final int WIDEST = 3;

  /** Phrases by their first word. */
  private final Map<String, List<Phrase>> byWord;

  /** Phrases whose first word may have any ending, by that word's beginning. */
  private final Map<String, List<Phrase>> byBeginning;

  private final Set<String> numbers;
  private final int longestBeginning;

  private TopicPhrases(
      Map<String, List<Phrase>> byWord,
      Map<String, List<Phrase>> byBeginning,
      Set<String> numbers) {
    this.byWord = byWord;
    this.byBeginning = byBeginning;
    this.numbers = numbers;
    longestBeginning = byBeginning.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  /**
   * A phrase.
   *
   * @param words its words, the last of which may have any ending
   * @param open whether it may
   * @param topic what it reveals
   */
  private record Phrase(List<String> words, boolean open, Topic topic) {
    static Phrase of(String entry, Topic topic) {
      boolean open = entry.endsWith("*");
      String words = open ? entry.substring(0, entry.length() - 1) : entry;
      return new Phrase(List.of(words.split("_", -1)), open, topic);
    }
  }

  static TopicPhrases of(Map<String, List<String>> lists) {
    Map<String, List<Phrase>> byWord = new HashMap<>();
    Map<String, List<Phrase>> byBeginning = new HashMap<>();
    for (Topic topic : Topic.values()) {
      for (String entry : lists.getOrDefault(topic.name(), List.of())) {
        Phrase phrase = Phrase.of(entry, topic);
        boolean begins = phrase.open() && phrase.words().size() == 1;
        (begins ? byBeginning : byWord)
            .computeIfAbsent(phrase.words().get(0), word -> new ArrayList<>())
            .add(phrase);
      }
    }
    return new TopicPhrases(
        byWord, byBeginning, Set.copyOf(lists.getOrDefault("number", List.of())));
  }

  /** All cues, in no particular order. */
  List<Cue> in(List<Token> tokens) {
    List<Cue> cues = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).kind() == Token.Kind.WORD) {
        String plain = Vocabulary.plain(tokens.get(i));
        String bare = Vocabulary.withoutElision(plain);
        begins(tokens, i, plain, cues);
        if (!bare.equals(plain)) {
          begins(tokens, i, bare, cues);
        }
      }
    }
    return cues;
  }

  private void begins(List<Token> tokens, int i, String word, List<Cue> cues) {
    for (Phrase phrase : byWord.getOrDefault(word, List.of())) {
      last(phrase, tokens, i).ifPresent(last -> cues.add(cue(phrase.topic(), tokens, i, last)));
    }
    int longest = Math.min(longestBeginning, word.length());
    for (int length = SHORTEST_BEGINNING; length <= longest; length++) {
      for (Phrase phrase : byBeginning.getOrDefault(word.substring(0, length), List.of())) {
        cues.add(cue(phrase.topic(), tokens, i, i));
      }
    }
  }

  /** The index of the last token of a phrase that begins here. */
  private static Optional<Integer> last(Phrase phrase, List<Token> tokens, int first) {
    int at = first;
    for (int word = 1; word < phrase.words().size(); word++) {
      at++;
      if (at < tokens.size() && tokens.get(at).isSign('-')) {
        at++;
      }
      if (at >= tokens.size()) {
        return Optional.empty();
      }
      String said = Vocabulary.plain(tokens.get(at));
      String wanted = phrase.words().get(word);
      boolean open = phrase.open() && word == phrase.words().size() - 1;
      if (open ? !said.startsWith(wanted) : !said.equals(wanted)) {
        return Optional.empty();
      }
    }
    return Optional.of(at);
  }

  private Cue cue(Topic topic, List<Token> tokens, int first, int last) {
    boolean after = last + 1 < tokens.size() && isNumber(tokens.get(last + 1));
    int before = numberBefore(tokens, first);
    String word = Vocabulary.plain(tokens.get(last));
    boolean within =
        numbers.stream()
            .filter(number -> number.length() >= SHORTEST_IN_COMPOUND)
            .anyMatch(word::endsWith);
    return new Cue(
        topic,
        after || within || before < first,
        tokens.get(before).start(),
        tokens.get(after ? last + 1 : last).end());
  }

  /** The index of "number" before a topic; the topic's own if there is none. */
  private int numberBefore(List<Token> tokens, int first) {
    for (int i = first - 1; i >= 0 && i >= first - WIDEST; i--) {
      if (tokens.get(i).kind() != Token.Kind.WORD) {
        return first;
      }
      if (isNumber(tokens.get(i))) {
        return i;
      }
    }
    return first;
  }

  private boolean isNumber(Token token) {
    return numbers.contains(Vocabulary.plain(token));
  }
}
