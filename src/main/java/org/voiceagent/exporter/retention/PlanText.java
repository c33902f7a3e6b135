package org.voiceagent.exporter.retention;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.files.Printable;
import org.voiceagent.exporter.retention.Plan.Removal;

/** Prints a plan and its result for a terminal. */
public final class PlanText {
  /** More is of no use in a terminal, and an answer has a limit. */
  private static final int MOST_ROWS = 50_000;

  private static final int WIDEST_NAME = 60;

  private PlanText() {}

  /**
   * Prints the plan as a table with totals, then what was done.
   *
   * @param dryRun whether only a plan was asked for
   */
  public static String of(SweepResult result, boolean dryRun) {
    return of(result, dryRun, CallNames.asTheyAre());
  }

  /**
   * The same, for calls whose ids are not the names of their folders.
   *
   * @param names how calls are named
   */
  public static String of(SweepResult result, boolean dryRun, CallNames names) {
    Plan plan = result.plan();
    StringBuilder text = new StringBuilder();
    if (!plan.removals().isEmpty()) {
      table(text, plan, names);
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%d of %d folders, %d files, %d of %d bytes%s%n",
            plan.removals().size(),
            plan.folders(),
            plan.filesRemoved(),
            plan.bytesRemoved(),
            plan.bytes(),
            reasons(plan)));
    if (dryRun) {
      text.append("Dry run: nothing was removed.\n");
    }
    if (!result.held().isEmpty()) {
      text.append(
              dryRun
                  ? "Without --dry-run, nothing would be removed either: "
                  : "Nothing was removed: ")
          .append(result.held())
          .append(".\n");
    } else if (!dryRun) {
      done(text, result);
    }
    return text.toString().replace("\r\n", "\n");
  }

  /**
   * The exit status of the command: 1 if something is due and could not be removed, else 0.
   *
   * @param dryRun whether only a plan was asked for
   */
  public static int status(SweepResult result, boolean dryRun) {
    boolean held = !dryRun && !result.held().isEmpty();
    return held || result.failed() > 0 ? 1 : 0;
  }

  private static void table(StringBuilder text, Plan plan, CallNames names) {
    List<Removal> removals = plan.removals();
    int shown = Math.min(MOST_ROWS, removals.size());
    int width = "CALL".length();
    for (Removal removal : removals.subList(0, shown)) {
      width = Math.max(width, Math.min(WIDEST_NAME, names.shown(removal.folder().name()).length()));
    }
    String row = "%-" + width + "s  %6s  %12s  %s\n";
    text.append(String.format(Locale.ROOT, row, "CALL", "AGE", "BYTES", "REASON"));
    for (Removal removal : removals.subList(0, shown)) {
      text.append(
          String.format(
              Locale.ROOT,
              row,
              Printable.of(names.shown(removal.folder().name())),
              Times.of(removal.age(plan.at())),
              removal.folder().measure().bytes(),
              removal.reason().label()));
    }
    if (shown < removals.size()) {
      text.append("and ").append(removals.size() - shown).append(" more\n");
    }
    text.append('\n');
  }

  private static String reasons(Plan plan) {
    Map<String, Integer> counts = new TreeMap<>();
    plan.removals().forEach(removal -> counts.merge(removal.reason().label(), 1, Integer::sum));
    StringBuilder words = new StringBuilder();
    counts.forEach((word, count) -> words.append(", ").append(word).append(' ').append(count));
    return words.isEmpty() ? " are due" : " are due:" + words.substring(1);
  }

  private static void done(StringBuilder text, SweepResult result) {
    text.append(
        String.format(
            Locale.ROOT,
            "Removed %d folders with %d bytes.\n",
            result.removed().size(),
            result.bytes()));
    if (result.kept() > 0) {
      text.append(result.kept())
          .append(" were kept, because they had changed or were already gone.\n");
    }
    if (result.failed() > 0) {
      text.append(result.failed()).append(" could not be removed or read.\n");
      result.failures().forEach(failure -> text.append("  ").append(failure).append('\n'));
    }
  }
}
