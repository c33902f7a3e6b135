package org.voiceagent.exporter.call;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The part of the engine's configuration that was in force during a call, as dotted keys with
 * scalar values. Immutable and safe to share; repeated snapshots may be the same object.
 */
public final class ConfigSnapshot {
  private static final ConfigSnapshot NONE = new ConfigSnapshot(Map.of());

  private final TreeMap<String, String> values;
  private final long fingerprint;

  private ConfigSnapshot(Map<String, String> values) {
    this.values = new TreeMap<>(values);
    this.fingerprint =
        values.entrySet().stream().mapToLong(e -> hash(e.getKey(), e.getValue())).sum();
  }

  /** The snapshot of a call that left none. */
  public static ConfigSnapshot none() {
    return NONE;
  }

  /**
   * A snapshot of these dotted keys, such as {@code streaming.low_watermark_ms}, with scalar values
   * as text: numbers as written, booleans as {@code true} and {@code false}.
   */
  public static ConfigSnapshot of(Map<String, String> values) {
    return values.isEmpty() ? NONE : new ConfigSnapshot(values);
  }

  /** Whether the call left no snapshot, or one without a usable key. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The value of a dotted key as text, if it is there. */
  public Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The value of a dotted key as a finite number, if it is there and is one. */
  public OptionalDouble number(String key) {
    String text = values.get(key);
    if (text == null) {
      return OptionalDouble.empty();
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }

  /**
   * The names directly below a key in order, such as those of all pipelines for {@code pipelines}.
   */
  public SortedSet<String> namesUnder(String key) {
    String prefix = key + ".";
    SortedSet<String> names = new TreeSet<>();
    for (String below : values.tailMap(prefix).keySet()) {
      if (!below.startsWith(prefix)) {
        break;
      }
      String rest = below.substring(prefix.length());
      int dot = rest.indexOf('.');
      names.add(dot < 0 ? rest : rest.substring(0, dot));
    }
    return names;
  }

  /**
   * A hash of all keys and values but those of some keys, the same in every process.
   *
   * @param left the keys that do not matter
   */
  public long fingerprintWithout(Set<String> left) {
    long hash = fingerprint;
    for (String key : left) {
      String value = values.get(key);
      hash -= value == null ? 0 : hash(key, value);
    }
    return hash;
  }

  /** FNV-1a over 64 bits of key and value, with a mark between them. */
  private static long hash(String key, String value) {
    return mixed(mixed(0xCBF2_9CE4_8422_2325L, key), value);
  }

  private static long mixed(long hash, String text) {
    long mixed = hash;
    for (int i = 0; i <= text.length(); i++) {
      mixed = (mixed ^ (i < text.length() ? text.charAt(i) : 0xFFFF)) * 0x100_0000_01B3L;
    }
    return mixed;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfigSnapshot snapshot && values.equals(snapshot.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }
}
