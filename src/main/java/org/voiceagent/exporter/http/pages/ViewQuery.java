package org.voiceagent.exporter.http.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.http.routing.Parameters;
import org.voiceagent.exporter.http.routing.QueryString;
import org.voiceagent.exporter.http.routing.RefusedException;
import org.voiceagent.exporter.kpi.KpiQuery;

/**
 * The part of a page's address that all pages share: which time, which calls, and light or dark.
 * Links between pages carry it along, so that every view has an address to share. Immutable.
 *
 * @param parameters the parameters that were given, by name; only {@link #NAMES} are among them
 */
record ViewQuery(Map<String, String> parameters) {
  /** The parameters that are carried along. */
  static final List<String> NAMES =
      List.of("from", "to", "pipeline_name", "provider_id", "model_variant", Parameters.THEME);

  /** The parameters of a page that shows a view. */
  static final Parameters SHARED =
      Parameters.of("from", "to", "pipeline_name", "provider_id", "model_variant");

  /** Makes a copy in the order of {@link #NAMES}. */
  ViewQuery {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (String name : NAMES) {
      if (parameters.containsKey(name)) {
        ordered.put(name, parameters.get(name));
      }
    }
    parameters = Collections.unmodifiableMap(ordered);
  }

  /** A view of everything. */
  static ViewQuery none() {
    return new ViewQuery(Map.of());
  }

  /**
   * Reads the shared parameters. An empty one, as a form sends it, counts as not given.
   *
   * @throws RefusedException if one is given twice
   */
  static ViewQuery of(QueryString query) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String name : NAMES) {
      query.choice(name).ifPresent(value -> given.put(name, value));
    }
    return new ViewQuery(given);
  }

  /** The value of a parameter, if it was given. */
  Optional<String> value(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** Which calls are meant, by the labels that {@link KpiQuery} knows. */
  Map<String, String> where() {
    return parameters.entrySet().stream()
        .filter(one -> KpiQuery.CALL_LABELS.contains(one.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether calls with these labels are meant. */
  boolean matches(LabelSet labels) {
    return matches("pipeline_name", labels.pipelineName())
        && matches("provider_id", labels.providerId())
        && matches("model_variant", labels.modelVariant());
  }

  private boolean matches(String name, String label) {
    return value(name).map(LabelSet::clean).filter(wanted -> !wanted.equals(label)).isEmpty();
  }

  /** Light or dark alone, for pages that show all calls of all times. */
  ViewQuery ofAllCalls() {
    return new ViewQuery(
        value(Parameters.THEME).map(theme -> Map.of(Parameters.THEME, theme)).orElse(Map.of()));
  }

  /** The same view with another value of a parameter; "" removes it. */
  ViewQuery with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    if (value.isEmpty()) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new ViewQuery(changed);
  }

  /**
   * The address of a page that shows this view.
   *
   * @param more further parameters, pairs of name and value; they replace shared ones
   */
  String link(String path, String... more) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    String query =
        all.entrySet().stream()
            .map(
                one ->
                    one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  /**
   * The time that is meant.
   *
   * @param now what the ages of {@code from} and {@code to} count from
   * @param usual how long it is unless {@code from} is given
   * @throws RefusedException if it cannot be read, or is empty
   */
  TimeRange range(Instant now, Duration usual) {
    Instant to = value("to").map(text -> QueryString.moment("to", text, now)).orElse(now);
    Instant from =
        value("from")
            .map(text -> QueryString.moment("from", text, now))
            .orElseGet(() -> to.minus(usual));
    if (!from.isBefore(to)) {
      throw RefusedException.badRequest("from must be before to");
    }
    return new TimeRange(from, to);
  }
}
