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

/** The words and phrases that mean something. Immutable. */
final class Lexicon {
  /** Later files go before earlier ones; where they come from and their licences stand in them. */
  private static final List<String> RESOURCES =
      List.of("lexicon.tsv", "modifiers.tsv", "telephone.tsv");

  private final Map<String, Term> terms;

  /** Of how many words the longest phrase is that starts with this one. */
  private final Map<String, Integer> longestFrom;

  private Lexicon(Map<String, Term> terms) {
    this.terms = Map.copyOf(terms);
    Map<String, Integer> longest = new HashMap<>();
    for (String term : terms.keySet()) {
      int space = term.indexOf(' ');
      if (space > 0) {
        int words = (int) term.chars().filter(c -> c == ' ').count() + 1;
        longest.merge(term.substring(0, space), words, Math::max);
      }
    }
    this.longestFrom = Map.copyOf(longest);
  }

  /** The lexicon in the jar. */
  static Lexicon bundled() {
    Map<String, Term> terms = new HashMap<>(20_000);
    RESOURCES.forEach(resource -> read(resource, terms));
    return new Lexicon(terms);
  }

  /** The term of a word or phrase in lower case; neutral if it has none. */
  Term term(String text) {
    return terms.getOrDefault(text, Term.NEUTRAL);
  }

  boolean knows(String text) {
    return terms.containsKey(text);
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
