package org.voiceagent.exporter.retention;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How long folders are kept. An age starts when the newest file was written or the folder appeared,
 * whichever is later. Immutable.
 *
 * @param maxAge how old a counted call may become; empty for no limit
 * @param maxCalls how many counted calls are kept at most
 * @param maxBytes how many bytes the counted calls may take in all
 * @param abandonedMaxAge how old a call that never ended may become
 * @param rejectedMaxAge how old a call that can never be counted may become
 * @param pipelines ages for the calls of single pipelines, instead of {@code maxAge}
 * @param settled how long the files of a counted call must be unchanged before it may be removed
 *     for any reason: its feedback may still come
 */
public record RetentionPolicy(
    Optional<Duration> maxAge,
    OptionalLong maxCalls,
    OptionalLong maxBytes,
    Optional<Duration> abandonedMaxAge,
    Optional<Duration> rejectedMaxAge,
    Map<String, Optional<Duration>> pipelines,
    Duration settled) {

  /** Keeps a copy of the map. */
  public RetentionPolicy {
    pipelines = Map.copyOf(pipelines);
  }

  /** How old calls of a pipeline may become; empty for no limit. */
  Optional<Duration> maxAgeOf(Optional<String> pipeline) {
    return pipeline.filter(pipelines::containsKey).map(pipelines::get).orElse(maxAge);
  }

  /** The longest age of any counted call; empty if some have no limit. */
  public Optional<Duration> longestAge() {
    List<Optional<Duration>> all = new ArrayList<>(pipelines.values());
    all.add(maxAge);
    return all.stream().allMatch(Optional::isPresent)
        ? all.stream().flatMap(Optional::stream).max(Comparator.naturalOrder())
        : Optional.empty();
  }

  /** Whether a call's age limit depends on its pipeline. */
  boolean asksForPipelines() {
    return !pipelines.isEmpty();
  }

  /**
   * Whether another policy may remove a folder that this one keeps.
   *
   * @param next the other policy
   */
  boolean isLooserThan(RetentionPolicy next) {
    boolean pipelinesAre =
        pipelines.keySet().stream().anyMatch(name -> isPipelineLooser(name, next))
            || next.pipelines.keySet().stream().anyMatch(name -> isPipelineLooser(name, next));
    return isLooser(maxAge, next.maxAge)
        || isLooser(abandonedMaxAge, next.abandonedMaxAge)
        || isLooser(rejectedMaxAge, next.rejectedMaxAge)
        || pipelinesAre
        || maxCalls.orElse(Long.MAX_VALUE) > next.maxCalls.orElse(Long.MAX_VALUE)
        || maxBytes.orElse(Long.MAX_VALUE) > next.maxBytes.orElse(Long.MAX_VALUE);
  }

  /** One line for an operator. */
  public String inWords() {
    StringBuilder words =
        new StringBuilder("counted calls ")
            .append(words(maxAge))
            .append(", abandoned ")
            .append(words(abandonedMaxAge))
            .append(", rejected ")
            .append(words(rejectedMaxAge));
    new TreeMap<>(pipelines)
        .forEach(
            (name, age) -> words.append(", pipeline ").append(name).append(' ').append(words(age)));
    maxCalls.ifPresent(most -> words.append(", at most ").append(most).append(" calls"));
    maxBytes.ifPresent(most -> words.append(", at most ").append(most).append(" bytes"));
    return words.toString();
  }

  private boolean isPipelineLooser(String name, RetentionPolicy next) {
    return isLooser(maxAgeOf(Optional.of(name)), next.maxAgeOf(Optional.of(name)));
  }

  private static boolean isLooser(Optional<Duration> now, Optional<Duration> next) {
    return next.isPresent() && (now.isEmpty() || now.get().compareTo(next.get()) > 0);
  }

  private static String words(Optional<Duration> age) {
    return age.map(limit -> "for " + Times.of(limit)).orElse("without limit");
  }
}
