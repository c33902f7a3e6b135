package org.voiceagent.exporter.advice.amount;

import java.util.Map;
import java.util.Optional;
import org.voiceagent.exporter.advice.fact.RecentPerformance;
import org.voiceagent.exporter.advice.fact.SettingValue;

/**
 * Why one alternative was chosen among several: the figures that were compared.
 *
 * @param chosen its name, or "" where nothing was chosen
 * @param ofChosen how the operator's own calls with it went, if there are enough
 * @param inUse the name of the one that served the call
 * @param ofInUse how the operator's own calls with that one went, if there are enough
 */
public record Rationale(
    String chosen,
    Optional<RecentPerformance> ofChosen,
    String inUse,
    Optional<RecentPerformance> ofInUse) {
  /** For a value that follows from the current one alone. */
  public static final Rationale NONE = new Rationale("", Optional.empty(), "", Optional.empty());

  /** A sentence for the operator, or "". */
  public String sentence() {
    if (chosen.isEmpty()) {
      return "";
    }
    if (ofChosen.isEmpty()) {
      return "That goes by published figures: fewer than "
          + RecentPerformance.FEWEST
          + " calls here are known to be answered by "
          + chosen
          + ".";
    }
    String other = ofInUse.map(ours -> ", and " + inUse + " in " + ours.words()).orElse("");
    return "Here " + chosen + " answered in " + ofChosen.get().words() + other + ".";
  }

  /** Adds the figures that were compared to the evidence. */
  public void addTo(Map<String, SettingValue> evidence) {
    ofChosen.ifPresent(
        figures -> {
          figures.addTo(evidence, "suggested");
          ofInUse.ifPresent(ours -> ours.addTo(evidence, "current"));
        });
  }
}
