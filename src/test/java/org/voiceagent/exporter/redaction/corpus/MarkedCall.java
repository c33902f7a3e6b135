package org.voiceagent.exporter.redaction.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.redaction.Utterance;

/**
 * A call written by hand, in which each word is marked as personal or not.
 *
 * @param lines the lines in order
 */
record MarkedCall(List<Line> lines) {
  private static final Path FOLDER = Path.of("src", "test", "resources", "redaction");

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
      int start = 0;
      for (char c : marked.substring("A: ".length()).toCharArray()) {
        if (c == '{') {
          start = text.length();
        } else if (c == '}') {
          marks.add(new Mark(start, text.length()));
        } else {
          text.append(c);
        }
      }
      Speaker speaker = marked.startsWith("C") ? Speaker.CALLER : Speaker.AGENT;
      return new Line(new Utterance(speaker, text.toString()), marks);
    }

    /** The characters that must be removed. */
    BitSet goes() {
      BitSet goes = new BitSet();
      marks.forEach(mark -> goes.set(mark.start(), mark.end()));
      return goes;
    }
  }

  /**
   * A part of a text that must be removed.
   *
   * @param start its first UTF-16 unit
   * @param end the unit after its last
   */
  record Mark(int start, int end) {}

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
