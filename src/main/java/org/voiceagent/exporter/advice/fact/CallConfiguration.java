package org.voiceagent.exporter.advice.fact;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.call.LabelSet;

/**
 * The engine's configuration as a call used it: its snapshot, and the keys that applied to what
 * served the call. Each key is looked up once, so calls of one configuration should share this.
 * Thread-safe.
 */
public final class CallConfiguration {
  private static final String SNAPSHOT = "config_snapshot.yaml";

  private final ConfigSnapshot snapshot;
  private final ServedBy servedBy;
  private final String chosenBy;

  /** By the key as rules write it. Rules are few, so this is bounded by them. */
  private final Map<String, ConfiguredValue> values = new ConcurrentHashMap<>();

  private CallConfiguration(ConfigSnapshot snapshot, ServedBy servedBy) {
    this.snapshot = snapshot;
    this.servedBy = servedBy;
    this.chosenBy = servedBy.chosenBy(snapshot).orElse("");
  }

  /** The configuration of calls with these labels and this snapshot. */
  public static CallConfiguration of(LabelSet labels, ConfigSnapshot snapshot) {
    return new CallConfiguration(snapshot, ServedBy.of(labels, snapshot));
  }

  ConfigSnapshot snapshot() {
    return snapshot;
  }

  ServedBy servedBy() {
    return servedBy;
  }

  /** The key that chose what served the call, or ""; see {@link ServedBy#chosenBy}. */
  String chosenBy() {
    return chosenBy;
  }

  /** The value of a key, which may be a {@link KeyTemplate}. */
  ConfiguredValue value(String template) {
    ConfiguredValue known = values.get(template);
    return known != null ? known : values.computeIfAbsent(template, this::read);
  }

  private ConfiguredValue read(String template) {
    String key = KeyTemplate.filled(template, servedBy);
    String text = snapshot.text(key).filter(value -> !value.isBlank()).orElse("");
    return new ConfiguredValue(
        key,
        text,
        text.isEmpty() ? "" : CodecName.folded(text),
        snapshot.number(key).orElse(Double.NaN),
        missing(key));
  }

  /** What to report for a missing key: without any snapshot it is the file that is missing. */
  private String missing(String key) {
    List<String> left = KeyTemplate.left(key);
    if (!left.isEmpty()) {
      return left.get(0);
    }
    return snapshot.isEmpty() ? SNAPSHOT : key;
  }
}
