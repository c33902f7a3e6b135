package org.voiceagent.exporter.callmetrics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.CallNumber;
import org.voiceagent.exporter.catalog.Catalog;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.Mapping;
import org.voiceagent.exporter.catalog.Scope;
import org.voiceagent.exporter.catalog.Source;
import org.voiceagent.exporter.report.CallReport;
import org.voiceagent.exporter.testing.MarkdownLines;

/** Writes what the documentation says of the families, between marks in a page. */
final class MetricPages {
  private static final String MARK = "<!-- generated from catalog.yml: %s -->\n";
  private static final String END = "<!-- end -->\n";

  private MetricPages() {}

  /** The page with its generated parts written anew. */
  static String renew(String page, Catalog<CallReport> catalog) {
    String fleet = between(page, "the fleet families", callFamilies(catalog.of(Scope.FLEET)));
    String recent =
        between(fleet, "the families of single calls", callFamilies(catalog.of(Scope.RECENT)));
    String kept =
        between(
            recent,
            "the daemon's families that come from calls",
            callFamilies(catalog.of(Scope.SELF)));
    String self = between(kept, "the daemon's families", selfFamilies(catalog.declared()));
    String labels = between(self, "the labels", labels());
    return between(labels, "the sources", sources());
  }

  private static String between(String page, String what, String text) {
    String mark = MARK.formatted(what);
    int start = page.indexOf(mark) + mark.length();
    return page.substring(0, start)
        + MarkdownLines.folded("\n" + text + "\n")
        + page.substring(page.indexOf(END, start));
  }

  private static String callFamilies(List<Mapping<CallReport>> families) {
    return families.stream().map(MetricPages::section).collect(Collectors.joining("\n"));
  }

  private static String section(Mapping<CallReport> spec) {
    String source =
        "* **From:** %s%s%n* **If missing:** %s%n"
            .formatted(
                described(spec.source()),
                spec.scale() == 1 ? "" : ", × " + plain(spec.scale()),
                spec.missingMeans());
    return head(spec.family()) + source + queries(spec.family());
  }

  /** A derivation says what it is; a field of the summary is named by its place there. */
  private static String described(Source<CallReport> source) {
    return source instanceof NumberSource number && number.number().isField()
        ? "`" + source.description() + "` of the summary"
        : "`" + source.key() + "`, " + source.description();
  }

  private static String selfFamilies(List<Family> families) {
    return families.stream()
        .map(family -> head(family) + queries(family))
        .collect(Collectors.joining("\n"));
  }

  private static String head(Family family) {
    String labels =
        family.labels().isEmpty()
            ? "none"
            : family.labels().stream()
                .map(label -> "`" + label + "`")
                .collect(Collectors.joining(", "));
    String buckets =
        family.buckets().isEmpty()
            ? ""
            : "* **Buckets:** "
                + family.buckets().stream()
                    .map(MetricPages::plain)
                    .collect(Collectors.joining(", "))
                + ", +Inf\n";
    return """
    ### %s

    %s

    * **Type:** %s%s
    * **Labels:** %s
    %s\
    """
        .formatted(
            family.name(),
            family.help(),
            family.type().label(),
            family.unit().isEmpty() ? "" : ", in " + family.unit(),
            labels,
            buckets);
  }

  private static String queries(Family family) {
    return family.queries().stream()
        .map(query -> "%n%s:%n%n```promql%n%s%n```%n".formatted(query.ask(), query.promql()))
        .collect(Collectors.joining());
  }

  private static String labels() {
    Stream<String> ofCalls =
        Arrays.stream(CallLabel.values())
            .map(label -> "| `%s` | %s |%n".formatted(label.key(), label.description()));
    return "| label | what it says |\n|---|---|\n" + ofCalls.collect(Collectors.joining());
  }

  private static String sources() {
    return "| source | values a call | its own labels | what it is |\n|---|---|---|---|\n"
        + Stream.concat(
                CallCatalog.derived().stream(),
                CallNumber.all().values().stream()
                    .filter(number -> !number.isField())
                    .map(NumberSource::new))
            .map(MetricPages::row)
            .collect(Collectors.joining());
  }

  private static String row(Source<CallReport> source) {
    String occurs = source.occurs().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String labels =
        source.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
    String unit = source.unit().isEmpty() ? "" : ", in " + source.unit();
    return "| `%s` | %s | %s | %s%s |%n"
        .formatted(source.key(), occurs, labels, source.description(), unit);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
