package org.voiceagent.exporter.redaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voiceagent.exporter.redaction.text.DetectedSpan;

/**
 * Resolves overlaps between spans. The span with the higher certainty determines the category, and
 * the result covers both, so that nothing that was found remains. A span that overlaps a harmless
 * one of higher certainty is dropped.
 */
final class SpanResolver {
  private static final Comparator<DetectedSpan> SUREST_FIRST =
      Comparator.comparingInt(DetectedSpan::priority)
          .thenComparing(
              Comparator.comparingInt((DetectedSpan span) -> span.end() - span.start()).reversed())
          .thenComparingInt(DetectedSpan::start);

  private final TreeMap<Integer, DetectedSpan> taken = new TreeMap<>();

  private SpanResolver() {}

  /** The matches in order, without overlaps. */
  static List<Match> matches(List<DetectedSpan> spans) {
    SpanResolver resolver = new SpanResolver();
    spans.stream().sorted(SUREST_FIRST).forEach(resolver::take);
    List<Match> matches = new ArrayList<>();
    for (DetectedSpan span : resolver.taken.values()) {
      span.word().ifPresent(word -> matches.add(new Match(word, span.start(), span.end())));
    }
    return matches;
  }

  private void take(DetectedSpan span) {
    DetectedSpan whole = span;
    List<DetectedSpan> swallowed = new ArrayList<>();
    Map.Entry<Integer, DetectedSpan> before = taken.lowerEntry(span.end());
    while (before != null && before.getValue().end() > span.start()) {
      DetectedSpan other = before.getValue();
      boolean within = other.start() <= span.start() && span.end() <= other.end();
      if (span.word().isEmpty() || (other.word().isEmpty() && within)) {
        return;
      }
      swallowed.add(other);
      before = taken.lowerEntry(before.getKey());
    }
    for (DetectedSpan other : swallowed) {
      taken.remove(other.start());
      boolean otherSurer = other.word().isPresent() && other.priority() < whole.priority();
      DetectedSpan surer = otherSurer ? other : whole;
      whole =
          new DetectedSpan(
              surer.word(),
              surer.priority(),
              Math.min(whole.start(), other.start()),
              Math.max(whole.end(), other.end()));
    }
    taken.put(whole.start(), whole);
  }
}
