package org.voiceagent.exporter.event.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.yaml.FileAccess;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;

/** All catalogs of a folder, which share one space of names. Immutable. */
public final class EventCatalogs {
  private static final String ENDING = ".yml";

  /** More series than this are never made for all catalogs together. */
  static final int MOST_SERIES = 20_000;

  private final List<EventCatalog> catalogs;

  EventCatalogs(List<EventCatalog> catalogs) {
    this.catalogs = List.copyOf(catalogs);
  }

  /** No catalog. */
  public static EventCatalogs none() {
    return new EventCatalogs(List.of());
  }

  /**
   * Reads all {@code *.yml} of a folder, in the order of their names.
   *
   * @param builtIn the families that the program has without catalogs
   * @param problems gets every mistake in all files; with one, the result must not be used
   * @return none if there is no such folder
   */
  public static EventCatalogs load(Path folder, List<Family> builtIn, Problems problems) {
    List<EventCatalog> catalogs = new ArrayList<>();
    NameCheck names = new NameCheck(builtIn, problems);
    for (Path file : files(folder, problems)) {
      String name = file.getFileName().toString();
      EventCatalog catalog =
          EventCatalogReader.read(
              YamlFile.read(file, problems), name.substring(0, name.length() - ENDING.length()));
      names.check(file.toString(), catalog);
      catalogs.add(catalog);
    }
    return new EventCatalogs(catalogs);
  }

  private static List<Path> files(Path folder, Problems problems) {
    try {
      return FileAccess.within(
          () -> {
            try (Stream<Path> files = Files.list(folder)) {
              return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
            }
          });
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException e) {
      problems.add(new Problem(folder.toString(), 0, "", "cannot be read: " + e.getMessage()));
      return List.of();
    }
  }

  /** The catalogs, in the order of their names. */
  List<EventCatalog> catalogs() {
    return catalogs;
  }

  /** All examples, in the order of the files. */
  public List<EventExample> examples() {
    return catalogs.stream()
        .flatMap(catalog -> catalog.events().stream())
        .flatMap(event -> event.examples().stream())
        .toList();
  }

  /** The names of all events. */
  public Set<String> events() {
    return catalogs.stream()
        .flatMap(catalog -> catalog.events().stream())
        .map(EventType::name)
        .collect(Collectors.toSet());
  }
}
