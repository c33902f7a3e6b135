package org.voiceagent.exporter.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * The web configuration in the format of Prometheus' exporter-toolkit, with all files it names
 * already read. Immutable.
 *
 * @param tls how connections are encrypted; empty without encryption
 * @param headers additional response headers, or other values of ours
 * @param users who may log in; if empty, no password is required
 * @param files all files it was read from
 * @see <a href="https://github.com/prometheus/exporter-toolkit">the format</a>
 */
public record WebConfig(
    Optional<ServerTls> tls,
    Map<String, String> headers,
    Map<String, PasswordHash> users,
    List<Path> files) {
  /** No TLS and no passwords. */
  public static final WebConfig NONE =
      new WebConfig(Optional.empty(), Map.of(), Map.of(), List.of());

  private static final Pattern USER = Pattern.compile("[^\\p{Cntrl}:]{1,128}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]*");
  private static final Map<String, Set<String>> HEADERS =
      new TreeMap<>(
          Map.of(
              "Content-Security-Policy", Set.of(),
              "Strict-Transport-Security", Set.of(),
              "X-Content-Type-Options", Set.of("nosniff"),
              "X-Frame-Options", Set.of("deny", "sameorigin"),
              "X-XSS-Protection", Set.of()));

  /** Copies what it is given. */
  public WebConfig {
    headers = Map.copyOf(headers);
    users = Map.copyOf(users);
    files = List.copyOf(files);
  }

  /**
   * Reads a file and the files it names, relative to its folder. If there is any problem, the
   * result must not be used.
   */
  public static WebConfig load(Path file, Problems problems) {
    YamlNode root = YamlFile.read(file, problems);
    root.allowOnly("tls_server_config", "http_server_config", "basic_auth_users", "rate_limit");
    if (root.at("rate_limit").present()) {
      root.at("rate_limit")
          .problem("is not supported; http.max_connections and the time limits restrict clients");
    }
    List<Path> files = new ArrayList<>(List.of(file));
    Optional<ServerTls> tls = Optional.empty();
    YamlNode section = root.at("tls_server_config");
    if (section.present()) {
      TlsReader reader = new TlsReader(section, file.toAbsolutePath().getParent());
      tls = reader.read();
      files.addAll(reader.files());
    }
    return new WebConfig(
        tls, headers(root.at("http_server_config")), users(root.at("basic_auth_users")), files);
  }

  private static Map<String, String> headers(YamlNode section) {
    section.allowOnly("http2", "headers");
    // Accepted because the format has it; it has no effect, since all responses use HTTP/1.1.
    section.at("http2").flag(true);
    YamlNode node = section.at("headers");
    node.allowOnly(HEADERS.keySet().toArray(String[]::new));
    Map<String, String> headers = new LinkedHashMap<>();
    HEADERS.forEach(
        (name, allowed) -> {
          YamlNode at = node.at(name);
          String value = at.text("");
          if (!HEADER_VALUE.matcher(value).matches()) {
            at.problem("must be one line of printable ASCII");
          } else if (!value.isBlank() && !allowed.isEmpty() && !allowed.contains(value)) {
            at.problem("must be " + String.join(" or ", allowed.stream().sorted().toList()));
          } else if (!value.isBlank()) {
            headers.put(name, value);
          }
        });
    return headers;
  }

  private static Map<String, PasswordHash> users(YamlNode node) {
    Map<String, PasswordHash> users = new LinkedHashMap<>();
    node.entries()
        .forEach(
            (name, value) -> {
              if (!USER.matcher(name).matches()) {
                value.problem(
                    "a user name must have 1 to 128 characters, without colons or control"
                        + " characters");
              }
              hash(value).ifPresent(hash -> users.put(name, hash));
            });
    return users;
  }

  /** No message contains the hash, which would help an attacker to guess the password. */
  private static Optional<PasswordHash> hash(YamlNode value) {
    Optional<PasswordHash> hash = PasswordHash.parse(value.text(""));
    if (hash.isEmpty()) {
      value.problem(
          "expected a bcrypt hash such as $2y$10$…; create one with: htpasswd -nBC 10 \"\"");
      return hash;
    }
    int cost = hash.get().cost();
    if (cost < PasswordHash.LEAST_COST || cost > PasswordHash.MOST_COST) {
      value.problem(
          "the cost must be from "
              + PasswordHash.LEAST_COST
              + " to "
              + PasswordHash.MOST_COST
              + ", not "
              + cost);
    }
    return hash;
  }
}
