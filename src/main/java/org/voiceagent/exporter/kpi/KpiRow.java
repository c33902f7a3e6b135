package org.voiceagent.exporter.kpi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All indicators of one group of calls.
 *
 * @param labels what the calls have in common, by the names and in the order that the query asked
 *     for: {@code hour} and {@code day} are the UTC times at which they begin, ISO 8601
 * @param values every indicator, in the catalog's order. Those of cost appear once for each
 *     currency, and once without a value if no cost is known
 */
public record KpiRow(Map<String, String> labels, List<KpiValue> values) {

  /** Copies both, and keeps the labels' order. */
  public KpiRow {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    values = List.copyOf(values);
  }
}
