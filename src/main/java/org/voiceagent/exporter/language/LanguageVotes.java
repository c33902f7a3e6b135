package org.voiceagent.exporter.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts which language the frequent words of a text belong to. A word that several languages share
 * is divided among them. Single letters do not count, since they may be spelled. Only the first
 * {@value #ENOUGH_WORDS} words count. Not thread-safe.
 */
public final class LanguageVotes {
  private static final int ENOUGH_WORDS = 400;
  private static final int LONGEST_WORD = 20;

  /** Longer words are about the matter and say nothing if no list has them. */
  private static final int LONGEST_FREQUENT = 6;

  /** One word may be a chance: "um" is an English sound and a Portuguese number. */
  private static final int FEWEST_WORDS = 2;

  /** A speaker's language makes up at least this share of the words; usually it is nearly half. */
  private static final double USUAL_SHARE = 0.3;

  private final double[] votes = new double[Lists.LOADED.languages().size()];
  private final int[] words = new int[votes.length];
  private int all;

  /**
   * The lists of words, loaded when the first text is examined.
   *
   * @param languages the known languages; empty for one that only competes
   * @param words the languages of each word, as a set of bits
   */
  private record Lists(List<Optional<Language>> languages, Map<String, Integer> words) {
    private static final Lists LOADED = read();

    private static Lists read() {
      List<Optional<Language>> languages = new ArrayList<>();
      Map<String, Integer> words = new HashMap<>(4_000);
      try (InputStream bytes = LanguageVotes.class.getResourceAsStream("stop-words.txt");
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.charAt(0) != '#') {
            String[] parts = line.split(" ", -1);
            int bit = 1 << languages.size();
            boolean known = Character.isLowerCase(line.charAt(0));
            languages.add(known ? Language.of(parts[0]) : Optional.empty());
            for (int i = 1; i < parts.length; i++) {
              words.merge(parts[i], bit, (one, other) -> one | other);
            }
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("the jar is damaged: stop-words.txt cannot be read", e);
      }
      return new Lists(List.copyOf(languages), Map.copyOf(words));
    }
  }

  /** Counts the words of a text. */
  public LanguageVotes add(String text) {
    int at = 0;
    while (at < text.length() && all < ENOUGH_WORDS) {
      if (Character.isLetter(text.charAt(at))) {
        int end = endOfWord(text, at);
        if (end - at > 1 && end - at <= LONGEST_WORD && !isPlaceholder(text, at, end)) {
          word(PlainLetters.of(text.substring(at, end)));
        }
        at = end;
      } else {
        at++;
      }
    }
    return this;
  }

  /** "[NUMBER]" stands for words that were removed, and is in no language. */
  private static boolean isPlaceholder(String text, int from, int end) {
    return from > 0
        && text.charAt(from - 1) == '['
        && text.substring(from, end).chars().allMatch(Character::isUpperCase);
  }

  private static int endOfWord(String text, int from) {
    int at = from;
    while (at < text.length() && isInside(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isInside(char c) {
    return Character.isLetterOrDigit(c)
        || c == '\''
        || c == '\u2019'
        || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private void word(String word) {
    int languages = Lists.LOADED.words().getOrDefault(word, 0);
    double share = 1.0 / Math.max(1, Integer.bitCount(languages));
    for (int left = languages; left != 0; left &= left - 1) {
      int language = Integer.numberOfTrailingZeros(left);
      votes[language] += share;
      words[language]++;
    }
    all += languages != 0 || word.length() <= LONGEST_FREQUENT ? 1 : 0;
  }

  /** Adds the votes of another text. */
  public LanguageVotes addAll(LanguageVotes other) {
    for (int i = 0; i < votes.length; i++) {
      votes[i] += other.votes[i];
      words[i] += other.words[i];
    }
    all += other.all;
    return this;
  }

  /**
   * The language with most votes. The confidence grows with its lead over the next one, so that a
   * lead of one word is worth a half and a lead of three words three quarters. It is lower if the
   * language has a single word in the text, or fewer than its speakers use.
   */
  public LanguageGuess guess() {
    int best = 0;
    double second = 0;
    for (int i = 1; i < votes.length; i++) {
      if (votes[i] > votes[best]) {
        second = votes[best];
        best = i;
      } else {
        second = Math.max(second, votes[i]);
      }
    }
    double lead = votes[best] - second;
    double share = all == 0 ? 0 : (double) words[best] / all;
    double enough = words[best] < FEWEST_WORDS ? 0.5 : 1;
    double confidence = enough * lead / (lead + 1) * Math.min(1, share / USUAL_SHARE);
    return new LanguageGuess(Lists.LOADED.languages().get(best), confidence);
  }
}
