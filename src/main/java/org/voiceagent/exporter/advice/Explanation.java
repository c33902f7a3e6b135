package org.voiceagent.exporter.advice;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.voiceagent.exporter.advice.fact.SettingValue;

/**
 * The text of a recommendation, written when it is first read and kept from then on. Thread-safe:
 * threads that read at the same time write the same text.
 */
public final class Explanation {
  private final Supplier<Words> maker;
  private volatile Optional<Words> words = Optional.empty();

  /**
   * The parts of the text.
   *
   * @param direction {@code raise}, {@code lower} or {@code change}
   * @param reason one or more sentences for an operator
   * @param evidence the figures behind them, in order
   * @param patch a YAML document with just this change
   */
  public record Words(
      String direction, String reason, Map<String, SettingValue> evidence, String patch) {
    /** Copies the evidence and keeps its order. */
    public Words {
      evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }
  }

  /**
   * @param maker makes the words; the same each time
   */
  public Explanation(Supplier<Words> maker) {
    this.maker = maker;
  }

  /** The words. */
  public Words words() {
    Optional<Words> made = words;
    if (made.isEmpty()) {
      made = Optional.of(maker.get());
      words = made;
    }
    return made.get();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Explanation explanation && words().equals(explanation.words());
  }

  @Override
  public int hashCode() {
    return words().hashCode();
  }

  @Override
  public String toString() {
    return words().toString();
  }
}
