package org.voiceagent.exporter.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.language.Language;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.RedactionCancelled;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.WorkBudget;

/**
 * Redacts a conversation in rounds until nothing more is found, because a removal in one round may
 * uncover a match of the next. A turn that exceeds its work budget is withheld as a whole. Not
 * thread-safe.
 */
final class DialogueRedaction {
  /** More than two rounds were needed only for texts of random words. */
  private static final int MOST_ROUNDS = 5;

  /** If this many restarts in one round exceed the budget, the whole conversation is withheld. */
  private static final int MOST_RESTARTS = 3;

  private static final String WITHHELD = "[" + Category.WITHHELD.label() + "]";

  private final Detectors detectors;
  private final BooleanSupplier unwanted;
  private final List<SpeakerTurn> turns;
  private final List<RedactionProgress> traced = new ArrayList<>();
  private final List<WorkBudget> works = new ArrayList<>();

  /** Of the text that is left, so that redacting the result again finds the same. */
  private List<Language> languages = List.of();

  private List<Segment> segments = List.of();

  private DialogueRedaction(
      List<Utterance> utterances, Detectors detectors, BooleanSupplier unwanted) {
    this.detectors = detectors;
    this.unwanted = unwanted;
    turns = SpeakerTurn.of(utterances);
    for (SpeakerTurn turn : turns) {
      traced.add(new RedactionProgress(turn.text()));
      works.add(new WorkBudget(turn.text().length(), unwanted));
    }
  }

  /**
   * Redacts a conversation.
   *
   * @param unwanted whether the result is no longer wanted
   * @throws RedactionCancelled if the result is no longer wanted, or the thread is interrupted
   */
  static List<Redacted> redact(
      List<Utterance> utterances, Detectors detectors, BooleanSupplier unwanted) {
    return new DialogueRedaction(utterances, detectors, unwanted).redact();
  }

  private List<Redacted> redact() {
    boolean found = true;
    for (int round = 0; found && round < MOST_ROUNDS; round++) {
      segments = segments();
      detect();
      found = takeOut();
    }
    List<Redacted> redacted = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      redacted.addAll(turns.get(i).without(traced.get(i).matches()));
    }
    return redacted;
  }

  /** The remaining text of each turn; an unchanged turn keeps what is already known about it. */
  private List<Segment> segments() {
    List<Segment> left = new ArrayList<>();
    List<Language> before = languages;
    languages = TurnLanguages.of(traced.stream().map(RedactionProgress::text).toList());
    for (int i = 0; i < turns.size(); i++) {
      String text = traced.get(i).text();
      boolean same =
          i < segments.size()
              && segments.get(i).text().equals(text)
              && before.get(i) == languages.get(i);
      left.add(same ? segments.get(i).copyForNextRound() : segment(i, text));
    }
    return left;
  }

  private Segment segment(int turn, String text) {
    Speaker speaker = turns.get(turn).speaker();
    try {
      Segment segment = new Segment(speaker, text, works.get(turn), languages.get(turn));
      detectors.detectForms(segment);
      return segment;
    } catch (WorkBudget.Exhausted e) {
      return withheld(turn);
    }
  }

  private void detect() {
    for (int restarts = 0; restarts <= MOST_RESTARTS; restarts++) {
      try {
        detectors.detectInConversation(segments);
        return;
      } catch (WorkBudget.Exhausted e) {
        boolean last = restarts == MOST_RESTARTS;
        for (int i = 0; i < turns.size(); i++) {
          boolean withheld = last || works.get(i).isExhausted();
          segments.set(i, withheld ? withheld(i) : segments.get(i).copyForNextRound());
        }
      }
    }
  }

  private boolean takeOut() {
    boolean found = false;
    for (int i = 0; i < turns.size(); i++) {
      List<Match> matches = SpanResolver.matches(segments.get(i).spans());
      found |= !matches.isEmpty();
      traced.get(i).takeOut(matches);
    }
    return found;
  }

  private Segment withheld(int turn) {
    traced.get(turn).withhold();
    works.set(turn, new WorkBudget(WITHHELD.length(), unwanted));
    return new Segment(turns.get(turn).speaker(), WITHHELD, works.get(turn));
  }
}
