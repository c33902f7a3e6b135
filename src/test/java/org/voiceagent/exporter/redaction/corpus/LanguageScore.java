package org.voiceagent.exporter.redaction.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.redaction.Match;
import org.voiceagent.exporter.redaction.Redacted;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.Utterance;
import org.voiceagent.exporter.redaction.corpus.MarkedScore.Tally;

/**
 * How much of what is marked in the calls of one file is removed, by category, and how much else.
 * In a file, "A" is the agent and "C" the caller, <code>{CARD four one …}</code> has to go and says
 * what it is, all else has to stay, and a blank line ends a call.
 */
final class LanguageScore {
  private static final Path FOLDER = Path.of("src", "test", "resources", "redaction", "languages");

  private final Map<String, Tally> recall = new TreeMap<>();
  private Tally hits = new Tally(0, 0);
  private final List<String> mistakes = new ArrayList<>();

  private LanguageScore() {}

  /**
   * A part of an utterance that has to go.
   *
   * @param kind what it is
   * @param start its first UTF-16 unit
   * @param end the unit after its last
   */
  private record Mark(String kind, int start, int end) {}

  /**
   * An utterance and what has to go.
   *
   * @param said the utterance
   * @param marks the parts, in order
   */
  private record Line(Utterance said, List<Mark> marks) {
    static Line of(String marked) {
      StringBuilder text = new StringBuilder();
      List<Mark> marks = new ArrayList<>();
      int at = "A: ".length();
      while (at < marked.length()) {
        char c = marked.charAt(at);
        if (c == '{') {
          int end = marked.indexOf('}', at);
          int space = marked.indexOf(' ', at);
          String value = marked.substring(space + 1, end);
          marks.add(
              new Mark(
                  marked.substring(at + 1, space), text.length(), text.length() + value.length()));
          text.append(value);
          at = end + 1;
        } else {
          text.append(c);
          at++;
        }
      }
      Speaker speaker = marked.startsWith("C") ? Speaker.CALLER : Speaker.AGENT;
      return new Line(new Utterance(speaker, text.toString()), marks);
    }
  }

  /** The score of the calls of a file. */
  static LanguageScore of(String file, Redactor redactor) throws IOException {
    LanguageScore score = new LanguageScore();
    for (List<Line> call : read(file)) {
      List<Redacted> redacted = redactor.redactDialogue(said(call));
      for (int i = 0; i < redacted.size(); i++) {
        score.add(call.get(i), redacted.get(i));
      }
    }
    return score;
  }

  /** The utterances of each call of a file. */
  static List<List<Utterance>> calls(String file) throws IOException {
    return read(file).stream().map(LanguageScore::said).toList();
  }

  private static List<Utterance> said(List<Line> call) {
    return call.stream().map(Line::said).toList();
  }

  private static List<List<Line>> read(String file) throws IOException {
    List<List<Line>> calls = new ArrayList<>(List.of(new ArrayList<>()));
    for (String line : Files.readAllLines(FOLDER.resolve(file))) {
      if (line.isBlank()) {
        calls.add(new ArrayList<>());
      } else if (!line.startsWith("#")) {
        calls.get(calls.size() - 1).add(Line.of(line));
      }
    }
    calls.removeIf(List::isEmpty);
    return calls;
  }

  /** Marked parts that are gone, by what they are. */
  Map<String, Tally> recall() {
    return recall;
  }

  /** Marked parts that are gone. */
  Tally all() {
    int right = recall.values().stream().mapToInt(Tally::right).sum();
    int all = recall.values().stream().mapToInt(Tally::all).sum();
    return new Tally(right, all);
  }

  /** Removals that touch a marked part. */
  Tally hits() {
    return hits;
  }

  /** What stayed although marked, and what went although not. */
  List<String> mistakes() {
    return mistakes;
  }

  /** A row of a Markdown table. */
  String row(String title) {
    StringBuilder row = new StringBuilder("| " + title + " |");
    for (String kind : List.of("CARD", "PHONE", "IBAN", "ID", "BIRTH_DATE", "SECRET", "NUMBER")) {
      Tally tally = recall.getOrDefault(kind, new Tally(0, 0));
      row.append(String.format(Locale.ROOT, " %d of %d |", tally.right(), tally.all()));
    }
    return row.append(String.format(Locale.ROOT, " %s | %s |", all(), hits())).toString();
  }

  private void add(Line line, Redacted redacted) {
    String text = line.said().text();
    BitSet goes = new BitSet();
    line.marks().forEach(mark -> goes.set(mark.start(), mark.end()));
    BitSet gone = new BitSet();
    for (Match hit : redacted.matches()) {
      gone.set(hit.start(), hit.end());
      boolean right = goes.get(hit.start(), hit.end()).cardinality() > 0;
      hits = hits.and(right);
      if (!right) {
        mistakes.add("went: \"" + text.substring(hit.start(), hit.end()) + "\" in \"" + text + '"');
      }
    }
    for (Mark mark : line.marks()) {
      boolean found = isGone(text, mark, gone);
      recall.merge(mark.kind(), new Tally(0, 0).and(found), LanguageScore::sum);
      if (!found) {
        mistakes.add(
            "stayed: " + mark.kind() + " in \"" + redacted.text() + "\" of \"" + text + '"');
      }
    }
  }

  private static Tally sum(Tally one, Tally other) {
    return new Tally(one.right() + other.right(), one.all() + other.all());
  }

  private static boolean isGone(String text, Mark mark, BitSet gone) {
    for (int i = mark.start(); i < mark.end(); i++) {
      if (Character.isLetterOrDigit(text.charAt(i)) && !gone.get(i)) {
        return false;
      }
    }
    return true;
  }
}
