package org.voiceagent.exporter.redaction;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.redaction.number.Region;

/**
 * What a redactor looks for besides what it always does.
 *
 * @param regions whose national numbers
 * @param patterns an operator's own, which win over everything built in
 */
public record RedactionSettings(Set<Region> regions, List<CustomPattern> patterns) {

  /** Copies both. */
  public RedactionSettings {
    regions = Set.copyOf(regions);
    patterns = List.copyOf(patterns);
  }

  /** All that is built in. */
  public static RedactionSettings everything() {
    return new RedactionSettings(EnumSet.allOf(Region.class), List.of());
  }
}
