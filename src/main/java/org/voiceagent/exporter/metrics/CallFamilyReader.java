package org.voiceagent.exporter.metrics;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.metrics.CallFamily.Missing;
import org.voiceagent.exporter.metrics.Source.Occurs;
import org.voiceagent.exporter.yaml.Nearest;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads what a family about calls has besides: source, scale, what a missing value means. */
final class CallFamilyReader {
  private static final Map<String, Source> SOURCES = Source.all();
  private static final double LEAST_SCALE = 1e-9;
  private static final double MOST_SCALE = 1e9;

  private final YamlNode node;
  private final Scope scope;
  private final Family family;

  /**
   * @param family what was read of it before
   */
  CallFamilyReader(YamlNode node, Scope scope, Family family) {
    this.node = node;
    this.scope = scope;
    this.family = family;
  }

  /** The family, or empty if its source is unknown. */
  Optional<CallFamily> callFamily() {
    double scale = scale();
    Optional<Missing> missing = FamilyReader.required(node.at("missing"), Missing.SKIP);
    String missingMeans = node.at("missing_means").requiredText();
    Optional<Source> source = source();
    source.ifPresent(
        known -> {
          checkType(known);
          checkUnit(known, scale);
          checkLabels(known);
          missing.ifPresent(word -> checkMissing(known, word));
        });
    return source.map(
        known -> new CallFamily(family, known, scale, missing.orElse(Missing.SKIP), missingMeans));
  }

  private Optional<Source> source() {
    YamlNode at = node.at("from");
    String from = at.requiredText();
    Optional<Source> source = Optional.ofNullable(SOURCES.get(from));
    if (source.isEmpty() && CallField.named(from).isPresent()) {
      at.problem(from + " is not one number");
    } else if (source.isEmpty() && !from.isBlank()) {
      at.problem("unknown source \"" + from + "\"" + Nearest.hint(from, SOURCES.keySet()));
    }
    return source;
  }

  private double scale() {
    YamlNode at = node.at("scale");
    double scale = at.number(1, LEAST_SCALE, MOST_SCALE);
    double power = Math.log10(scale);
    if (Math.abs(power - Math.rint(power)) > LEAST_SCALE) {
      at.problem("must be a power of ten, such as 0.001 for ms to s");
    }
    return scale;
  }

  private void checkType(Source source) {
    YamlNode type = node.at("type");
    if (source instanceof Level != (scope == Scope.FLEET && family.type() == FamilyType.GAUGE)) {
      type.problem(
          "a gauge over all calls comes from what stands now ("
              + Level.ACTIVE_CALLS.key()
              + "), and nothing else does");
    }
    if (scope == Scope.SELF && family.type() == FamilyType.GAUGE) {
      type.problem("what calls tell of the daemon is summed up, and a gauge sums up nothing");
    }
    if (scope == Scope.RECENT && family.type() != FamilyType.GAUGE) {
      type.problem("a single call is a gauge: a counter first seen at its end has no rate");
    }
    if (scope == Scope.RECENT && source.occurs() == Occurs.SEVERAL) {
      type.problem(source.key() + " gives several values a call, and a gauge shows one");
    }
    if (family.type() != FamilyType.GAUGE && source.negative()) {
      type.problem(source.key() + " may be negative, and a counter or a sum must not fall");
    }
  }

  private void checkUnit(Source source, double scale) {
    boolean time = family.unit().equals("seconds");
    if (source.unit().equals("milliseconds") && !(time && scale == 0.001)) {
      node.problem(source.key() + " is in milliseconds: say unit: seconds and scale: 0.001");
    }
    if (source.unit().equals("seconds") && !(time && scale == 1)) {
      node.problem(source.key() + " is in seconds: say unit: seconds and no scale");
    }
    if (source.unit().isEmpty() && time) {
      node.problem(source.key() + " is no time, so its unit cannot be seconds");
    }
  }

  private void checkLabels(Source source) {
    YamlNode labels = node.at("labels");
    Set<String> known = new TreeSet<>(CallLabel.names());
    known.addAll(source.labels());
    for (String label : family.labels()) {
      if (!known.contains(label)) {
        labels.problem("unknown label \"" + label + "\"" + Nearest.hint(label, known));
      } else if (scope != Scope.RECENT
          && !source.labels().contains(label)
          && CallLabel.of(label).unbounded()) {
        labels.problem(label + " has ever new values, which only the recent scope can bear");
      }
    }
    if (scope == Scope.RECENT && !family.labels().contains(CallLabel.CALL_UUID.key())) {
      labels.problem("the recent scope needs call_uuid, or calls could not be told apart");
    }
    if (source instanceof Level && !family.labels().isEmpty()) {
      labels.problem(source.key() + " is told as a whole and has no labels");
    }
  }

  private void checkMissing(Source source, Missing missing) {
    if (source.occurs() == Occurs.ALWAYS && missing == Missing.SKIP) {
      node.at("missing").problem(source.key() + " is known of every call: say count");
    }
    if (source.occurs() != Occurs.ALWAYS && missing == Missing.COUNT) {
      node.at("missing").problem(source.key() + " may be unknown, and absent is never 0: say skip");
    }
  }
}
