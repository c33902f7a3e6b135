package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.kpi.KpiQuery;

/**
 * What the executive view shows: the indicators of a period beside those of the period before, day
 * by day, and by pipeline; what is unusual; what to change first.
 *
 * @param period the calls of the whole period
 * @param previous the calls of the period before, of the same length
 * @param days the days of the period that had calls
 * @param pipelines the pipelines that had calls
 * @param anomalies what is unusual, as {@code /kpi/anomalies} has it
 * @param advice the open advice, as {@code /feedback/open} has it
 * @param lastDay the last day of the period
 * @param length how many days the period has
 */
record Dashboard(
    KpiRows period,
    KpiRows previous,
    KpiRows days,
    KpiRows pipelines,
    JsonNode anomalies,
    JsonNode advice,
    LocalDate lastDay,
    int length) {

  /**
   * Asks for everything.
   *
   * @param now the present; the period ends with its day
   * @param length how many days
   */
  static Dashboard ask(ReportSource.Asked asked, Instant now, int length) throws IOException {
    Instant to = now.plusMillis(1);
    Instant from = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(length - 1L));
    Instant before = from.minus(Duration.ofDays(length));
    ObjectMapper json = new ObjectMapper();
    return new Dashboard(
        rows(asked, from, to),
        rows(asked, before, from),
        rows(asked, from, to, KpiQuery.DAY),
        rows(asked, from, to, "pipeline_name"),
        json.readTree(asked.anomalies()),
        json.readTree(asked.open()),
        now.atOffset(ZoneOffset.UTC).toLocalDate(),
        length);
  }

  private static KpiRows rows(ReportSource.Asked asked, Instant from, Instant to, String... by)
      throws IOException {
    return KpiRows.of(asked.kpis(new KpiQuery(from, to, List.of(by), Map.of())));
  }

  /** The first day of the period. */
  LocalDate firstDay() {
    return lastDay.minusDays(length - 1L);
  }

  /** The executive indicators of the period that the catalog has. */
  List<KpiFigure> headlines() {
    List<KpiFigure> figures = new ArrayList<>();
    for (String name : KpiHeadlines.EXECUTIVE) {
      period.rows().stream()
          .flatMap(group -> group.figures().stream())
          .filter(figure -> figure.name().equals(name))
          .forEach(figures::add);
    }
    return figures;
  }

  /** The same indicator in the period before. */
  KpiFigure before(KpiFigure figure) {
    return same(previous.rows(), figure).orElseGet(figure::absent);
  }

  /** The same indicator on each day of the period; a day without calls has none. */
  List<Optional<KpiFigure>> daily(KpiFigure figure) {
    List<Optional<KpiFigure>> daily = new ArrayList<>();
    for (LocalDate day = firstDay(); !day.isAfter(lastDay); day = day.plusDays(1)) {
      String begin = day.toString();
      daily.add(
          same(
              days.rows().stream()
                  .filter(row -> row.labels().getOrDefault(KpiQuery.DAY, "").startsWith(begin))
                  .toList(),
              figure));
    }
    return daily;
  }

  private static Optional<KpiFigure> same(List<KpiRows.Group> rows, KpiFigure figure) {
    return rows.stream().flatMap(row -> row.same(figure).stream()).findFirst();
  }

  /** By how much an indicator changed, in per cent, or in percentage points for a ratio. */
  String change(KpiFigure figure) {
    OptionalDouble now = figure.value();
    OptionalDouble then = before(figure).value();
    if (now.isEmpty() || then.isEmpty()) {
      return KpiFigure.ABSENT;
    }
    double difference = now.getAsDouble() - then.getAsDouble();
    if (figure.unit().equals("ratio")) {
      return String.format(Locale.ROOT, "%+.1f points", difference * 100);
    }
    return then.getAsDouble() == 0
        ? KpiFigure.ABSENT
        : String.format(Locale.ROOT, "%+.1f %%", difference / then.getAsDouble() * 100);
  }

  /** Whether the change is for the better or the worse; empty if neither or unknown. */
  Optional<Boolean> isBetter(KpiFigure figure) {
    OptionalDouble now = figure.value();
    OptionalDouble then = before(figure).value();
    if (now.isEmpty() || then.isEmpty() || !figure.hasDirection()) {
      return Optional.empty();
    }
    int sign = Double.compare(now.getAsDouble(), then.getAsDouble());
    return sign == 0 ? Optional.empty() : Optional.of(sign > 0 == figure.higherIsBetter());
  }
}
