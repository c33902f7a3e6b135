package org.voiceagent.exporter.config;

import java.nio.file.Path;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * By what events are counted.
 *
 * @param folder where catalogs are, {@code *.yml}; it need not exist
 * @param environment such as {@code production}, which may have a sampling of its own; "" for none
 */
public record CatalogConfig(Path folder, String environment) {

  static CatalogConfig from(YamlNode node) {
    node.allowOnly("folder", "environment");
    return new CatalogConfig(
        node.at("folder").file("monitoring/catalog"), node.at("environment").text(""));
  }
}
