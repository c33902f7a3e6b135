package org.voiceagent.exporter.event.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.catalog.ComputedGauge;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.SeriesNames;
import org.voiceagent.exporter.event.Event;
import org.voiceagent.exporter.event.Verdict;
import org.voiceagent.exporter.ledger.Change;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Mark;
import org.voiceagent.exporter.ledger.SeriesTotal;
import org.voiceagent.exporter.page.Exposition;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.totals.ComputedSamples;
import org.voiceagent.exporter.totals.FamilySnapshot;
import org.voiceagent.exporter.totals.RunningTotals;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;

/** Counts events by catalogs, and shows what a page has of them. */
final class CountedEvents {
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private static final ObjectMapper JSON = new ObjectMapper();

  final CatalogCounting counting;
  final List<String> folded = new ArrayList<>();
  int refused;
  Instant now = NOW;
  RunningTotals totals;
  private List<ComputedGauge> computed = List.of();

  CountedEvents(EventCatalogs catalogs, String environment) {
    counting =
        new CatalogCounting(
            catalogs,
            new CatalogCounting.Surroundings(
                environment,
                text -> "#" + Integer.toHexString(text.hashCode()),
                text -> text.contains("@") ? "[EMAIL]" : text,
                new LabelMeter() {
                  @Override
                  public void labelFolded(String metric, String label) {
                    folded.add(metric + " " + label);
                  }

                  @Override
                  public void seriesRefused() {
                    refused++;
                  }
                },
                () -> now));
    totals = new RunningTotals(List.of(), (family, labels) -> labels);
    counting.giveTo(this::take);
  }

  static CountedEvents of(Path folder, String yaml) {
    return new CountedEvents(catalogs(folder, yaml), "");
  }

  /** The catalog {@code test} of this text; fails on any mistake. */
  static EventCatalogs catalogs(Path folder, String yaml) {
    Problems problems = new Problems();
    EventCatalogs catalogs = load(folder, yaml, problems);
    if (!problems.none()) {
      throw new AssertionError(problems.list());
    }
    return catalogs;
  }

  static EventCatalogs load(Path folder, String yaml, Problems problems) {
    try {
      Files.write(folder.resolve("test.yml"), yaml.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return EventCatalogs.load(folder, List.of(), problems);
  }

  /** What is wrong with a catalog, as {@code line: key: why}. */
  static List<String> mistakes(Path folder, String yaml) {
    Problems problems = new Problems();
    load(folder, yaml, problems);
    String file = folder.resolve("test.yml").toString();
    return problems.list().stream()
        .map(Problem::toString)
        .map(text -> text.replace(file + ":", ""))
        .toList();
  }

  void take(List<Family> counted, List<ComputedGauge> gauges, SeriesNames names) {
    totals.replace(counted, names, now);
    computed = gauges;
  }

  static Event event(String name, Instant at, String data) {
    return event(name, at, Optional.empty(), Optional.empty(), data);
  }

  static Event event(
      String name, Instant at, Optional<String> id, Optional<String> call, String data) {
    try {
      return new Event(name, at, id, call, (ObjectNode) JSON.readTree(data));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  Verdict judge(String name, String data) {
    return judge(event(name, now, data));
  }

  Verdict judge(Event event) {
    Verdict verdict = counting.judge(event);
    if (verdict instanceof Verdict.Counts counts) {
      totals.add(
          new Entry(Mark.Once.call("e"), event.at(), now, Optional.empty(), counts.changes()));
    }
    return verdict;
  }

  /** What a page has, without its comments. */
  String page() {
    return text(Format.TEXT)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replace(",}", "}"))
        .reduce("", (all, line) -> all + line + "\n");
  }

  String text(Format format) {
    List<FamilySnapshot> snapshots = totals.snapshot(Set.of(), now);
    Exposition page =
        new Exposition(
            new CollectorRegistry(),
            names -> ComputedSamples.of(computed, snapshots, now),
            () -> now);
    return new String(page.render(format, Set.of(), false).bytes(), StandardCharsets.UTF_8);
  }

  /** The value of each series on the page. */
  Map<String, Double> samples() {
    Map<String, Double> samples = new LinkedHashMap<>();
    page()
        .lines()
        .forEach(
            line -> {
              int space = line.lastIndexOf(' ');
              samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
            });
    return samples;
  }

  /** What the ledger keeps of the totals, restored into others that begin with these catalogs. */
  CountedEvents restarted(EventCatalogs catalogs) {
    List<SeriesTotal> sums = new ArrayList<>();
    List<Change.Set> gauges = new ArrayList<>();
    List<FamilySnapshot> all = new ArrayList<>(totals.snapshot(Set.of(), now));
    all.addAll(totals.removed(now));
    all.forEach(family -> sums.addAll(family.sums()));
    all.forEach(family -> gauges.addAll(family.gauges()));
    CountedEvents next = new CountedEvents(catalogs, "");
    next.now = now;
    next.totals.restore(sums, gauges);
    next.counting.restore(gauges);
    return next;
  }
}
