package org.voiceagent.exporter.retention;

import java.util.List;

/**
 * What a sweep did.
 *
 * @param plan what was to go
 * @param removed what went
 * @param kept how many folders of the plan stayed because they were written to in time, or had gone
 *     by themselves
 * @param failures what could not be removed, at most a few, as sentences with what to do
 * @param failed how many folders could not be removed or looked at
 * @param held why nothing was removed though something was to go; "" if that was so wished or
 *     nothing held it up
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

  /** A sweep that removed nothing of a plan, for this reason; "" if it was not to. */
  static SweepResult nothing(Plan plan, int unseen, String held) {
    return new SweepResult(plan, List.of(), 0, List.of(), unseen, held);
  }

  /** How many bytes went. */
  public long bytes() {
    return removed.stream().mapToLong(removal -> removal.folder().measure().bytes()).sum();
  }
}
