package org.voiceagent.exporter.otlp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.yaml.Problems;
import org.voiceagent.exporter.yaml.YamlFile;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * The names of one version of the OpenTelemetry conventions for generative AI, from {@code
 * names.yml}. Immutable.
 */
public final class SemanticNames {
  /** Our own names. */
  public static final String OFF = "off";

  private static final String TABLE = "names.yml";
  private static final String PROVIDER = "provider_id";

  private final Map<String, String> attributes;
  private final Map<String, String> providers;
  private final List<MetricName> metrics;

  /**
   * What series of a family are called.
   *
   * @param family our family
   * @param where the labels that the series must have
   * @param name the conventions' name
   * @param unit the conventions' unit
   * @param add further attributes of each series
   */
  record MetricName(
      String family, Map<String, String> where, String name, String unit, Map<String, String> add) {

    boolean fits(List<String> labels, List<String> values) {
      return where.entrySet().stream()
          .allMatch(
              wanted -> {
                int at = labels.indexOf(wanted.getKey());
                return at >= 0 && values.get(at).equals(wanted.getValue());
              });
    }
  }

  private SemanticNames(
      Map<String, String> attributes, Map<String, String> providers, List<MetricName> metrics) {
    this.attributes = attributes;
    this.providers = providers;
    this.metrics = metrics;
  }

  /** The versions that there are, {@link #OFF} first. */
  public static Set<String> versions() {
    Set<String> versions = new LinkedHashSet<>(Set.of(OFF));
    versions.addAll(table().at("versions").entries().keySet());
    return versions;
  }

  /** Whether there is such a version. Reads the table only if names are wanted at all. */
  public static boolean known(String version) {
    return version.equals(OFF) || versions().contains(version);
  }

  /**
   * The names of a version.
   *
   * @throws IllegalArgumentException if there is no such version
   */
  static SemanticNames of(String version) {
    if (version.equals(OFF)) {
      return new SemanticNames(Map.of(), Map.of(), List.of());
    }
    YamlNode table = table();
    YamlNode names = table.at("versions").at(version);
    if (!names.present()) {
      throw new IllegalArgumentException("no names of version " + version);
    }
    List<MetricName> metrics = new ArrayList<>();
    for (YamlNode metric : names.at("metrics").items()) {
      metrics.add(
          new MetricName(
              metric.at("family").requiredText(),
              texts(metric.at("where")),
              metric.at("name").requiredText(),
              metric.at("unit").requiredText(),
              texts(metric.at("add"))));
    }
    return new SemanticNames(
        texts(names.at("attributes")), texts(table.at("providers")), List.copyOf(metrics));
  }

  private static YamlNode table() {
    Problems problems = new Problems();
    try (InputStream file = SemanticNames.class.getResourceAsStream(TABLE)) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      YamlNode table = YamlFile.parse(TABLE, text, problems);
      if (!problems.none()) {
        throw new IllegalStateException(problems.list().toString());
      }
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> texts(YamlNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.entries().forEach((key, value) -> texts.put(key, value.text("")));
    return texts;
  }

  /** What a label is called. */
  String attribute(String label) {
    return attributes.getOrDefault(label, label);
  }

  /** What the value of a label is called: providers have a spelling of their own. */
  String value(String label, String value) {
    return label.equals(PROVIDER) ? providers.getOrDefault(value, value) : value;
  }

  /** What a series is called; empty if it keeps our name. */
  Optional<MetricName> metric(String family, List<String> labels, List<String> values) {
    return metrics.stream()
        .filter(name -> name.family().equals(family) && name.fits(labels, values))
        .findFirst();
  }

  /** Whether names are translated at all. */
  boolean translates() {
    return !attributes.isEmpty();
  }
}
