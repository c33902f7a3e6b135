package org.voiceagent.exporter.redaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voiceagent.exporter.redaction.text.Span;

/**
 * Decides between spans that overlap: the surer one gives its word, and a hit takes in what a
 * weaker hit has beyond it, so that nothing once found is left standing. What overlaps something
 * harmless that is surer is dropped.
 */
final class SpanResolver {
  private static final Comparator<Span> SUREST_FIRST =
      Comparator.comparingInt(Span::priority)
          .thenComparing(
              Comparator.comparingInt((Span span) -> span.end() - span.start()).reversed())
          .thenComparingInt(Span::start);

  private final TreeMap<Integer, Span> taken = new TreeMap<>();

  private SpanResolver() {}

  /** The hits in order, without overlaps. */
  static List<Hit> hits(List<Span> spans) {
    SpanResolver resolver = new SpanResolver();
    spans.stream().sorted(SUREST_FIRST).forEach(resolver::take);
    List<Hit> hits = new ArrayList<>();
    for (Span span : resolver.taken.values()) {
      span.word().ifPresent(word -> hits.add(new Hit(word, span.start(), span.end())));
    }
    return hits;
  }

  private void take(Span span) {
    Span whole = span;
    List<Span> swallowed = new ArrayList<>();
    Map.Entry<Integer, Span> before = taken.lowerEntry(span.end());
    while (before != null && before.getValue().end() > span.start()) {
      Span other = before.getValue();
      boolean within = other.start() <= span.start() && span.end() <= other.end();
      if (span.word().isEmpty() || (other.word().isEmpty() && within)) {
        return;
      }
      swallowed.add(other);
      before = taken.lowerEntry(before.getKey());
    }
    for (Span other : swallowed) {
      taken.remove(other.start());
      boolean otherSurer = other.word().isPresent() && other.priority() < whole.priority();
      Span surer = otherSurer ? other : whole;
      whole =
          new Span(
              surer.word(),
              surer.priority(),
              Math.min(whole.start(), other.start()),
              Math.max(whole.end(), other.end()));
    }
    taken.put(whole.start(), whole);
  }
}
