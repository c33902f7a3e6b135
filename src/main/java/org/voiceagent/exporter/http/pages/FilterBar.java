package org.voiceagent.exporter.http.pages;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The form above a page's content: which time, and which calls. It is a plain form that sends its
 * fields in the address.
 *
 * @param path the page that it belongs to
 * @param usual the time that the page shows if none is given, such as {@code 24h}
 * @param choices the known values of {@code pipeline_name}, {@code provider_id} and {@code
 *     model_variant}
 * @param own the page's own parameters, by name, which links to other times keep
 * @param more writes the page's own fields
 */
record FilterBar(
    String path,
    String usual,
    Map<String, List<String>> choices,
    Map<String, String> own,
    Optional<Consumer<HtmlWriter>> more) {
  private static final List<String> PRESETS = List.of("24h", "7d", "30d", "90d");

  private static final Map<String, String> LABELS =
      Map.of("pipeline_name", "Pipeline", "provider_id", "Provider", "model_variant", "Model");

  /** Copies the choices. */
  FilterBar {
    choices = Map.copyOf(choices);
    own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
  }

  /** The form of a page without parameters and fields of its own. */
  FilterBar(String path, String usual, Map<String, List<String>> choices) {
    this(path, usual, choices, Map.of(), Optional.empty());
  }

  /** Writes the form with the values of this view. */
  void write(HtmlWriter page, ViewQuery view) {
    page.begin("form", "class", "filters", "method", "get", "action", path, "role", "search");
    page.line();
    times(page, view);
    for (String name : List.of("pipeline_name", "provider_id", "model_variant")) {
      List<String> known = choices.getOrDefault(name, List.of());
      if (known.size() > 1 || view.value(name).isPresent()) {
        page.select(LABELS.getOrDefault(name, name), name, known, view.value(name).orElse(""));
      }
    }
    more.ifPresent(fields -> fields.accept(page));
    view.value("to").ifPresent(to -> page.hidden("to", to));
    view.value("theme").ifPresent(theme -> page.hidden("theme", theme));
    if (choices.values().stream().anyMatch(known -> known.size() > 1)
        || !view.where().isEmpty()
        || more.isPresent()) {
      page.element("button", "Apply", "type", "submit", "class", "apply");
    }
    if (!own.isEmpty() || !view.with("theme", "").parameters().isEmpty()) {
      page.element("a", "Reset", "href", ViewQuery.none().link(path), "class", "reset");
    }
    page.end().line();
  }

  private String[] pairs() {
    return own.entrySet().stream()
        .flatMap(one -> Stream.of(one.getKey(), one.getValue()))
        .toArray(String[]::new);
  }

  private void times(HtmlWriter page, ViewQuery view) {
    String chosen = view.value("to").isPresent() ? "" : view.value("from").orElse(usual);
    page.begin("div", "class", "presets", "role", "group", "aria-label", "Time").line();
    for (String preset : PRESETS) {
      String href = view.with("to", "").with("from", preset).link(path, pairs());
      if (preset.equals(chosen)) {
        page.element("a", preset, "href", href, "aria-current", "true");
      } else {
        page.element("a", preset, "href", href);
      }
    }
    page.end().line();
    view.value("from").ifPresent(from -> page.hidden("from", from));
  }
}
