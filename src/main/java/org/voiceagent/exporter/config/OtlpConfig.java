package org.voiceagent.exporter.config;

import java.util.Optional;
import org.voiceagent.exporter.otlp.OtlpSettings;
import org.voiceagent.exporter.otlp.SemanticNames;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads {@code otlp}. */
final class OtlpConfig {
  private static final int USUAL_QUEUE = 2_000;

  private OtlpConfig() {}

  /** Empty if nothing is sent. */
  static Optional<OtlpSettings> from(YamlNode node) {
    node.allowOnly("enabled", "semconv", "queue");
    boolean enabled = node.at("enabled").flag(false);
    String semconv = node.at("semconv").text(SemanticNames.OFF);
    if (!SemanticNames.known(semconv)) {
      node.at("semconv").problem("expected one of " + String.join(", ", SemanticNames.versions()));
    }
    int queue = (int) node.at("queue").integer(USUAL_QUEUE, 1, 100_000);
    return enabled ? Optional.of(new OtlpSettings(semconv, queue)) : Optional.empty();
  }
}
