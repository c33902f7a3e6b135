package org.voiceagent.exporter.lake.archive;

import java.nio.file.Path;
import java.time.Duration;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * Whether the folders of old calls go into archives, and for how long. Immutable.
 *
 * @param enabled whether folders are archived; archives that are there are kept and expire anyway
 * @param folder the folder of the archives; each host has its own folder in it
 * @param host the name of this machine, as in the lake
 * @param after how old a folder is archived
 * @param cold how long an archive is kept, by the age of its folders
 */
public record ArchiveSettings(
    boolean enabled, Path folder, String host, Duration after, Duration cold) {
  private static final String FOLDER = "archive";
  private static final Duration SHORTEST = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(36_500);

  /**
   * Reads {@code lake.archive} and {@code lake.cold} of the configuration.
   *
   * @param lake the section {@code lake}
   * @param host the name of this machine in the lake
   * @param state the folder in which archives lie unless another one is named
   */
  public static ArchiveSettings from(YamlNode lake, String host, Path state) {
    YamlNode node = lake.at("archive");
    node.allowOnly("enabled", "folder", "after");
    Duration after = node.at("after").duration(Duration.ofDays(14), SHORTEST, LONGEST);
    Duration cold = lake.at("cold").duration(Duration.ofDays(730), SHORTEST, LONGEST);
    if (cold.compareTo(after) < 0) {
      lake.at("cold").problem("is shorter than lake.archive.after");
    }
    return new ArchiveSettings(
        node.at("enabled").flag(false),
        node.at("folder").present() ? node.at("folder").file("") : state.resolve(FOLDER),
        host,
        after,
        cold);
  }

  /** The same in another state folder, unless the archives lie elsewhere. */
  public ArchiveSettings inState(Path before, Path state) {
    return folder.equals(before.resolve(FOLDER))
        ? new ArchiveSettings(enabled, state.resolve(FOLDER), host, after, cold)
        : this;
  }
}
