package org.voiceagent.exporter.kpi;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Answers questions about how calls went in a period. Implementations are thread-safe. */
public interface KpiReports {

  /**
   * The indicators of each group of calls, in the order of the groups' labels. An hour, a day or a
   * label set without calls has no row; a query without groups always has one.
   *
   * @throws IllegalArgumentException with a sentence for the one who asked, if there are too many
   *     groups
   */
  List<KpiRow> rows(KpiQuery query);

  /**
   * The same for several questions at once. About the same time, they take little longer than one.
   *
   * @return the rows of each, in the order of the questions
   * @throws IllegalArgumentException with a sentence for the one who asked, if there are too many
   *     groups; fewer than one question alone may have
   */
  default List<List<KpiRow>> rows(List<KpiQuery> queries) {
    return queries.stream().map(this::rows).toList();
  }

  /** The values that pipeline, provider and model have had, by the names of the labels, sorted. */
  Map<String, List<String>> labelValues();

  /** From when on every counted call is in the history. Earlier periods may lack calls. */
  Instant since();

  /** The end of the time that it knows: now, or the end of the last hour of a folder of calls. */
  Instant until();

  /** From when on calls can be grouped by hour; earlier ones are kept by day. */
  Instant hourlySince();
}
