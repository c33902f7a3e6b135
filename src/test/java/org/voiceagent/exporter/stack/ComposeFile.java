package org.voiceagent.exporter.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml}, with every setting at its default. */
record ComposeFile(String text, Map<String, Object> root) {
  private static final Pattern SETTING = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}");

  static ComposeFile ofRepository() throws IOException {
    String text = Files.readString(Path.of("docker-compose.yml"));
    String plain = SETTING.matcher(text).replaceAll(found -> found.group(2));
    return new ComposeFile(text, new Yaml(new SafeConstructor(new LoaderOptions())).load(plain));
  }

  Set<String> serviceNames() {
    return new TreeSet<>(map(root, "services").keySet());
  }

  Map<String, Object> service(String name) {
    return map(map(root, "services"), name);
  }

  /** The services that are started only when asked for. */
  Set<String> monitoringServices() {
    return serviceNames().stream()
        .filter(name -> list(service(name), "profiles").contains("monitoring"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of the named volumes as the host has them. */
  Set<String> volumeNames() {
    Map<String, Object> volumes = map(root, "volumes");
    return volumes.keySet().stream()
        .map(key -> String.valueOf(map(volumes, key).get("name")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of the settings it takes from the environment. */
  Set<String> settings() {
    return SETTING
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The list below a key; empty if there is none. */
  static List<Object> list(Map<String, Object> parent, String key) {
    return parent.get(key) instanceof List<?> found ? List.copyOf(found) : List.of();
  }

  /** The mapping below a key; empty if there is none. */
  @SuppressWarnings("unchecked") // the keys of a compose file are text
  static Map<String, Object> map(Map<String, Object> parent, String key) {
    return parent.get(key) instanceof Map<?, ?> found ? (Map<String, Object>) found : Map.of();
  }
}
