package org.voiceagent.exporter.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.voiceagent.exporter.call.Observation;

/** Finds the calls from which on a configuration key has a new value. */
final class ChangeDetection {
  /**
   * A new value must hold for this many calls. Around a restart, calls with the old and the new
   * configuration overlap, and one odd call is not a change.
   */
  static final int STAYS = 3;

  private ChangeDetection() {}

  /**
   * All changes, in the order of time.
   *
   * @param calls those with a snapshot, oldest first
   */
  static List<SettingChange> of(List<Observation> calls) {
    List<SettingChange> changes = new ArrayList<>();
    if (calls.isEmpty()) {
      return changes;
    }
    Map<String, String> current = new java.util.HashMap<>(calls.get(0).settings());
    for (int i = 1; i < calls.size(); i++) {
      Map<String, String> now = calls.get(i).settings();
      if (now.equals(current)) {
        continue;
      }
      for (String field : differing(current, now)) {
        Optional<String> to = Optional.ofNullable(now.get(field));
        if (stays(calls, i, field, to)) {
          Optional<String> from = Optional.ofNullable(current.get(field));
          changes.add(new SettingChange(field, from, to, calls.get(i).endedAt(), i));
          to.ifPresentOrElse(value -> current.put(field, value), () -> current.remove(field));
        }
      }
    }
    return changes;
  }

  private static Set<String> differing(Map<String, String> one, Map<String, String> other) {
    Set<String> fields = new TreeSet<>(one.keySet());
    fields.addAll(other.keySet());
    fields.removeIf(field -> one.containsKey(field) && one.get(field).equals(other.get(field)));
    return fields;
  }

  private static boolean stays(
      List<Observation> calls, int from, String field, Optional<String> value) {
    int to = from + STAYS;
    if (to > calls.size()) {
      return false;
    }
    return calls.subList(from, to).stream()
        .allMatch(call -> Optional.ofNullable(call.settings().get(field)).equals(value));
  }
}
