package org.voiceagent.exporter.demo.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.callmetrics.CallCatalog;
import org.voiceagent.exporter.event.Event;
import org.voiceagent.exporter.event.Verdict;
import org.voiceagent.exporter.event.catalog.CatalogCounting;
import org.voiceagent.exporter.event.catalog.CatalogCounting.Surroundings;
import org.voiceagent.exporter.event.catalog.EventCatalogs;
import org.voiceagent.exporter.event.catalog.LabelMeter;
import org.voiceagent.exporter.yaml.Problems;

/** What the demo plays fits the catalogs that are shipped. */
final class PlayedCatalogsTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private final Set<String> folded = new TreeSet<>();
  private final LabelMeter meter =
      new LabelMeter() {
        @Override
        public void labelFolded(String metric, String label) {
          folded.add(metric + " " + label);
        }

        @Override
        public void seriesRefused() {
          folded.add("too many series");
        }
      };

  @Test
  void everyEventIsCountedAndNoLabelIsFolded() {
    Problems problems = new Problems();
    EventCatalogs catalogs =
        EventCatalogs.load(
            Path.of("monitoring", "catalog"), CallCatalog.bundled().families(), problems);
    CatalogCounting counting =
        new CatalogCounting(
            catalogs,
            new Surroundings(
                "production",
                text -> "h" + text.hashCode(),
                text -> text,
                meter,
                InstantSource.fixed(NOON)));
    EventPlan plan = new EventPlan(Path.of("."), EventPlan.CATALOGS, 1, 1);

    long id = 0;
    for (PlayedSystem system : plan.systems()) {
      for (long cycle = 0; cycle < 20; cycle++) {
        for (PlayedEvent event : system.cycle(cycle)) {
          Event read =
              new Event(
                  event.name(), NOON, Optional.of("e" + id++), Optional.empty(), event.data());
          assertThat(counting.judge(read))
              .as("%s %s", event.name(), event.data())
              .isNotInstanceOf(Verdict.Rejected.class);
        }
      }
    }
    assertThat(folded).isEmpty();
  }
}
