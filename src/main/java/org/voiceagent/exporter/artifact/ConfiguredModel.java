package org.voiceagent.exporter.artifact;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.ConfigSnapshot;

/**
 * Which model the configuration names for a call: the reference engine keeps none with the call,
 * and each provider has its own key for it.
 */
final class ConfiguredModel {
  private static final List<String> KEYS_OF_PROVIDER =
      List.of("model", "llm_model", "chat_model", "model_id");

  private ConfiguredModel() {}

  /** The model of the pipeline's language step, else the provider's. */
  static Optional<String> of(String pipeline, String provider, ConfigSnapshot snapshot) {
    Stream<String> ofProvider =
        KEYS_OF_PROVIDER.stream().map(key -> "providers." + provider + "." + key);
    return Stream.concat(Stream.of("pipelines." + pipeline + ".options.llm.model"), ofProvider)
        .flatMap(key -> snapshot.text(key).stream())
        .findFirst();
  }
}
