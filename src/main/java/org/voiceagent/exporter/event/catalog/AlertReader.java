package org.voiceagent.exporter.event.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.yaml.Nearest;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads alerts, and proves that a histogram can reach what an alert compares it with. */
final class AlertReader {
  private static final List<String> SEVERITIES = List.of("critical", "warning", "info");
  private static final List<String> ROUTES = List.of("pagerduty", "slack", "email");
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z0-9]*");
  private static final Pattern HISTOGRAM = Pattern.compile("([a-z][a-z0-9_]*)_bucket\\b");
  private static final Pattern LIMIT =
      Pattern.compile("(?:>=?)\\s*(?:bool\\s+)?([0-9]+(?:\\.[0-9]+)?)");

  /** The buckets of the histograms of all catalogs, by name. */
  private final Map<String, List<Double>> histograms;

  AlertReader(Map<String, List<Double>> histograms) {
    this.histograms = histograms;
  }

  /** The alert; what is wrong with it is added to the problems of the node. */
  CatalogAlert read(YamlNode node) {
    node.allowOnly("name", "severity", "expr", "for", "route", "runbook", "summary", "description");
    String name = node.at("name").requiredText();
    if (!name.isBlank() && !NAME.matcher(name).matches()) {
      node.at("name").problem("must be capital and small letters and digits, as HighQueueLength");
    }
    String expr = node.at("expr").requiredText().strip();
    checkReach(node.at("expr"), expr);
    return new CatalogAlert(
        name,
        oneOf(node.at("severity"), SEVERITIES),
        expr,
        lasting(node.at("for")),
        routes(node.at("route")),
        node.at("runbook").requiredText(),
        CatalogWords.sentence(node.at("summary")),
        node.at("description").text(""));
  }

  private static String lasting(YamlNode node) {
    boolean none = node.duration(Duration.ZERO, Duration.ZERO, LONGEST).isZero();
    return none ? "" : node.text("");
  }

  private static List<String> routes(YamlNode node) {
    List<String> named = new ArrayList<>();
    if (!node.present()) {
      node.problem("is required: one or several of " + String.join(", ", ROUTES));
    }
    node.items().forEach(item -> named.add(oneOf(item, ROUTES)));
    return ROUTES.stream().filter(named::contains).toList();
  }

  private static String oneOf(YamlNode node, List<String> words) {
    String word = node.requiredText();
    if (!word.isBlank() && !words.contains(word)) {
      node.problem("must be one of " + String.join(", ", words) + Nearest.hint(word, words));
    }
    return word;
  }

  /** A quantile is never above the largest bucket, so an alert on more could never fire. */
  private void checkReach(YamlNode node, String expr) {
    if (!expr.contains("histogram_quantile")) {
      return;
    }
    Matcher named = HISTOGRAM.matcher(expr);
    while (named.find()) {
      List<Double> bounds = histograms.getOrDefault(named.group(1), List.of());
      Optional<Double> limit = limit(expr.substring(named.end()));
      if (!bounds.isEmpty() && limit.isPresent()) {
        double top = bounds.get(bounds.size() - 1);
        if (top <= limit.get()) {
          node.problem(
              "can never fire: the largest bucket of "
                  + named.group(1)
                  + " is "
                  + top
                  + ", so no quantile is above "
                  + limit.get());
        }
      }
    }
  }

  private static Optional<Double> limit(String rest) {
    Matcher limit = LIMIT.matcher(rest);
    return limit.find() ? Optional.of(Double.valueOf(limit.group(1))) : Optional.empty();
  }
}
