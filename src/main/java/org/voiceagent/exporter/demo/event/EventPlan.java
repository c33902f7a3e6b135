package org.voiceagent.exporter.demo.event;

import java.nio.file.Path;
import java.util.List;

/**
 * What events the demo is to write.
 *
 * @param folder the folder of event files; made if it is not there
 * @param catalogs which systems play, by the names of their catalogs; see {@link #CATALOGS}
 * @param perMinute how many events all of them together emit in a minute, above 0
 * @param seed events with the same seed and number say the same; only their times and ids differ
 */
public record EventPlan(Path folder, List<String> catalogs, double perMinute, long seed) {

  /** The catalogs whose systems can be played. */
  public static final List<String> CATALOGS =
      List.of(
          LearningSystem.CATALOG,
          CompanionSystem.CATALOG,
          LlmSystem.CATALOG,
          ProductSystem.CATALOG);

  /**
   * @throws IllegalArgumentException if a catalog is unknown or missing, or the rate is not a
   *     number above 0
   */
  public EventPlan {
    catalogs = List.copyOf(catalogs);
    for (String catalog : catalogs) {
      if (!CATALOGS.contains(catalog)) {
        throw new IllegalArgumentException(
            "there is no demo of the catalog '" + catalog + "'; there are " + CATALOGS);
      }
    }
    if (catalogs.isEmpty() || !(perMinute > 0) || Double.isInfinite(perMinute)) {
      throw new IllegalArgumentException("events need a catalog and a rate above 0");
    }
  }

  /** The systems that play. */
  List<PlayedSystem> systems() {
    return catalogs.stream().distinct().map(this::system).toList();
  }

  private PlayedSystem system(String catalog) {
    return switch (catalog) {
      case LearningSystem.CATALOG -> LearningSystem.of(seed);
      case CompanionSystem.CATALOG -> CompanionSystem.of(seed);
      case LlmSystem.CATALOG -> LlmSystem.of(seed);
      default -> ProductSystem.of(seed);
    };
  }
}
