package org.voiceagent.exporter.redaction;

import java.util.ArrayList;
import java.util.List;

/**
 * Redacts a conversation in rounds until there is nothing left to find, because what one round
 * takes out may uncover what another one finds.
 */
final class Dialogue {
  /** More than two were seen in texts of random words only. */
  private static final int MOST_ROUNDS = 5;

  private Dialogue() {}

  static List<Redacted> redact(List<Utterance> utterances, Detectors detectors) {
    List<Turn> turns = Turn.of(utterances);
    List<Traced> traced = new ArrayList<>();
    turns.forEach(turn -> traced.add(new Traced(turn.text())));
    List<Passage> passages = List.of();
    boolean found = true;
    for (int round = 0; found && round < MOST_ROUNDS; round++) {
      passages = passages(turns, traced, passages);
      detectors.detect(passages);
      found = false;
      for (int i = 0; i < turns.size(); i++) {
        List<Hit> hits = SpanResolver.hits(passages.get(i).spans());
        found |= !hits.isEmpty();
        traced.get(i).takeOut(hits);
      }
    }
    List<Redacted> redacted = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      redacted.addAll(turns.get(i).without(traced.get(i).hits()));
    }
    return redacted;
  }

  /** What is left of each turn; one in which nothing changed keeps what is known of it. */
  private static List<Passage> passages(
      List<Turn> turns, List<Traced> traced, List<Passage> earlier) {
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      String text = traced.get(i).text();
      boolean same = i < earlier.size() && earlier.get(i).text().equals(text);
      passages.add(same ? earlier.get(i).again() : new Passage(turns.get(i).speaker(), text));
    }
    return passages;
  }
}
