package org.voiceagent.exporter.redaction.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.redaction.Utterance;

/**
 * A call written by hand, in which each word is marked as personal or not.
 *
 * @param lines the lines in order
 */
record MarkedCall(List<Line> lines) {
  private static final Path FOLDER = Path.of("src", "test", "resources", "redaction");

  /** {@code {desmond okafor}}, {@code {name|desmond okafor}}, {@code {may|leeds}}. */
  private static final Pattern MARK = Pattern.compile("\\{(?:(?<kind>[a-z_]+)\\|)?(?<text>[^}]*)}");

  /**
   * One turn.
   *
   * @param said the utterance
   * @param marks the personal parts, in order
   */
  record Line(Utterance said, List<Mark> marks) {
    static Line of(String marked) {
      StringBuilder text = new StringBuilder();
      List<Mark> marks = new ArrayList<>();
      Matcher braced = MARK.matcher(marked.substring("A: ".length()));
      while (braced.find()) {
        String kind = braced.group("kind") == null ? "" : braced.group("kind");
        braced.appendReplacement(text, "");
        int start = text.length();
        text.append(braced.group("text"));
        marks.add(new Mark(kind.toUpperCase(Locale.ROOT), start, text.length()));
      }
      braced.appendTail(text);
      Speaker speaker = marked.startsWith("C") ? Speaker.CALLER : Speaker.AGENT;
      return new Line(new Utterance(speaker, text.toString()), marks);
    }

    /** The characters that must or may be removed. */
    BitSet goes() {
      BitSet goes = new BitSet();
      marks.forEach(mark -> goes.set(mark.start(), mark.end()));
      return goes;
    }
  }

  /**
   * A part of a text that must be removed, or that may go or stay.
   *
   * @param kind the word that should replace it; {@value #MAY_GO} if it may go or stay; empty if
   *     any word is right
   * @param start its first UTF-16 unit
   * @param end the unit after its last
   */
  record Mark(String kind, int start, int end) {
    /** The kind of what may go or stay, such as the town of an address. */
    static final String MAY_GO = "MAY";

    boolean must() {
      return !kind.equals(MAY_GO);
    }
  }

  /** The calls of a file, separated by blank lines. */
  static List<MarkedCall> read(String name) throws IOException {
    List<MarkedCall> calls = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve(name))) {
      if (line.isBlank() && !lines.isEmpty()) {
        calls.add(new MarkedCall(List.copyOf(lines)));
        lines.clear();
      } else if (!line.isBlank() && !line.startsWith("#")) {
        lines.add(Line.of(line));
      }
    }
    if (!lines.isEmpty()) {
      calls.add(new MarkedCall(List.copyOf(lines)));
    }
    return calls;
  }

  /** The utterances for a redactor. */
  List<Utterance> turns() {
    return lines.stream().map(Line::said).toList();
  }
}
