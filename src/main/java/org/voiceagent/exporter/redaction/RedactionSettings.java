package org.voiceagent.exporter.redaction;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.redaction.number.Region;

/**
 * What a redactor looks for besides the built-in detectors.
 *
 * @param regions the countries whose national ids are looked for
 * @param patterns the operator's own patterns, which take precedence over built-in detectors
 */
public record RedactionSettings(Set<Region> regions, List<CustomPattern> patterns) {

  /** Copies both. */
  public RedactionSettings {
    regions = Set.copyOf(regions);
    patterns = List.copyOf(patterns);
  }

  /** All regions, no custom patterns. */
  public static RedactionSettings everything() {
    return new RedactionSettings(EnumSet.allOf(Region.class), List.of());
  }
}
