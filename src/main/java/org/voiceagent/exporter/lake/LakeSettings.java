package org.voiceagent.exporter.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * Where rows of calls and events are kept, and for how long. Immutable.
 *
 * @param enabled whether the daemon journals calls and events
 * @param journal the folder of the journal
 * @param folder the folder of the lake, which several hosts may share
 * @param host the name of this machine in the lake; no two hosts of one lake have the same
 * @param hot how long the journal keeps a day that is in the lake
 * @param warm how long the lake keeps a day
 */
public record LakeSettings(
    boolean enabled, Path journal, Path folder, String host, Duration hot, Duration warm) {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,62}");
  private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final Duration LONGEST = Duration.ofDays(36_500);

  /**
   * Reads the section {@code lake} of the configuration.
   *
   * @param state the folder in which the journal lies unless another one is named
   */
  public static LakeSettings from(YamlNode node, Path state) {
    node.allowOnly("enabled", "journal", "folder", "host", "hot", "warm", "cold", "archive");
    String host = node.at("host").text(machine());
    if (!HOST.matcher(host).matches()) {
      node.at("host").problem("expected letters, digits, dots and hyphens, not \"" + host + "\"");
    }
    Duration hot = node.at("hot").duration(Duration.ofDays(30), Duration.ofDays(1), LONGEST);
    Duration warm = node.at("warm").duration(Duration.ofDays(180), Duration.ofDays(1), LONGEST);
    if (warm.compareTo(hot) < 0) {
      node.at("warm").problem("is shorter than lake.hot");
    }
    return new LakeSettings(
        node.at("enabled").flag(false),
        node.at("journal").present() ? node.at("journal").file("") : state.resolve("journal"),
        node.at("folder").file("monitoring/lake"),
        host,
        hot,
        warm);
  }

  /** The same in another state folder, unless the journal lies elsewhere. */
  public LakeSettings inState(Path before, Path state) {
    return journal.equals(before.resolve("journal"))
        ? new LakeSettings(enabled, state.resolve("journal"), folder, host, hot, warm)
        : this;
  }

  private static String machine() {
    try {
      String name = Files.readString(KERNEL_NAME).strip();
      return HOST.matcher(name).matches() ? name : "host";
    } catch (IOException unknown) {
      return "host";
    }
  }
}
