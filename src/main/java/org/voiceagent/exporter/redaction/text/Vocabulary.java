package org.voiceagent.exporter.redaction.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.voiceagent.exporter.language.Language;
import org.voiceagent.exporter.language.PlainLetters;

/**
 * What the words of one language mean in and around numbers, from a file of that language. English
 * has {@link SpokenNumber} and {@link Topic} instead. Words are compared without accents and
 * without an elided word before an apostrophe. Immutable; each language is loaded when first
 * needed.
 */
public final class Vocabulary {
  /** An elided word is no longer: "l'", "dell'", "quell'". */
  private static final int LONGEST_ELISION = 6;

  private final Map<String, List<String>> lists;
  private final NumberLexicon numbers;
  private final TopicPhrases cues;
  private final Set<String> bridges;
  private final Set<String> links;
  private final Set<String> talk;
  private final Set<String> units;
  private final Set<String> of;

  private Vocabulary(Map<String, List<String>> lists) {
    this.lists = lists;
    numbers = NumberLexicon.of(lists);
    cues = TopicPhrases.of(lists);
    bridges = set("bridge");
    links = set("link");
    talk = set("talk");
    units = Set.copyOf(lists.getOrDefault("unit", List.of()));
    of = set("of");
  }

  /** One holder for each language, so that a language costs nothing before its first use. */
  private static final class Loaded {
    private static final Map<Language, Vocabulary> ALL = new HashMap<>();

    private static synchronized Vocabulary get(Language language) {
      return ALL.computeIfAbsent(language, Vocabulary::read);
    }
  }

  /** The vocabulary of a language; empty for English. */
  public static Optional<Vocabulary> of(Language language) {
    return language == Language.ENGLISH ? Optional.empty() : Optional.of(Loaded.get(language));
  }

  private static Vocabulary read(Language language) {
    String name = "language/" + language.code() + ".txt";
    Map<String, List<String>> lists = new HashMap<>();
    try (InputStream bytes = Vocabulary.class.getResourceAsStream(name);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          int colon = line.indexOf(": ");
          lists.put(line.substring(0, colon), List.of(line.substring(colon + 2).split(" ", -1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the jar is damaged: " + name + " cannot be read", e);
    }
    return new Vocabulary(lists);
  }

  /** The words of a list that are separated by slashes or spaces. */
  private Set<String> set(String key) {
    Set<String> words = new HashSet<>();
    for (String entry : lists.getOrDefault(key, List.of())) {
      words.addAll(Arrays.asList(entry.split("[/_]", -1)));
    }
    return Set.copyOf(words);
  }

  /** A token's word as the lists have it. */
  static String plain(Token token) {
    return PlainLetters.of(token.word());
  }

  /** The same without an elided word before it: "identite" for "d'identite". */
  static String withoutElision(String plain) {
    int apostrophe = plain.indexOf('\'');
    return apostrophe > 0 && apostrophe < LONGEST_ELISION ? plain.substring(apostrophe + 1) : plain;
  }

  /** The numbers that a token consists of, in order; empty if it is not a number word. */
  public List<NumberWord> numbers(Token token) {
    return token.kind() == Token.Kind.WORD
        ? numbers.parts(withoutElision(plain(token)))
        : List.of();
  }

  /** How this language joins the parts of numbers. */
  public NumberLexicon grammar() {
    return numbers;
  }

  /** The letter that a token names: "zeta". */
  public Optional<String> letter(Token token) {
    return numbers.letter(plain(token));
  }

  /** Whether a word may stand between two parts of a number: "und", "ähm", "nein". */
  public boolean isBridge(Token token) {
    return bridges.contains(plain(token));
  }

  /** Whether a word may stand between a day and a month: "de". */
  public boolean isOf(Token token) {
    return of.contains(plain(token));
  }

  /** Whether a word may stand between a topic and its number: "ist", "lautet". */
  public boolean isLink(Token token) {
    return isIn(links, token) || isBridge(token);
  }

  /** Whether a word is said while the other speaker reads out a number. */
  public boolean isTalk(Token token) {
    return isIn(talk, token) || isBridge(token);
  }

  /** Whether the words from a token on show that the number before counts or measures something. */
  public boolean isUnit(List<Token> tokens, int first) {
    if (first >= tokens.size()) {
      return false;
    }
    boolean two = first + 1 < tokens.size();
    return isIn(units, tokens.get(first))
        || (two && units.contains(plain(tokens.get(first)) + "_" + plain(tokens.get(first + 1))));
  }

  /** Whether it is a word of everyday speech rather than letters of a code. */
  public boolean isCommon(Token token) {
    return Stream.of(links, talk, bridges, units, of).anyMatch(words -> isIn(words, token));
  }

  /** Whether it is a number or a word of everyday speech rather than a name. */
  public boolean isEveryday(Token token) {
    return isCommon(token) || !numbers(token).isEmpty();
  }

  /** Whether a topic asks how much or how many. */
  boolean asksForQuantity(Cue cue, String text) {
    return startsWithAny("ask", cue, text);
  }

  /** Whether a topic is the reading of a meter. */
  boolean isReading(Cue cue, String text) {
    return startsWithAny("reading", cue, text);
  }

  private boolean startsWithAny(String list, Cue cue, String text) {
    String said = PlainLetters.of(text.substring(cue.start(), cue.end()));
    return lists.getOrDefault(list, List.of()).stream()
        .map(entry -> entry.replace("*", "").replace('_', ' '))
        .anyMatch(said::contains);
  }

  /** The topics that a text's words reveal, in no particular order. */
  List<Cue> cues(List<Token> tokens) {
    return cues.in(tokens);
  }

  private static boolean isIn(Set<String> words, Token token) {
    String plain = plain(token);
    return words.contains(plain) || words.contains(withoutElision(plain));
  }
}
