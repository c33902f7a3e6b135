package org.voiceagent.exporter.demo;

import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.demo.DemoCall.Utterance;

/** When each line of a demo call begins and ends; a script's lines have only one of the two. */
final class SpokenTimes {
  private SpokenTimes() {}

  /**
   * One line.
   *
   * @param speaker {@code caller}, {@code agent} or {@code tool}
   * @param startMs when it begins, in ms since the call's start
   * @param endMs when it ends
   * @param utterance what is said
   */
  record Span(String speaker, int startMs, int endMs, Utterance utterance) {}

  /** All lines in order, none of which begins before the one before it ends. */
  static List<Span> of(DemoCall call) {
    List<Span> spans = new ArrayList<>();
    List<Utterance> lines = call.utterances();
    int free = 0;
    for (int i = 0; i < lines.size(); i++) {
      Utterance line = lines.get(i);
      int next = i + 1 < lines.size() ? lines.get(i + 1).atMs() : call.durationMs();
      Span span = span(line, free, next);
      spans.add(span);
      free = span.endMs();
    }
    return spans;
  }

  private static Span span(Utterance line, int free, int next) {
    int words = line.text().split(" ", -1).length;
    return switch (line.role()) {
      case "user" -> {
        int start = line.atMs() - words * Conversation.CALLER_MS_PER_WORD;
        yield new Span("caller", Math.max(free, start), line.atMs(), line);
      }
      case "tool" -> {
        int end = Math.min(next, line.atMs() + SummaryJson.toolMs(line));
        yield new Span("tool", line.atMs(), end, line);
      }
      default -> {
        int end = line.atMs() + words * Conversation.AGENT_MS_PER_WORD;
        int cut = line.interrupted() ? line.atMs() + (end - line.atMs()) / 2 : end;
        yield new Span("agent", line.atMs(), Math.max(line.atMs(), Math.min(next, cut)), line);
      }
    };
  }
}
