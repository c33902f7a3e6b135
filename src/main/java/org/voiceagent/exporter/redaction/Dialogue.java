package org.voiceagent.exporter.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.Passage;
import org.voiceagent.exporter.redaction.text.RedactionCancelled;
import org.voiceagent.exporter.redaction.text.Work;

/**
 * Redacts a conversation in rounds until there is nothing left to find, because what one round
 * takes out may uncover what another one finds. A turn that causes more work than it may is
 * withheld as a whole. Not thread-safe.
 */
final class Dialogue {
  /** More than two were seen in texts of random words only. */
  private static final int MOST_ROUNDS = 5;

  /** After so many turns of too much work in one round the whole conversation is withheld. */
  private static final int MOST_RESTARTS = 3;

  private static final String WITHHELD = "[" + Category.WITHHELD.label() + "]";

  private final Detectors detectors;
  private final BooleanSupplier unwanted;
  private final List<Turn> turns;
  private final List<Traced> traced = new ArrayList<>();
  private final List<Work> works = new ArrayList<>();
  private List<Passage> passages = List.of();

  private Dialogue(List<Utterance> utterances, Detectors detectors, BooleanSupplier unwanted) {
    this.detectors = detectors;
    this.unwanted = unwanted;
    turns = Turn.of(utterances);
    for (Turn turn : turns) {
      traced.add(new Traced(turn.text()));
      works.add(new Work(turn.text().length(), unwanted));
    }
  }

  /**
   * Redacts what was said.
   *
   * @param unwanted whether the result is no longer wanted
   * @throws RedactionCancelled if it is not, or the thread is interrupted
   */
  static List<Redacted> redact(
      List<Utterance> utterances, Detectors detectors, BooleanSupplier unwanted) {
    return new Dialogue(utterances, detectors, unwanted).redact();
  }

  private List<Redacted> redact() {
    boolean found = true;
    for (int round = 0; found && round < MOST_ROUNDS; round++) {
      passages = passages();
      detect();
      found = takeOut();
    }
    List<Redacted> redacted = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      redacted.addAll(turns.get(i).without(traced.get(i).hits()));
    }
    return redacted;
  }

  /** What is left of each turn; one in which nothing changed keeps what is known of it. */
  private List<Passage> passages() {
    List<Passage> left = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      String text = traced.get(i).text();
      boolean same = i < passages.size() && passages.get(i).text().equals(text);
      left.add(same ? passages.get(i).again() : passage(i, text));
    }
    return left;
  }

  private Passage passage(int turn, String text) {
    Speaker speaker = turns.get(turn).speaker();
    try {
      Passage passage = new Passage(speaker, text, works.get(turn));
      detectors.detectForms(passage);
      return passage;
    } catch (Work.Exhausted e) {
      return withheld(turn);
    }
  }

  private void detect() {
    for (int restarts = 0; restarts <= MOST_RESTARTS; restarts++) {
      try {
        detectors.detectInConversation(passages);
        return;
      } catch (Work.Exhausted e) {
        boolean last = restarts == MOST_RESTARTS;
        for (int i = 0; i < turns.size(); i++) {
          boolean withheld = last || works.get(i).isExhausted();
          passages.set(i, withheld ? withheld(i) : passages.get(i).again());
        }
      }
    }
  }

  private boolean takeOut() {
    boolean found = false;
    for (int i = 0; i < turns.size(); i++) {
      List<Hit> hits = SpanResolver.hits(passages.get(i).spans());
      found |= !hits.isEmpty();
      traced.get(i).takeOut(hits);
    }
    return found;
  }

  private Passage withheld(int turn) {
    traced.get(turn).withhold();
    works.set(turn, new Work(WITHHELD.length(), unwanted));
    return new Passage(turns.get(turn).speaker(), WITHHELD, works.get(turn));
  }
}
