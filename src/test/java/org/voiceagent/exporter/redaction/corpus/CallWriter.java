package org.voiceagent.exporter.redaction.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.redaction.Utterance;
import org.voiceagent.exporter.redaction.corpus.Planted.Form;
import org.voiceagent.exporter.redaction.corpus.Planted.Piece;
import org.voiceagent.exporter.redaction.corpus.Planted.Rule;

/** Writes one call, template by template, and records the place of each value. */
final class CallWriter {
  private static final double OVER_TURNS = 0.14;
  private static final double SPOKEN = 0.5;
  private static final double REPEATS_THE_PIECE = 0.2;
  private static final double CUT_BY_THE_RECOGNISER = 0.2;

  private final Dice dice;
  private final Tongue tongue;
  private final Mishearing line;
  private final Map<Speaker, Recogniser> recognisers;
  private final List<Utterance> turns = new ArrayList<>();
  private final List<Planted> planted = new ArrayList<>();
  private final Map<String, Value> values = new HashMap<>();

  private Recogniser recogniser;
  private Speaker speaker = Speaker.AGENT;
  private StringBuilder turn = new StringBuilder();

  /** A call in this language with this share of misheard digits. */
  CallWriter(Dice dice, Tongue tongue, double misheard) {
    this.dice = dice;
    this.tongue = tongue;
    line = new Mishearing(dice, misheard);
    recognisers =
        Map.of(
            Speaker.AGENT, Recogniser.of(Speaker.AGENT, dice, tongue),
            Speaker.CALLER, Recogniser.of(Speaker.CALLER, dice, tongue));
    recogniser = recognisers.get(Speaker.AGENT);
  }

  /** How many turns there are so far. */
  int turns() {
    return turns.size();
  }

  /** Adds the turns of a template, with values of their own. */
  CallWriter add(Template template) {
    values.clear();
    for (Template.Line line : template.lines()) {
      begin(line.speaker());
      for (Template.Segment segment : line.segments()) {
        add(segment);
      }
      end();
    }
    return this;
  }

  Call build() {
    return new Call(turns, planted);
  }

  private void begin(Speaker next) {
    speaker = next;
    recogniser = recognisers.get(next);
    turn = new StringBuilder();
  }

  private void end() {
    turns.add(new Utterance(speaker, recogniser.close(turn.toString().strip())));
  }

  private void add(Template.Segment segment) {
    if (segment instanceof Template.Words words) {
      say(recogniser.hear(words.text()));
    } else if (segment instanceof Template.Called called) {
      say(recogniser.hear(dice.pick(value(called.slot()).called())));
    } else if (segment instanceof Template.Friend friend) {
      plant(Rendering.of(friendText(friend.kind())), friend.kind(), Rule.STAYS, Form.WRITTEN);
    } else if (segment instanceof Template.Slot slot) {
      add(slot);
    }
  }

  /** Turns begin without blanks, so that the places of what follows hold. */
  private void say(String words) {
    String text = turn.isEmpty() ? recogniser.open(words.stripLeading()) : words;
    boolean doubled =
        text.startsWith(" ") && turn.length() > 0 && turn.charAt(turn.length() - 1) == ' ';
    turn.append(doubled ? text.substring(1) : text);
  }

  private String friendText(String kind) {
    return FalseFriends.next(kind, dice);
  }

  private Value value(String slot) {
    return values.computeIfAbsent(slot, name -> SampleValues.next(name, dice));
  }

  private void add(Template.Slot slot) {
    Value value = value(slot.name());
    Rule rule = slot.must() ? Rule.GOES : Rule.MAY_GO;
    switch (form(slot)) {
      case WRITTEN ->
          plant(heard(value, value.written(dice)), value.category(), rule, Form.WRITTEN);
      case SPOKEN ->
          plant(heard(value, value.spoken(dice, tongue)), value.category(), rule, Form.SPOKEN);
      case TURNS -> overTurns(value, rule);
    }
  }

  private Form form(Template.Slot slot) {
    if (!slot.form().isEmpty()) {
      return Form.valueOf(slot.form().toUpperCase(Locale.ROOT));
    }
    if (speaker == Speaker.CALLER && slot.must() && dice.chance(OVER_TURNS)) {
      return Form.TURNS;
    }
    return dice.chance(speaker == Speaker.CALLER ? SPOKEN : SPOKEN / 3)
        ? Form.SPOKEN
        : Form.WRITTEN;
  }

  private Rendering heard(Value value, Rendering rendering) {
    boolean lower = value.losesCapitals() && !recogniser.clean();
    return line.hear(lower ? rendering.lowerCase() : rendering);
  }

  private void plant(Rendering rendering, String kind, Rule rule, Form form) {
    planted.add(new Planted(kind, rule, form, write(rendering)));
  }

  private List<Piece> write(Rendering rendering) {
    List<Piece> pieces = new ArrayList<>();
    for (Rendering.Chunk chunk : rendering.chunks()) {
      int start = turn.length();
      turn.append(chunk.text());
      if (!chunk.text().isBlank()) {
        pieces.add(new Piece(turns.size(), start, turn.length(), chunk.value()));
      }
    }
    return pieces;
  }

  /**
   * The other speaker says "uh-huh" or repeats the piece between pieces; or says nothing, and the
   * recogniser took a pause for the end of the turn.
   */
  private void overTurns(Value value, Rule rule) {
    List<Rendering> pieces = value.inTurns(dice, tongue);
    boolean cut = dice.chance(CUT_BY_THE_RECOGNISER);
    List<Piece> all = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      Rendering piece = heard(value, pieces.get(i));
      if (i > 0) {
        Speaker talking = speaker;
        end();
        if (!cut) {
          begin(talking == Speaker.CALLER ? Speaker.AGENT : Speaker.CALLER);
          interject(heard(value, pieces.get(i - 1)), value.category(), rule);
        }
        begin(talking);
      }
      all.addAll(write(piece));
    }
    planted.add(
        new Planted(value.category(), rule, pieces.size() > 1 ? Form.TURNS : Form.SPOKEN, all));
  }

  private void interject(Rendering before, String category, Rule rule) {
    say(recogniser.hear(tongue.interjection(dice)));
    if (dice.chance(REPEATS_THE_PIECE)) {
      say(" ");
      plant(before, category, rule, Form.TURNS);
    }
    end();
  }
}
