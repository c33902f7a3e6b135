package org.voiceagent.exporter.call;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is remembered about a counted call to compare it with others long after its folder is gone:
 * nothing of the conversation, and only those parts of the configuration that rules may name.
 *
 * @param id the call
 * @param endedAt when it ended, to the millisecond
 * @param labels pipeline, provider and model
 * @param engineVersion the engine's version, or "" if unknown
 * @param configHash a hash of the snapshot without the settings: two calls with equal hashes and
 *     equal settings had the same configuration
 * @param settings the values, as text, of those keys that rules can name and the snapshot had, and
 *     the versions of agent and prompt
 * @param measures how the call went
 * @param fired the keys of the rules whose condition held
 * @param unjudged the keys of the rules whose condition could not be judged
 * @param advised what was recommended, best first
 * @param decided the changes of the configuration whose effect was decided by this call
 */
public record Observation(
    CallId id,
    Instant endedAt,
    LabelSet labels,
    String engineVersion,
    long configHash,
    Map<String, String> settings,
    Measures measures,
    Set<String> fired,
    Set<String> unjudged,
    List<Advised> advised,
    List<Decided> decided) {

  /** Facts that count as settings beside those of the snapshot, by their keys. */
  public static final Set<CallField> VERSIONS =
      Collections.unmodifiableSet(EnumSet.of(CallField.AGENT_VERSION, CallField.PROMPT_VERSION));

  /** Whether the call has settings of a snapshot, and not only the versions of agent and prompt. */
  public boolean hasSnapshot() {
    int versions = 0;
    for (CallField version : VERSIONS) {
      versions += settings.containsKey(version.key()) ? 1 : 0;
    }
    return settings.size() > versions;
  }

  /**
   * A recommendation that the call led to.
   *
   * @param key the rule's key
   * @param field the dotted YAML key to change
   * @param suggested the value to try, as text
   * @param severity how much it matters, as a lower-case word
   */
  public record Advised(String key, String field, String suggested, String severity) {}

  /**
   * A change whose effect is decided.
   *
   * @param field the dotted YAML key that changed
   * @param to its new value as text, or "" if it was removed
   * @param at when the first call with the new value ended, to the millisecond
   * @param verdict what the change did, as a lower-case word
   */
  public record Decided(String field, String to, Instant at, String verdict) {}

  /** Makes immutable copies. */
  public Observation {
    endedAt = Instant.ofEpochMilli(endedAt.toEpochMilli());
    settings = Map.copyOf(settings);
    fired = Set.copyOf(fired);
    advised = List.copyOf(advised);
    decided = List.copyOf(decided);
    unjudged = Set.copyOf(unjudged);
  }

  /** The same observation under another id. */
  public Observation of(CallId other) {
    return other.equals(id)
        ? this
        : new Observation(
            other,
            endedAt,
            labels,
            engineVersion,
            configHash,
            settings,
            measures,
            fired,
            unjudged,
            advised,
            decided);
  }

  /** The same call, by which these were decided. */
  public Observation deciding(List<Decided> effects) {
    if (effects.equals(decided)) {
      return this;
    }
    return new Observation(
        id,
        endedAt,
        labels,
        engineVersion,
        configHash,
        settings,
        measures,
        fired,
        unjudged,
        advised,
        effects);
  }
}
