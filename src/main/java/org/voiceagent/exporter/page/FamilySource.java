package org.voiceagent.exporter.page;

import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.totals.FamilySamples;

/** Gives the families that the client library does not know. Implementations are thread-safe. */
@FunctionalInterface
public interface FamilySource {

  /**
   * All families of one moment, in any order.
   *
   * @param names the samples wanted; families without any of them may be left out; empty: all
   */
  List<? extends FamilySamples> families(Set<String> names);
}
