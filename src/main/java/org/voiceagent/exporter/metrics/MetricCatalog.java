package org.voiceagent.exporter.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * Every metric family there is, as {@code catalog.yml} declares them. Immutable and safe to share.
 */
public final class MetricCatalog {
  private static final String FILE = "catalog.yml";

  private final List<CallFamily> fleet;
  private final List<CallFamily> recent;
  private final List<CallFamily> selfFromCalls;
  private final List<Family> self;

  /** Copies the lists. */
  MetricCatalog(
      List<CallFamily> fleet,
      List<CallFamily> recent,
      List<CallFamily> selfFromCalls,
      List<Family> self) {
    this.fleet = List.copyOf(fleet);
    this.recent = List.copyOf(recent);
    this.selfFromCalls = List.copyOf(selfFromCalls);
    this.self = List.copyOf(self);
  }

  /**
   * The catalog that comes with the daemon.
   *
   * @throws IllegalStateException with all mistakes, if somebody edited the jar
   */
  public static MetricCatalog bundled() {
    return parse(FILE, bundledText());
  }

  /**
   * Reads a catalog.
   *
   * @param name what to call it in messages
   * @throws IllegalStateException with every mistake as {@code file:line: key: why}
   */
  static MetricCatalog parse(String name, String text) {
    Problems problems = new Problems();
    YamlNode root = YamlFile.parse(name, text, problems);
    refuse(problems);
    MetricCatalog catalog = new CatalogReader().catalog(root);
    refuse(problems);
    return catalog;
  }

  /** The families over all calls. */
  List<CallFamily> fleet() {
    return fleet;
  }

  /** The families about single calls. */
  List<CallFamily> recent() {
    return recent;
  }

  /** The families about the daemon whose values come from calls. */
  List<CallFamily> selfFromCalls() {
    return selfFromCalls;
  }

  /** The families that are totals over all calls: every one that comes from calls one by one. */
  List<CallFamily> totals() {
    return Stream.concat(
            fleet.stream().filter(spec -> !(spec.source() instanceof Level)),
            selfFromCalls.stream())
        .toList();
  }

  /** The families over all calls that tell what stands now. */
  List<CallFamily> levels() {
    return fleet.stream().filter(spec -> spec.source() instanceof Level).toList();
  }

  /** The families about the daemon that code counts. */
  List<Family> self() {
    return self;
  }

  private static void refuse(Problems problems) {
    if (!problems.none()) {
      throw new IllegalStateException(
          problems.list().stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
  }

  private static String bundledText() {
    try (InputStream in = MetricCatalog.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
