package org.voiceagent.exporter.redaction;

import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.call.Speaker;

/**
 * Consecutive utterances of one speaker as one text.
 *
 * @param speaker the speaker
 * @param text the utterances, each on its own line
 * @param starts where each utterance starts in the text
 * @param utterances the single utterances
 */
record SpeakerTurn(Speaker speaker, String text, List<Integer> starts, List<Utterance> utterances) {

  static List<SpeakerTurn> of(List<Utterance> utterances) {
    List<SpeakerTurn> turns = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= utterances.size(); i++) {
      if (i == utterances.size() || utterances.get(i).speaker() != utterances.get(from).speaker()) {
        turns.add(joined(utterances.subList(from, i)));
        from = i;
      }
    }
    return turns;
  }

  private static SpeakerTurn joined(List<Utterance> utterances) {
    StringBuilder text = new StringBuilder();
    List<Integer> starts = new ArrayList<>();
    for (Utterance utterance : utterances) {
      if (!starts.isEmpty()) {
        text.append('\n');
      }
      starts.add(text.length());
      text.append(utterance.text());
    }
    return new SpeakerTurn(utterances.get(0).speaker(), text.toString(), starts, utterances);
  }

  /** The utterances with their matches removed; a match across several utterances is split. */
  List<Redacted> without(List<Match> matches) {
    List<Redacted> redacted = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < utterances.size(); i++) {
      String said = utterances.get(i).text();
      int from = starts.get(i);
      int until = from + said.length();
      List<Match> own = new ArrayList<>();
      while (next < matches.size() && matches.get(next).start() < until) {
        Match match = matches.get(next);
        int start = Math.max(match.start(), from) - from;
        int end = Math.min(match.end(), until) - from;
        if (start < end) {
          own.add(new Match(match.category(), start, end));
        }
        if (match.end() > until) {
          break;
        }
        next++;
      }
      redacted.add(Redacted.of(said, own));
    }
    return redacted;
  }
}
