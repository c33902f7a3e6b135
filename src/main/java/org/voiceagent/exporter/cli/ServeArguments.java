package org.voiceagent.exporter.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the usual command lines of {@code serve} without picocli, whose classes cost a fifth of the
 * start and some 3 MiB. Everything else, such as help and mistakes, is left to picocli.
 */
final class ServeArguments {
  private static final String COMMAND = "serve";
  private static final String CONFIG = "--config";
  private static final String SESSIONS = "--sessions";
  private static final String STATE = "--state";
  private static final String LISTEN = "--listen";
  private static final String WEB_CONFIG = "--web.config.file";
  private static final String LOG_LEVEL = "--log.level";
  private static final String LOG_FORMAT = "--log.format";
  private static final List<String> OPTIONS =
      List.of(CONFIG, SESSIONS, STATE, LISTEN, WEB_CONFIG, LOG_LEVEL, LOG_FORMAT);

  /** The names that other Prometheus exporters use for two of our options. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of("--config.file", CONFIG, "--web.listen-address", LISTEN);

  private ServeArguments() {}

  /**
   * The settings, or empty if the command is another one or the arguments are anything but the
   * options of {@code serve}, each at most once and with a value.
   */
  static Optional<ServeSettings> parse(String[] args) {
    Map<String, String> values = new HashMap<>();
    int at = args.length > 0 && args[0].equals(COMMAND) ? 1 : 0;
    while (at < args.length) {
      String option = args[at++];
      int equals = option.indexOf('=');
      String value = "";
      if (equals > 0) {
        value = option.substring(equals + 1);
        option = option.substring(0, equals);
      } else if (at < args.length) {
        value = args[at++];
      }
      option = OTHER_NAMES.getOrDefault(option, option);
      if (!OPTIONS.contains(option) || !isPlain(value) || values.put(option, value) != null) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(settings(values));
    } catch (InvalidPathException unusual) {
      return Optional.empty();
    }
  }

  /** Whether picocli would take the text as it is, not as an option or the name of a file. */
  private static boolean isPlain(String value) {
    return !value.isEmpty() && "-@\"'".indexOf(value.charAt(0)) < 0;
  }

  private static ServeSettings settings(Map<String, String> values) {
    Places places = new Places(path(values, CONFIG), path(values, SESSIONS), path(values, STATE));
    return new ServeSettings(
        places,
        Optional.ofNullable(values.get(LISTEN)),
        path(values, WEB_CONFIG),
        Optional.ofNullable(values.get(LOG_LEVEL)),
        Optional.ofNullable(values.get(LOG_FORMAT)));
  }

  private static Optional<Path> path(Map<String, String> values, String option) {
    return Optional.ofNullable(values.get(option)).map(Path::of);
  }
}
