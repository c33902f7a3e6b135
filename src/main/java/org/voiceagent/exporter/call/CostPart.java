package org.voiceagent.exporter.call;

import java.util.OptionalDouble;

/**
 * A part of what a call cost, as the engine or its vendor billed it. Immutable.
 *
 * @param component what it was spent on
 * @param provider who billed it, or "" if unknown
 * @param model the model that was billed, or "" if unknown
 * @param unit what the quantity counts, such as {@code tokens}, {@code characters}, {@code minutes}
 *     or {@code credits}, or "" if unknown
 * @param quantity how many units, 0 or more, if known
 * @param amount the money in the currency's main unit, 0 or more; empty if the engine gives only a
 *     quantity, as one that bills credits does
 * @param currency ISO 4217 in upper case, such as {@code USD}, or "" if unknown
 */
public record CostPart(
    CostComponent component,
    String provider,
    String model,
    String unit,
    OptionalDouble quantity,
    OptionalDouble amount,
    String currency) {}
