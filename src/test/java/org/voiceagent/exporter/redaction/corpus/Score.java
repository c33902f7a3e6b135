package org.voiceagent.exporter.redaction.corpus;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.voiceagent.exporter.redaction.Match;
import org.voiceagent.exporter.redaction.Redacted;
import org.voiceagent.exporter.redaction.Utterance;
import org.voiceagent.exporter.redaction.corpus.Planted.Form;

/** How much planted data was found, and how much else. Not thread-safe. */
final class Score {
  /** This many examples of each kind of mistake are kept. */
  static final int EXAMPLES = 8;

  /** How many of how many. */
  static final class Tally {
    private int yes;
    private int all;

    void add(boolean right) {
      all++;
      yes += right ? 1 : 0;
    }

    void addAll(Tally other) {
      all += other.all;
      yes += other.yes;
    }

    /** How many were counted. */
    int all() {
      return all;
    }

    /** How many of them were right. */
    int yes() {
      return yes;
    }

    /** From 0 to 1; 0 where nothing was counted, so that nothing counted is never a success. */
    double share() {
      return all == 0 ? 0 : (double) yes / all;
    }
  }

  private final Map<String, Tally> recall = new TreeMap<>();
  private final Map<String, Map<Form, Tally>> recallByForm = new TreeMap<>();
  private final Map<String, Tally> labelled = new TreeMap<>();
  private final Map<String, Tally> precision = new TreeMap<>();
  private final Map<String, Tally> mayGo = new TreeMap<>();
  private final Map<String, Tally> stays = new TreeMap<>();
  private final Map<String, List<String>> misses = new TreeMap<>();
  private final Map<String, List<String>> wrong = new TreeMap<>();
  private final Tally hits = new Tally();
  private int turns;
  private int turnsWithHits;

  void turns(List<Utterance> said, List<Redacted> redacted) {
    turns += said.size();
    turnsWithHits += (int) redacted.stream().filter(r -> !r.matches().isEmpty()).count();
  }

  void planted(Planted planted, boolean covered, List<String> labels, Call call) {
    String kind = planted.kind();
    switch (planted.rule()) {
      case MAY_GO -> tally(mayGo, kind).add(covered);
      case STAYS -> tally(stays, kind).add(labels.isEmpty());
      case GOES -> {
        tally(recall, kind).add(covered);
        recallByForm
            .computeIfAbsent(kind, k -> new EnumMap<>(Form.class))
            .computeIfAbsent(planted.form(), f -> new Tally())
            .add(covered);
        if (covered) {
          tally(labelled, kind).add(labels.equals(List.of(kind)));
        } else {
          example(misses, kind, planted.form() + " " + labels + " " + excerpt(planted, call));
        }
      }
    }
  }

  void hit(Match hit, boolean right, String what, String text) {
    hits.add(right);
    tally(precision, hit.category()).add(right);
    if (!right) {
      String marked =
          text.substring(0, hit.start())
              + ">>"
              + text.substring(hit.start(), hit.end())
              + "<<"
              + text.substring(hit.end());
      example(wrong, hit.category() + " of " + what, marked);
    }
  }

  /** Data that had to be removed and was, by category. */
  Map<String, Tally> recall() {
    return recall;
  }

  /** The same by category and the way it was said. */
  Map<String, Map<Form, Tally>> recallByForm() {
    return recallByForm;
  }

  /** How much of what was found has the right category and no other. */
  Map<String, Tally> labelled() {
    return labelled;
  }

  /** Which matches were right, by their category. */
  Map<String, Tally> precision() {
    return precision;
  }

  /** How much of the data that may be removed or stay was removed. */
  Map<String, Tally> mayGo() {
    return mayGo;
  }

  /** Which false friends stayed, by kind. */
  Map<String, Tally> stays() {
    return stays;
  }

  /** Which matches were right. */
  Tally hits() {
    return hits;
  }

  /** How many turns there were. */
  int turns() {
    return turns;
  }

  /** How many turns had a match. */
  int turnsWithHits() {
    return turnsWithHits;
  }

  /** The first misses, by category. */
  Map<String, List<String>> misses() {
    return misses;
  }

  /** The first wrong removals, by category and by what they were. */
  Map<String, List<String>> wrong() {
    return wrong;
  }

  private static Tally tally(Map<String, Tally> tallies, String kind) {
    return tallies.computeIfAbsent(kind, k -> new Tally());
  }

  private static void example(Map<String, List<String>> examples, String kind, String text) {
    List<String> kept = examples.computeIfAbsent(kind, k -> new ArrayList<>());
    if (kept.size() < EXAMPLES) {
      kept.add(text);
    }
  }

  /** The turn before, which may ask for it, and the turns that contain it. */
  private static String excerpt(Planted planted, Call call) {
    int first = planted.pieces().get(0).turn();
    int last = planted.pieces().get(planted.pieces().size() - 1).turn();
    return call.turns().subList(Math.max(0, first - 1), last + 1).stream()
        .map(turn -> turn.speaker().label().charAt(0) + ": " + turn.text())
        .collect(Collectors.joining(" / "));
  }
}
