package org.voiceagent.exporter.http.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What surrounds a page's content: the header with the navigation, the title, the filters, the
 * links to the same view as data, and the footer. Not thread-safe; one for each answer.
 *
 * <pre>{@code
 * String html = PageFrame.of(Section.CALLS, "Calls", view)
 *     .filters(bar)
 *     .beside("/calls.json", "JSON")
 *     .html(page -> page.element("p", "No call yet."));
 * }</pre>
 */
final class PageFrame {
  private final Optional<Section> section;
  private final String title;
  private final ViewQuery view;
  private final List<String[]> besideAddresses = new ArrayList<>();
  private Optional<FilterBar> filters = Optional.empty();
  private String lead = "";
  private int refreshSeconds;

  private PageFrame(Optional<Section> section, String title, ViewQuery view) {
    this.section = section;
    this.title = title;
    this.view = view;
  }

  /** The frame of a page of the navigation, or below one. */
  static PageFrame of(Section section, String title, ViewQuery view) {
    return new PageFrame(Optional.of(section), title, view);
  }

  /** The frame of a page outside the navigation, such as an error. */
  static PageFrame of(String title, ViewQuery view) {
    return new PageFrame(Optional.empty(), title, view);
  }

  /** With the form above the content. */
  PageFrame filters(FilterBar bar) {
    filters = Optional.of(bar);
    return this;
  }

  /** With a sentence below the title. */
  PageFrame lead(String sentence) {
    lead = sentence;
    return this;
  }

  /**
   * With a link to the same view in another form.
   *
   * @param more further parameters, pairs of name and value
   */
  PageFrame beside(String path, String label, String... more) {
    return besideAddress(view.with("theme", "").link(path, more), label);
  }

  /** With a link to the same view in another form, whose address has all parameters already. */
  PageFrame besideAddress(String address, String label) {
    besideAddresses.add(new String[] {address, label});
    return this;
  }

  /**
   * A page that is brought up to date while it is open: the script replaces each element that has
   * the attribute {@code data-live} and an id. Without scripts, the page stays as it is.
   *
   * @param seconds how often, from 1
   */
  PageFrame refreshing(int seconds) {
    refreshSeconds = seconds;
    return this;
  }

  /** The whole page. */
  String html(Consumer<HtmlWriter> content) {
    HtmlWriter page = new HtmlWriter();
    List<String> root = new ArrayList<>(List.of("lang", "en"));
    view.value("theme").ifPresent(theme -> root.addAll(List.of("data-theme", theme)));
    page.begin("html", root.toArray(String[]::new)).line();
    head(page);
    page.begin("body").line();
    page.element("a", "Skip to the content", "href", "#content", "class", "skip").line();
    header(page);
    List<String> main = new ArrayList<>(List.of("id", "content", "tabindex", "-1"));
    if (refreshSeconds > 0) {
      main.addAll(List.of("data-refresh", Integer.toString(refreshSeconds)));
    }
    page.begin("main", main.toArray(String[]::new)).line();
    heading(page);
    filters.ifPresent(bar -> bar.write(page, view));
    content.accept(page);
    page.end().line();
    footer(page);
    page.end().line().end();
    return "<!DOCTYPE html>\n" + page + "\n";
  }

  private void head(HtmlWriter page) {
    String name = HtmlPage.NAME;
    page.begin("head").line();
    page.empty("meta", "charset", "utf-8").line();
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.element("title", title.equals(name) ? name : title + " – " + name).line();
    page.empty("link", "rel", "icon", "href", "/icon.svg", "type", "image/svg+xml").line();
    page.empty("link", "rel", "stylesheet", "href", "/style.css").line();
    page.element("script", "", "src", "/page.js", "defer", "defer").line();
    page.end().line();
  }

  private void header(HtmlWriter page) {
    page.begin("header", "class", "top").line();
    page.begin("a", "href", view.link("/"), "class", "brand");
    page.begin("svg", "viewBox", "0 0 16 16", "width", "16", "height", "16", "aria-hidden", "true");
    page.empty("path", "d", "M2 6v4M5 3.5v9M8 1.5v13M11 4.5v7M14 6.5v3", "class", "mark");
    page.end().element("span", HtmlPage.NAME).end().line();
    page.begin("nav", "aria-label", "Pages").line();
    for (Section one : Section.values()) {
      String href = view.link(one.path());
      if (section.filter(one::equals).isPresent()) {
        page.element("a", one.label(), "href", href, "aria-current", "page").line();
      } else {
        page.link(href, one.label()).line();
      }
    }
    page.end().line().end().line();
  }

  private void heading(HtmlWriter page) {
    page.begin("div", "class", "heading").line();
    page.element("h1", title).line();
    if (!besideAddresses.isEmpty()) {
      page.begin("p", "class", "beside").text("As ");
      for (String[] one : besideAddresses) {
        page.link(one[0], one[1]).text(" ");
      }
      page.end().line();
    }
    if (!lead.isEmpty()) {
      page.element("p", lead, "class", "lead").line();
    }
    page.end().line();
  }

  private static void footer(HtmlWriter page) {
    page.begin("footer").line();
    page.begin("p").link("/metrics", "Prometheus metrics").text(" · ");
    page.link("/-/ready", "Readiness").text(" · ");
    page.text("Times are in your zone; point at one to see it in UTC.").end().line();
    page.end().line();
  }
}
