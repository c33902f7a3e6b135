package org.voiceagent.exporter.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.language.Language;

/** The words and phrases of one language that mean something. Immutable. */
final class Lexicon {
  /** Later files go before earlier ones; where they come from and their licences stand in them. */
  private static final List<String> ENGLISH =
      List.of("lexicon.tsv", "modifiers.tsv", "telephone.tsv");

  /** No stem is shorter. */
  private static final int SHORTEST_STEM = 3;

  private final Map<String, Term> terms;

  /** The beginnings of words and phrases that may have any ending. */
  private final Map<String, Term> stems;

  /** Of how many words the longest phrase is that starts with this one. */
  private final Map<String, Integer> longestFrom;

  private Lexicon(Map<String, Term> all) {
    Map<String, Term> whole = new HashMap<>(all);
    Map<String, Term> open = new HashMap<>();
    whole.keySet().removeIf(term -> term.endsWith("*"));
    all.forEach((term, meaning) -> addStem(term, meaning, open));
    terms = Map.copyOf(whole);
    stems = Map.copyOf(open);
    Map<String, Integer> longest = new HashMap<>();
    for (String term : all.keySet()) {
      int space = term.indexOf(' ');
      if (space > 0) {
        int words = (int) term.chars().filter(c -> c == ' ').count() + 1;
        longest.merge(term.substring(0, space), words, Math::max);
      }
    }
    this.longestFrom = Map.copyOf(longest);
  }

  private static void addStem(String term, Term meaning, Map<String, Term> stems) {
    if (term.endsWith("*")) {
      stems.put(term.substring(0, term.length() - 1), meaning);
    }
  }

  /** The lexicon of a language in the jar. */
  static Lexicon of(Language language) {
    Map<String, Term> terms = new HashMap<>(language == Language.ENGLISH ? 20_000 : 1_000);
    List<String> resources =
        language == Language.ENGLISH ? ENGLISH : List.of(language.code() + ".tsv");
    resources.forEach(resource -> read(resource, terms));
    return new Lexicon(terms);
  }

  /** The term of a word or phrase in lower case; neutral if it has none. */
  Term term(String text) {
    Term term = terms.get(text);
    return term != null ? term : byStem(text).orElse(Term.NEUTRAL);
  }

  boolean knows(String text) {
    return terms.containsKey(text) || byStem(text).isPresent();
  }

  /** The term of the longest stem that a text begins with. */
  private Optional<Term> byStem(String text) {
    if (stems.isEmpty()) {
      return Optional.empty();
    }
    for (int end = text.length(); end >= SHORTEST_STEM; end--) {
      Term term = stems.get(text.substring(0, end));
      if (term != null) {
        return Optional.of(term);
      }
    }
    return Optional.empty();
  }

  /** The most words a term that starts with this word can have, at least 1. */
  int longestFrom(String word) {
    return longestFrom.getOrDefault(word, 1);
  }

  private static void read(String resource, Map<String, Term> terms) {
    try (InputStream bytes = Lexicon.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        if (tab > 0 && line.charAt(0) != '#') {
          terms.put(line.substring(0, tab).replace('-', ' '), meaning(line.substring(tab + 1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the jar is damaged: " + resource + " cannot be read", e);
    }
  }

  private static Term meaning(String meaning) {
    return Character.isLetter(meaning.charAt(0))
        ? new Term(0, Term.Effect.valueOf(meaning.toUpperCase(Locale.ROOT)))
        : new Term(Double.parseDouble(meaning), Term.Effect.NONE);
  }
}
