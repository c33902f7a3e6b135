package org.voiceagent.exporter.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.voiceagent.exporter.influx.InfluxSettings;
import org.voiceagent.exporter.influx.InfluxSettings.Login;
import org.voiceagent.exporter.influx.InfluxSettings.Target;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads {@code influx}. */
final class InfluxConfig {
  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(10);
  private static final long USUAL_QUEUE = 8 << 20;

  private InfluxConfig() {}

  /** Empty if no server is named. */
  static Optional<InfluxSettings> from(YamlNode node) {
    node.allowOnly(
        "url",
        "database",
        "bucket",
        "organization",
        "user",
        "secret_file",
        "ca_file",
        "interval",
        "queue_bytes");
    Optional<URI> url = url(node.at("url"));
    Target target =
        new Target(
            url.orElse(URI.create("http://localhost")),
            text(node, "database"),
            text(node, "bucket"),
            text(node, "organization"));
    if (url.isPresent() && target.database().isPresent() == target.bucket().isPresent()) {
      node.at("url").problem("needs a database (InfluxDB 1) or a bucket (InfluxDB 2), not both");
    }
    Login login = new Login(text(node, "user"), file(node, "secret_file"));
    if (login.user().isPresent() && login.secretFile().isEmpty()) {
      node.at("user").problem("needs secret_file, whose first line is the password");
    }
    InfluxSettings settings =
        new InfluxSettings(
            target,
            login,
            file(node, "ca_file"),
            node.at("interval")
                .duration(USUAL_INTERVAL, Duration.ofMillis(100), Duration.ofHours(1)),
            node.at("queue_bytes").integer(USUAL_QUEUE, 0, 1L << 30));
    return url.map(there -> settings);
  }

  private static Optional<String> text(YamlNode node, String key) {
    return Optional.of(node.at(key).text("")).filter(text -> !text.isBlank());
  }

  private static Optional<Path> file(YamlNode node, String key) {
    return text(node, key).map(named -> node.at(key).file(""));
  }

  private static Optional<URI> url(YamlNode node) {
    String text = node.text("");
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      URI url = new URI(text.strip());
      boolean usable =
          url.getHost() != null
              && url.getRawUserInfo() == null
              && url.getRawQuery() == null
              && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
      if (usable) {
        return Optional.of(url);
      }
    } catch (URISyntaxException e) {
      // told below, as for every other text that is not such an address
    }
    node.problem("expected an address such as http://127.0.0.1:8086, without user and query");
    return Optional.empty();
  }
}
