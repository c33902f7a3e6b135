package org.voiceagent.exporter.metrics;

import java.util.Set;
import org.voiceagent.exporter.metrics.Exposition.Format;

/** How a family is written, in each format. Immutable. */
final class FamilyTexts {
  private final Family family;
  private final String name;
  private final FamilyText text;
  private final FamilyText openMetrics;

  FamilyTexts(Family family) {
    this.family = family;
    this.name = FamilyNames.base(family.name());
    this.text = only(Format.TEXT, Set.of());
    this.openMetrics = only(Format.OPENMETRICS, Set.of());
  }

  /** The name by which families are ordered: without {@code _total}. */
  String name() {
    return name;
  }

  /** Whether samples of these names may be in it; empty: any. */
  boolean mayHave(Set<String> names) {
    return names.isEmpty() || names.stream().anyMatch(wanted -> wanted.startsWith(name));
  }

  /** All of it in one format. */
  FamilyText in(Format format) {
    return format == Format.TEXT ? text : openMetrics;
  }

  /** The samples of these names; empty: all. */
  FamilyText only(Format format, Set<String> names) {
    return FamilyText.of(family, format, names);
  }
}
