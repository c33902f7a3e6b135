package org.voiceagent.exporter.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.voiceagent.exporter.catalog.Mapping.Missing;
import org.voiceagent.exporter.catalog.Source.Occurs;
import org.voiceagent.exporter.yaml.Nearest;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads how records fill a family: source, scale, and what a missing value means. */
final class MappingReader<R> {
  private static final double LEAST_SCALE = 1e-9;
  private static final double MOST_SCALE = 1e9;

  private final YamlNode node;
  private final Scope scope;
  private final Family family;
  private final RecordType<R> type;
  private final Map<String, Source<R>> sources;
  private final Map<String, Label<R>> labels;

  /**
   * @param family what was read of it before
   */
  MappingReader(YamlNode node, Scope scope, Family family, RecordType<R> type) {
    this.node = node;
    this.scope = scope;
    this.family = family;
    this.type = type;
    this.sources = type.sourcesByKey();
    this.labels = type.labelsByKey();
  }

  /** The mapping, or empty if its source or a label is unknown. */
  Optional<Mapping<R>> mapping() {
    double scale = scale();
    Optional<Missing> missing = FamilyReader.required(node.at("missing"), Missing.SKIP);
    String missingMeans = node.at("missing_means").requiredText();
    Optional<Source<R>> source = source();
    source.ifPresent(
        known -> {
          checkType(known);
          checkUnit(known, scale);
          checkLabels(known);
          missing.ifPresent(word -> checkMissing(known, word));
        });
    return source
        .filter(known -> unknownLabels(known).isEmpty())
        .map(
            known ->
                new Mapping<>(
                    family,
                    scope,
                    known,
                    labelsBeside(known),
                    scale,
                    missing.orElse(Missing.SKIP),
                    missingMeans));
  }

  private Optional<Source<R>> source() {
    YamlNode at = node.at("from");
    String from = at.requiredText();
    Optional<Source<R>> source = Optional.ofNullable(sources.get(from));
    if (source.isEmpty() && type.notNumbers().contains(from)) {
      at.problem(from + " is not one number");
    } else if (source.isEmpty() && !from.isBlank()) {
      at.problem("unknown source \"" + from + "\"" + Nearest.hint(from, sources.keySet()));
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

  private void checkType(Source<R> source) {
    YamlNode at = node.at("type");
    String word = type.word();
    boolean gauge = family.type() == FamilyType.GAUGE;
    boolean overAll = scope == Scope.FLEET && gauge;
    if (source.live() && !overAll) {
      at.problem(source.key() + " shows the present, so it must be a gauge over all " + word + "s");
    }
    if (overAll && !source.live() && family.staleAfter().isEmpty()) {
      at.problem("a gauge over all " + word + "s needs stale_after" + orLiveSource());
    }
    if (family.staleAfter().isPresent() && gauge && (!overAll || source.live())) {
      node.at("stale_after").problem("only a gauge that " + word + "s set becomes stale");
    }
    if (scope == Scope.SELF && gauge) {
      at.problem(word + "s can only add to a family about the daemon, and nothing adds to a gauge");
    }
    if (scope == Scope.RECENT && !gauge) {
      at.problem("a single " + word + " is a gauge: a counter that appears at its end has no rate");
    }
    if (scope == Scope.RECENT && source.occurs() == Occurs.SEVERAL) {
      at.problem(source.key() + " gives several values for each " + word + "; a gauge shows one");
    }
    if (!gauge && source.negative()) {
      at.problem(source.key() + " may be negative, but a counter or a sum must not fall");
    }
  }

  private String orLiveSource() {
    String names =
        sources.values().stream()
            .filter(Source::live)
            .map(Source::key)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : ", or a source that shows the present (" + names + ")";
  }

  private void checkUnit(Source<R> source, double scale) {
    boolean time = family.unit().equals("seconds");
    if (source.unit().equals("milliseconds") && !(time && scale == 0.001)) {
      node.problem(source.key() + " is in milliseconds: use unit: seconds and scale: 0.001");
    }
    if (source.unit().equals("seconds") && !(time && scale == 1)) {
      node.problem(source.key() + " is in seconds: use unit: seconds and no scale");
    }
    if (source.unit().isEmpty() && time) {
      node.problem(source.key() + " is not a time, so its unit cannot be seconds");
    }
  }

  private List<String> unknownLabels(Source<R> source) {
    return family.labels().stream()
        .filter(label -> !labels.containsKey(label) && !source.labels().contains(label))
        .toList();
  }

  private List<Label<R>> labelsBeside(Source<R> source) {
    return family.labels().stream()
        .filter(label -> !source.labels().contains(label))
        .map(labels::get)
        .toList();
  }

  private void checkLabels(Source<R> source) {
    YamlNode at = node.at("labels");
    String word = type.word();
    Set<String> known = new TreeSet<>(labels.keySet());
    known.addAll(source.labels());
    List<String> unknown = unknownLabels(source);
    unknown.forEach(
        label -> at.problem("unknown label \"" + label + "\"" + Nearest.hint(label, known)));
    if (scope != Scope.RECENT && unknown.isEmpty()) {
      labelsBeside(source).stream()
          .filter(Label::unbounded)
          .forEach(
              label ->
                  at.problem(
                      label.key()
                          + " has an unlimited number of values, so it is allowed in the recent"
                          + " scope only"));
    }
    if (scope == Scope.RECENT && !type.id().map(family.labels()::contains).orElse(false)) {
      at.problem(
          type.id()
              .map(id -> "the recent scope needs " + id + ", which tells " + word + "s apart")
              .orElse("a " + word + " has no id, so there is no recent scope"));
    }
    if (source.live() && !family.labels().isEmpty()) {
      at.problem(source.key() + " shows the present as a whole, so it has no labels");
    }
  }

  private void checkMissing(Source<R> source, Missing missing) {
    if (source.occurs() == Occurs.ALWAYS && missing == Missing.SKIP) {
      node.at("missing")
          .problem(source.key() + " is known for every " + type.word() + ": use count");
    }
    if (source.occurs() != Occurs.ALWAYS && missing == Missing.COUNT) {
      node.at("missing").problem(source.key() + " may be unknown, and absent is never 0: use skip");
    }
  }
}
