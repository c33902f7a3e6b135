package org.voiceagent.exporter.cost;

import org.voiceagent.exporter.call.CostComponent;

/**
 * A part of a call that was used and whose money is not known. Immutable.
 *
 * @param component what was used
 * @param provider who served it, or "" if unknown
 * @param model what served it, or "" if unknown
 * @param why what lacks, as a sentence fragment such as {@code no price for output_tokens}
 */
public record UnpricedPart(CostComponent component, String provider, String model, String why) {}
