package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.voiceagent.exporter.catalog.ComputedGauge;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.SeriesNames;
import org.voiceagent.exporter.event.Event;
import org.voiceagent.exporter.event.Verdict;
import org.voiceagent.exporter.event.catalog.CatalogCounting;
import org.voiceagent.exporter.event.catalog.EventCatalogs;
import org.voiceagent.exporter.event.catalog.EventExample;
import org.voiceagent.exporter.event.catalog.LabelMeter;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Mark;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;
import org.voiceagent.exporter.totals.ComputedSamples;
import org.voiceagent.exporter.totals.FamilySamples;
import org.voiceagent.exporter.totals.RunningTotals;
import org.voiceagent.exporter.totals.SampleWriter;
import org.voiceagent.exporter.totals.SeriesLabels;

/** Runs the examples of catalogs by the code that counts events in the daemon. */
final class CatalogExamples {
  private static final double NINE_DIGITS = 1e-9;

  private final EventCatalogs catalogs;

  CatalogExamples(EventCatalogs catalogs) {
    this.catalogs = catalogs;
  }

  /** Adds a problem for each example that does not come out as it says. */
  void run() {
    catalogs.examples().forEach(example -> new Run(example).check());
  }

  /** One example. */
  private final class Run {
    private final EventExample example;
    private final CatalogCounting counting;
    private Optional<RunningTotals> totals = Optional.empty();
    private List<ComputedGauge> computed = List.of();
    private Instant newest = Instant.EPOCH;

    Run(EventExample example) {
      this.example = example;
      this.counting =
          new CatalogCounting(
              catalogs,
              new CatalogCounting.Surroundings(
                  "", text -> text, text -> text, LabelMeter.NONE, () -> Instant.EPOCH));
      counting.giveTo(this::begin);
    }

    private void begin(List<Family> counted, List<ComputedGauge> gauges, SeriesNames names) {
      totals = Optional.of(new RunningTotals(counted, names));
      computed = gauges;
    }

    void check() {
      for (int i = 0; i < example.in().size(); i++) {
        if (!count(example.in().get(i), i == example.in().size() - 1)) {
          return;
        }
      }
      Map<String, Double> samples = samples();
      example.out().forEach((series, value) -> compare(series, value, samples.get(normal(series))));
      for (String name : example.absent()) {
        samples.keySet().stream()
            .filter(series -> nameOf(series).equals(name))
            .findFirst()
            .ifPresent(series -> example.at().problem(series + " is there, and must not be"));
      }
    }

    private boolean count(JsonNode line, boolean last) {
      Optional<Event> event = event(line);
      if (event.isEmpty()) {
        example.at().problem("in needs event, ts (a time such as 2026-11-20T10:00:00Z) and data");
        return false;
      }
      newest = event.get().at().isAfter(newest) ? event.get().at() : newest;
      counting.burst(event.get().name(), Instant.MAX);
      Verdict verdict = counting.judge(event.get());
      if (verdict instanceof Verdict.Rejected rejected) {
        boolean meant = last && example.rejected().filter(rejected.reason()::equals).isPresent();
        if (!meant) {
          example.at().problem("the event is rejected: " + rejected.why());
        }
        return meant;
      }
      if (last && example.rejected().isPresent()) {
        example.at().problem("the event counts, but should be rejected");
      }
      if (verdict instanceof Verdict.Counts counts) {
        Entry entry =
            new Entry(
                Mark.Once.call("example"), newest, newest, Optional.empty(), counts.changes());
        totals.ifPresent(all -> all.add(entry));
      }
      return true;
    }

    private Map<String, Double> samples() {
      Map<String, Double> samples = new LinkedHashMap<>();
      List<FamilySamples> families =
          ComputedSamples.of(
              computed,
              totals.map(all -> all.snapshot(Set.of(), newest)).orElse(List.of()),
              newest);
      for (FamilySamples family : families) {
        family.write(new Collected(family.family().name(), family.family(), samples));
        family
            .family()
            .aliased()
            .ifPresent(other -> family.write(new Collected(other.name(), other, samples)));
      }
      return samples;
    }

    private void compare(String series, double wanted, Double found) {
      if (found == null) {
        example.at().problem("nothing has come of it: " + series);
      } else if (Math.abs(found - wanted) > NINE_DIGITS * Math.max(1, Math.abs(wanted))) {
        example.at().problem(series + " is " + found + ", not " + wanted);
      }
    }
  }

  private static Optional<Event> event(JsonNode line) {
    try {
      return line.path("event").isTextual() && line.path("data") instanceof ObjectNode data
          ? Optional.of(
              new Event(
                  line.path("event").asText(),
                  OffsetDateTime.parse(line.path("ts").asText()).toInstant(),
                  text(line.path("event_id")),
                  text(line.path("call_uuid")),
                  data))
          : Optional.empty();
    } catch (DateTimeParseException notOne) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
  }

  /** Collects samples by their series as a page writes it, with labels in alphabetical order. */
  private record Collected(String name, Family family, Map<String, Double> into)
      implements SampleWriter {

    @Override
    public void value(SeriesLabels labels, double value, Exemplar exemplar) {
      put("", labels, "", value);
    }

    @Override
    public void histogram(SeriesLabels labels, long[] counts, Exemplar[] exemplars, double sum) {
      double seen = 0;
      for (int i = 0; i < counts.length; i++) {
        seen += counts[i];
        String le = i < family.buckets().size() ? plain(family.buckets().get(i)) : "+Inf";
        put("_bucket", labels, "le=\"" + le + "\"", seen);
      }
      put("_count", labels, "", seen);
      put("_sum", labels, "", sum);
    }

    private void put(String part, SeriesLabels labels, String last, double value) {
      String text = new String(labels.text(), StandardCharsets.UTF_8);
      String all = text.isEmpty() || last.isEmpty() ? text + last : text + "," + last;
      into.put(normal(name + part + "{" + all + "}"), value);
    }

    private static String plain(double bound) {
      return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
  }

  private static String nameOf(String series) {
    int brace = series.indexOf('{');
    return brace < 0 ? series : series.substring(0, brace);
  }

  /** A series with its labels in alphabetical order. */
  private static String normal(String series) {
    int brace = series.indexOf('{');
    if (brace < 0 || !series.endsWith("}")) {
      return series + "{}";
    }
    Map<String, String> labels = new TreeMap<>();
    for (String label : labels(series.substring(brace + 1, series.length() - 1))) {
      int equals = label.indexOf('=');
      labels.put(equals < 0 ? label : label.substring(0, equals), label);
    }
    return series.substring(0, brace) + "{" + String.join(",", labels.values()) + "}";
  }

  private static List<String> labels(String text) {
    List<String> labels = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escaped = i > 0 && text.charAt(i - 1) == '\\';
      if (c == '"' && !escaped) {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        labels.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    if (from < text.length()) {
      labels.add(text.substring(from).strip());
    }
    return labels;
  }
}
