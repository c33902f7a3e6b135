package org.voiceagent.exporter.cli;

import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.patch.Setting;
import picocli.CommandLine.Option;

/**
 * How much of the open advice a patch takes. Only the best by default: after several changes at
 * once, an operator cannot tell which one helped.
 */
final class AdviceChoice {
  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Take the best N instead of the best one.")
  private int top = 1;

  @Option(
      names = "--field",
      paramLabel = "KEY",
      description = "Take this key; may be given several times.")
  private List<String> fields = new ArrayList<>();

  @Option(names = "--all", description = "Take all open advice.")
  private boolean all;

  /** Whether the number makes sense. */
  boolean isValid() {
    return top >= 1;
  }

  /** The keys that were asked for by name, of which no advice stands open. */
  List<String> unknown(List<Setting> bestFirst) {
    return fields.stream()
        .filter(field -> bestFirst.stream().noneMatch(open -> open.key().equals(field)))
        .toList();
  }

  /** Those to take, best first. */
  List<Setting> of(List<Setting> bestFirst) {
    if (all) {
      return bestFirst;
    }
    return fields.isEmpty()
        ? bestFirst.subList(0, Math.min(top, bestFirst.size()))
        : bestFirst.stream().filter(open -> fields.contains(open.key())).toList();
  }
}
