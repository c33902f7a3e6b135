package org.voiceagent.exporter.kpi;

import java.util.OptionalDouble;

/**
 * What an indicator came to in a period.
 *
 * @param kpi its definition; costs are in the currency of its unit
 * @param value in the indicator's unit; empty if it is absent, which is never 0
 * @param n how many calls, ratings, requests or latencies it was worked out from
 * @param absentBecause why there is no value, as part of a sentence; "" if there is one
 */
public record KpiValue(Kpi kpi, OptionalDouble value, long n, String absentBecause) {}
