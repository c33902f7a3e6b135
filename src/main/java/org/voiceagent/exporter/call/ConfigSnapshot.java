package org.voiceagent.exporter.call;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  private final SettingKeys keys;

  /** The value of each key as text. */
  private final String[] values;

  /** The value of each key as a number; NaN if it is none. */
  private final double[] numbers;

  /** The hash of each key and its value. */
  private final long[] hashes;

  private final long fingerprint;

  private ConfigSnapshot(Map<String, String> settings) {
    TreeMap<String, String> sorted = new TreeMap<>(settings);
    this.keys = new SettingKeys(sorted.keySet().toArray(new String[0]));
    this.values = sorted.values().toArray(new String[0]);
    this.numbers = new double[values.length];
    this.hashes = new long[values.length];
    long sum = 0;
    for (int i = 0; i < values.length; i++) {
      numbers[i] = parsed(values[i]);
      hashes[i] = hash(keys.get(i), values[i]);
      sum += hashes[i];
    }
    this.fingerprint = sum;
  }

  private ConfigSnapshot(ConfigSnapshot same, SettingKeys keys, String[] values) {
    this.keys = keys;
    this.values = values;
    this.numbers = same.numbers;
    this.hashes = same.hashes;
    this.fingerprint = same.fingerprint;
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

  /**
   * This snapshot, holding the texts of another one where they are equal. Snapshots of one engine
   * have nearly all texts in common, so that thousands kept in memory cost little more than one.
   */
  public ConfigSnapshot sharing(ConfigSnapshot other) {
    if (!keys.equals(other.keys)) {
      return this;
    }
    String[] shared = values.clone();
    for (int i = 0; i < shared.length; i++) {
      if (shared[i].equals(other.values[i])) {
        shared[i] = other.values[i];
      }
    }
    return new ConfigSnapshot(this, other.keys, shared);
  }

  /** Roughly how many bytes of memory this takes in addition to one whose texts it shares. */
  public int bytesBeside(ConfigSnapshot other) {
    int bytes = 64 + 24 * values.length;
    boolean sameKeys = keys.equals(other.keys);
    if (!sameKeys) {
      bytes += 80 * values.length;
    }
    for (int i = 0; i < values.length; i++) {
      boolean shared = sameKeys && values[i].equals(other.values[i]);
      bytes += shared ? 0 : 48 + values[i].length();
    }
    return bytes;
  }

  /** Whether the call left no snapshot, or one without a usable key. */
  public boolean isEmpty() {
    return values.length == 0;
  }

  /** The dotted keys in order. */
  public List<String> keys() {
    List<String> all = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      all.add(keys.get(i));
    }
    return all;
  }

  /** The value of a dotted key as text, if it is there. */
  public Optional<String> text(String key) {
    int place = keys.find(key);
    return place < 0 ? Optional.empty() : Optional.of(values[place]);
  }

  /** Whether a dotted key has a value, or any key below it has. */
  public boolean has(String key) {
    if (keys.find(key) >= 0) {
      return true;
    }
    String below = key + ".";
    int place = keys.firstFrom(below);
    return place < values.length && keys.get(place).startsWith(below);
  }

  /** The value of a dotted key as a finite number, if it is there and is one. */
  public OptionalDouble number(String key) {
    int place = keys.find(key);
    return place < 0 || Double.isNaN(numbers[place])
        ? OptionalDouble.empty()
        : OptionalDouble.of(numbers[place]);
  }

  /**
   * The names directly below a key in order, such as those of all pipelines for {@code pipelines}.
   */
  public SortedSet<String> namesUnder(String key) {
    String prefix = key + ".";
    SortedSet<String> names = new TreeSet<>();
    for (int i = keys.firstFrom(prefix); i < values.length && keys.get(i).startsWith(prefix); i++) {
      String rest = keys.get(i).substring(prefix.length());
      int dot = rest.indexOf('.');
      names.add(dot < 0 ? rest : rest.substring(0, dot));
    }
    return names;
  }

  /**
   * A hash of all keys and values except some, the same in every process.
   *
   * @param left the keys to leave out
   */
  public long fingerprintWithout(Set<String> left) {
    long hash = fingerprint;
    for (String key : left) {
      int place = keys.find(key);
      hash -= place < 0 ? 0 : hashes[place];
    }
    return hash;
  }

  /** The number in a text, or NaN. The first character already rules out most other texts. */
  private static double parsed(String text) {
    String bare = text.trim();
    if (bare.isEmpty() || "+-.0123456789".indexOf(bare.charAt(0)) < 0) {
      return Double.NaN;
    }
    try {
      double number = Double.parseDouble(bare);
      return Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  /** FNV-1a over 64 bits of key and value, with a separator between them. */
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
    return other == this
        || (other instanceof ConfigSnapshot snapshot
            && fingerprint == snapshot.fingerprint
            && keys.equals(snapshot.keys)
            && Arrays.equals(values, snapshot.values));
  }

  @Override
  public int hashCode() {
    return Long.hashCode(fingerprint);
  }
}
