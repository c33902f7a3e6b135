package org.voiceagent.exporter.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.voiceagent.exporter.inbox.EventInboxSettings;
import org.voiceagent.exporter.inbox.InboxLimits;
import org.voiceagent.exporter.inbox.InboxSettings;
import org.voiceagent.exporter.inbox.InboxSource;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads {@code http.inbox}. */
final class InboxConfig {
  private static final ListenAddress USUAL = new ListenAddress("127.0.0.1", 15_101);

  /** As browsers send it; neither * nor null, which would let every page send. */
  private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\[\\]:-]+");

  private InboxConfig() {}

  /** Empty if no source is enabled. */
  static Optional<InboxSettings> from(YamlNode node) {
    node.allowOnly(
        "listen",
        "web_config",
        "max_connections",
        "max_parallel",
        "max_body_bytes",
        "max_request_time",
        "max_requests_per_second",
        "spool_bytes",
        "quarantine_bytes",
        "sources",
        "events");
    ListenAddress listen = listen(node.at("listen"));
    InboxSettings settings =
        new InboxSettings(
            listen.host(),
            listen.port(),
            Optional.of(node.at("web_config").text(""))
                .filter(text -> !text.isBlank())
                .map(Path::of),
            limits(node),
            sources(node.at("sources")),
            events(node.at("events")));
    return Optional.of(settings).filter(InboxSettings::isOn);
  }

  private static InboxLimits limits(YamlNode node) {
    InboxLimits usual = InboxLimits.defaults();
    return new InboxLimits(
        (int) node.at("max_connections").integer(usual.connections(), 2, 10_000),
        (int) node.at("max_parallel").integer(usual.parallel(), 1, 1_000),
        (int) node.at("max_body_bytes").integer(usual.bodyBytes(), 1 << 10, 64 << 20),
        node.at("max_request_time")
            .duration(usual.requestTime(), Duration.ofSeconds(1), Duration.ofHours(1)),
        (int) node.at("max_requests_per_second").integer(usual.perSecond(), 1, 100_000),
        node.at("spool_bytes").integer(usual.spoolBytes(), 1 << 20, 1L << 50),
        node.at("quarantine_bytes").integer(usual.quarantineBytes(), 0, 1L << 50));
  }

  private static Map<InboxSource, Path> sources(YamlNode node) {
    node.allowOnly(
        Arrays.stream(InboxSource.values()).map(InboxSource::word).toArray(String[]::new));
    Map<InboxSource, Path> enabled = new EnumMap<>(InboxSource.class);
    for (InboxSource source : InboxSource.values()) {
      YamlNode one = node.at(source.word());
      if (one.present()) {
        one.allowOnly("secret_file");
        one.at("secret_file").requiredText();
        enabled.put(source, one.at("secret_file").file(""));
      }
    }
    return enabled;
  }

  private static Optional<EventInboxSettings> events(YamlNode node) {
    if (!node.present()) {
      return Optional.empty();
    }
    node.allowOnly("secret_file", "origins", "max_requests_per_second", "max_bytes");
    EventInboxSettings settings =
        new EventInboxSettings(
            node.at("secret_file").present()
                ? Optional.of(node.at("secret_file").file(""))
                : Optional.empty(),
            origins(node.at("origins")),
            (int) node.at("max_requests_per_second").integer(20, 1, 100_000),
            node.at("max_bytes").integer(1L << 30, 1 << 20, 1L << 50));
    if (!settings.isOn()) {
      node.problem("needs secret_file for servers, or origins for browsers");
    }
    return Optional.of(settings);
  }

  private static Set<String> origins(YamlNode node) {
    Set<String> origins = new LinkedHashSet<>();
    for (String origin : node.texts(List.of())) {
      if (!ORIGIN.matcher(origin).matches()) {
        node.problem(
            "expected scheme://host or scheme://host:port such as https://app.example.com, in small"
                + " letters and without a path, not \""
                + origin
                + "\"");
      }
      origins.add(origin);
    }
    return origins;
  }

  private static ListenAddress listen(YamlNode node) {
    String text = node.text(USUAL.toString());
    Optional<ListenAddress> address = ListenAddress.parse(text);
    if (address.isEmpty()) {
      node.problem("expected host:port such as " + USUAL + ", not \"" + text + "\"");
    }
    return address.orElse(USUAL);
  }
}
