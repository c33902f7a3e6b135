package org.voiceagent.exporter.catalog;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a catalog may say about one type of record: the sources and labels that its families can
 * use. Immutable.
 *
 * @param <R> the type of record
 * @param word what one record is called in messages, such as {@code call}
 * @param sources where values come from
 * @param notNumbers names of values that records have but no family can use, for a better message
 * @param labels the labels any family may have
 * @param grouped the names of those labels of which a limited number of combinations have series of
 *     their own; the values of all others become {@link Label#OTHER} together
 * @param id the label that tells single records apart; empty if they are never shown
 * @param time when the thing happened
 */
public record RecordType<R>(
    String word,
    List<Source<R>> sources,
    Set<String> notNumbers,
    List<Label<R>> labels,
    List<String> grouped,
    Optional<String> id,
    Function<R, Instant> time) {

  /** Copies the lists. */
  public RecordType {
    sources = List.copyOf(sources);
    notNumbers = Set.copyOf(notNumbers);
    labels = List.copyOf(labels);
    grouped = List.copyOf(grouped);
  }

  /** A type of record with neither grouped labels nor an id. */
  public RecordType(
      String word, List<Source<R>> sources, List<Label<R>> labels, Function<R, Instant> time) {
    this(word, sources, Set.of(), labels, List.of(), Optional.empty(), time);
  }

  /** The sources by key, in their order. */
  Map<String, Source<R>> sourcesByKey() {
    Map<String, Source<R>> byKey = new LinkedHashMap<>();
    sources.forEach(source -> byKey.put(source.key(), source));
    return byKey;
  }

  /** The labels by name, in their order. */
  Map<String, Label<R>> labelsByKey() {
    Map<String, Label<R>> byKey = new LinkedHashMap<>();
    labels.forEach(label -> byKey.put(label.key(), label));
    return byKey;
  }
}
