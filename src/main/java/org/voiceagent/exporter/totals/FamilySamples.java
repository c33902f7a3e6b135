package org.voiceagent.exporter.totals;

import org.voiceagent.exporter.catalog.Family;

/** A family and its samples at one moment. Immutable and safe to share. */
public interface FamilySamples {

  /** The family. */
  Family family();

  /** Hands out all samples, in the order of the page. */
  void write(SampleWriter out);
}
