package org.voiceagent.exporter.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.catalog.Family;
import org.voiceagent.exporter.catalog.FamilyType;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.totals.FamilySamples;
import org.voiceagent.exporter.totals.SampleWriter;

/**
 * A family under its second name, with the same samples.
 *
 * @param family the family by that name
 * @param samples the samples
 */
record AliasedFamily(Family family, FamilySamples samples) implements FamilySamples {
  private static final String TOTAL = "_total";

  /**
   * All families with their second names. In OpenMetrics, {@code _total} belongs to counters, so a
   * gauge of such a name has the second one only.
   */
  static List<FamilySamples> all(Format format, List<? extends FamilySamples> families) {
    List<FamilySamples> all = new ArrayList<>();
    for (FamilySamples samples : families) {
      Family family = samples.family();
      Optional<Family> alias = family.aliased();
      boolean allowed =
          format == Format.TEXT
              || family.type() == FamilyType.COUNTER
              || !family.name().endsWith(TOTAL);
      if (allowed || alias.isEmpty()) {
        all.add(samples);
      }
      alias.ifPresent(other -> all.add(new AliasedFamily(other, samples)));
    }
    return all;
  }

  @Override
  public void write(SampleWriter out) {
    samples.write(out);
  }
}
