package org.voiceagent.exporter.retention;

import java.util.List;

/**
 * What a sweep did.
 *
 * @param plan what was due
 * @param removed what was removed
 * @param kept how many folders of the plan were kept because they had changed, or were already gone
 * @param failures the first few folders that could not be removed, each with what to do
 * @param failed how many folders could not be removed or read
 * @param held why nothing was removed although something is due; "" if a preview was asked for or
 *     nothing prevented the removal
 */
public record SweepResult(
    Plan plan,
    List<Plan.Removal> removed,
    int kept,
    List<String> failures,
    int failed,
    String held) {

  /** Keeps copies of the lists. */
  public SweepResult {
    removed = List.copyOf(removed);
    failures = List.copyOf(failures);
  }

  /** A sweep that removed nothing, and why; "" if a preview was asked for. */
  static SweepResult nothing(Plan plan, int unseen, String held) {
    return new SweepResult(plan, List.of(), 0, List.of(), unseen, held);
  }

  /** How many bytes were removed. */
  public long bytes() {
    return removed.stream().mapToLong(removal -> removal.folder().measure().bytes()).sum();
  }
}
