package org.voiceagent.exporter.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.call.Speaker;

/** Calls written by hand, in which each word is marked as personal or not. */
final class SpokenCallsTest {
  private static final Path CALLS = Path.of("src", "test", "resources", "redaction", "calls.txt");

  /** Part of a spoken date or number that reveals nothing of it. */
  private static final Set<String> OF_NO_WORTH =
      Set.of("of", "at", "dot", "and", "the", "underscore", "mr", "ms", "plus");

  static Stream<List<String>> calls() throws IOException {
    List<List<String>> calls = new ArrayList<>();
    List<String> call = new ArrayList<>();
    for (String line : Files.readAllLines(CALLS)) {
      if (line.isBlank() && !call.isEmpty()) {
        calls.add(List.copyOf(call));
        call.clear();
      } else if (!line.isBlank() && !line.startsWith("#")) {
        call.add(line);
      }
    }
    calls.add(call);
    return calls.stream();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void whatIsMarkedGoesAndEverythingElseStays(List<String> call) {
    List<Marked> lines = call.stream().map(Marked::of).toList();

    List<Redacted> redacted =
        Redactor.strict().redactDialogue(lines.stream().map(Marked::utterance).toList());

    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      wrong.addAll(lines.get(i).wrongWith(redacted.get(i)));
    }
    assertThat(wrong).isEmpty();
  }

  /**
   * A line without its braces, and the positions of the characters that must be removed.
   *
   * @param goes the positions in the text that must be removed
   */
  private record Marked(Speaker speaker, String text, BitSet goes) {
    static Marked of(String line) {
      StringBuilder text = new StringBuilder();
      BitSet goes = new BitSet();
      boolean within = false;
      for (char c : line.substring(3).toCharArray()) {
        if (c == '{' || c == '}') {
          within = c == '{';
        } else {
          goes.set(text.length(), within);
          text.append(c);
        }
      }
      return new Marked(
          line.startsWith("C") ? Speaker.CALLER : Speaker.AGENT, text.toString(), goes);
    }

    Utterance utterance() {
      return new Utterance(speaker, text);
    }

    /** The words that stayed although personal, and those that were removed although not. */
    Set<String> wrongWith(Redacted redacted) {
      BitSet gone = new BitSet();
      for (Match match : redacted.matches()) {
        gone.set(match.start(), match.end());
      }
      Set<String> wrong = new TreeSet<>();
      for (int at = 0; at < text.length(); at++) {
        if (Character.isLetterOrDigit(text.charAt(at)) && goes.get(at) != gone.get(at)) {
          String word = wordAt(at);
          if (!OF_NO_WORTH.contains(word.toLowerCase(Locale.ROOT))) {
            wrong.add((goes.get(at) ? "stayed: " : "went: ") + word + " in \"" + text + '"');
          }
        }
      }
      return wrong;
    }

    private String wordAt(int at) {
      int from = at;
      int to = at;
      while (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1))) {
        from--;
      }
      while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
        to++;
      }
      return text.substring(from, to);
    }
  }
}
