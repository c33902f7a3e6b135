package org.voiceagent.exporter.advice;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.voiceagent.exporter.advice.fact.SettingValue;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.call.Observation.Advised;
import org.voiceagent.exporter.call.Observation.Decided;

/**
 * How often changes that a rule advised have helped here. Only verdicts that were decided count,
 * and only for the rules that had advised that key in that direction. Immutable.
 */
public final class TrackRecord {
  /** Nothing was tried yet. */
  public static final TrackRecord NONE = new TrackRecord(Map.of());

  /** Two failures may be chance; this project's own choice. */
  private static final int ENOUGH = 3;

  private static final String HELPED = "helped";
  private static final Set<String> FAILED = Set.of("no_effect", "harmed");

  private final Map<String, Tally> byRule;

  private record Tally(int successes, int failures) {
    Tally plus(boolean success) {
      return success ? new Tally(successes + 1, failures) : new Tally(successes, failures + 1);
    }
  }

  private TrackRecord(Map<String, Tally> byRule) {
    this.byRule = Map.copyOf(byRule);
  }

  /**
   * The record of all rules.
   *
   * @param calls what is remembered of calls, in any order
   */
  public static TrackRecord of(List<Observation> calls) {
    Map<String, Tally> byRule = new HashMap<>();
    Set<List<Object>> seen = new HashSet<>();
    for (Observation decider : calls) {
      for (Decided change : decider.decided()) {
        boolean success = change.verdict().equals(HELPED);
        boolean counts = success || FAILED.contains(change.verdict());
        if (counts && seen.add(List.of(decider.labels(), change))) {
          for (String key : advisers(change, decider, calls)) {
            byRule.merge(key, new Tally(0, 0).plus(success), (a, b) -> a.plus(success));
          }
        }
      }
    }
    return new TrackRecord(byRule);
  }

  /** How many changes that a rule advised got worse or made no difference. */
  public int failures(String ruleKey) {
    return byRule.getOrDefault(ruleKey, new Tally(0, 0)).failures();
  }

  /** How many changes that a rule advised helped. */
  public int successes(String ruleKey) {
    return byRule.getOrDefault(ruleKey, new Tally(0, 0)).successes();
  }

  /** Whether a rule's advice keeps failing here. */
  boolean isPoor(String ruleKey) {
    int failures = failures(ruleKey);
    return failures >= ENOUGH && failures > successes(ruleKey);
  }

  private static Set<String> advisers(Decided change, Observation decider, List<Observation> all) {
    Set<String> keys = new HashSet<>();
    for (Observation call : all) {
      if (call.endedAt().isBefore(change.at()) && call.labels().equals(decider.labels())) {
        for (Advised advised : call.advised()) {
          if (isTowards(change, advised, call.settings().getOrDefault(change.field(), ""))) {
            keys.add(advised.key());
          }
        }
      }
    }
    return keys;
  }

  /** A number may have been moved further or less far than advised, but not the other way. */
  private static boolean isTowards(Decided change, Advised advised, String from) {
    if (!advised.field().equals(change.field())) {
      return false;
    }
    OptionalDouble old = number(from);
    OptionalDouble now = number(change.to());
    OptionalDouble wanted = number(advised.suggested());
    if (old.isEmpty() || now.isEmpty() || wanted.isEmpty()) {
      return advised.suggested().equalsIgnoreCase(change.to());
    }
    double start = old.getAsDouble();
    return Math.signum(now.getAsDouble() - start) == Math.signum(wanted.getAsDouble() - start);
  }

  private static OptionalDouble number(String text) {
    SettingValue value = new SettingValue(text);
    return value.isNumber()
        ? OptionalDouble.of(value.number().doubleValue())
        : OptionalDouble.empty();
  }
}
