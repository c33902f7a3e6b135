package org.voiceagent.exporter.kpi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is added up of the calls of an hour and label set. States hold these by their place: never
 * move or remove one, and add new ones at the end.
 */
enum Sum {
  CALLS,
  /** Calls that state their outcome. */
  OUTCOME_CALLS,
  /** Those of them that ended as abandoned; all other calls are handled. */
  ABANDONED_CALLS,
  /** Those of them that ended with an error. */
  ERROR_CALLS,
  HANDLED_CALLS,
  /** Handled calls of which is known whether they were given to a person. */
  TRANSFER_CALLS,
  /** Those of them that were. */
  TRANSFERRED_CALLS,
  CALL_SECONDS,
  /** Calls that state their duration. */
  TIMED_CALLS,
  HANDLE_SECONDS,
  /** Handled calls that state their duration. */
  HANDLE_CALLS,
  TURNS,
  TURNS_CALLS,
  RESOLVED_CALLS,
  UNRESOLVED_CALLS,
  CSAT_SCORES,
  CSAT_RATINGS,
  /** Ratings of 4 and 5. */
  CSAT_TOP_TWO,
  AGENT_SPEECH_SECONDS,
  CALLER_SPEECH_SECONDS,
  /** Calls that state how long both sides spoke. */
  SPEECH_CALLS,
  CALLER_SILENCE_SECONDS,
  AGENT_SILENCE_SECONDS,
  TOOL_SILENCE_SECONDS,
  UNATTRIBUTED_SILENCE_SECONDS,
  /** Calls that state their dead air. */
  SILENCE_CALLS,
  /** Those that state their duration, too. */
  TIMED_SILENCE_CALLS,
  /** How long those lasted. */
  TIMED_SILENCE_CALL_SECONDS,
  /** Their dead air. */
  TIMED_SILENCE_SECONDS,
  BARGE_INS,
  BARGE_IN_CALLS,
  AGENT_INTERRUPTIONS,
  AGENT_INTERRUPTION_CALLS,
  WER_RATIOS,
  WER_CALLS,
  /** Word error rates, each times the seconds that were recognised. */
  WER_WEIGHTED,
  WER_SECONDS,
  /** Calls whose word error rate has a weight. */
  WER_WEIGHTED_CALLS,
  MOS_ENGINE_SCORES,
  MOS_ENGINE_CALLS,
  MOS_G107_SCORES,
  MOS_G107_CALLS,
  CACHE_HITS,
  CACHE_MISSES,
  INPUT_TOKENS,
  INPUT_TOKEN_CALLS,
  OUTPUT_TOKENS,
  OUTPUT_TOKEN_CALLS,
  CACHED_INPUT_TOKENS,
  /** The input tokens of calls that state cached ones. */
  CACHEABLE_INPUT_TOKENS,
  EVALUATIONS_PASSED,
  EVALUATIONS_FAILED,
  TOOL_CALLS,
  TOOL_FAILURES,
  /**
   * Calls whose caller is known, at least by a hash, and is followed. This sum and those up to
   * {@link #SENTIMENT_CALLS} change long after their hour, whenever a caller calls again.
   */
  CALLER_KNOWN_CALLS,
  /** Those after which the caller called again within 7 days. */
  CALLED_BACK_7D,
  /** Those that were followed for less than 7 days, because there were too many. */
  CALLER_LOST_7D,
  /** Those before which the caller had called within 7 days. */
  REPEAT_CALLS,
  /** Those of which that is not known, because there were too many. */
  REPEAT_UNKNOWN_CALLS,
  /** Those of which is known whether they were given to a person. */
  TRANSFER_CALLER_KNOWN_CALLS,
  /** Those of them that were followed for less than 24 hours. */
  TRANSFER_CALLER_LOST_24H,
  /** Those of them that were not given to a person. */
  CONTAINED_CALLER_KNOWN_CALLS,
  CONTAINED_CALLED_BACK_24H,
  CONTAINED_CALLER_LOST_24H,
  /** Calls with a sentiment score. These sums and any after them change with their hour only. */
  SENTIMENT_CALLS,
  /** Those of them in a negative or very negative band. */
  NEGATIVE_SENTIMENT_CALLS;

  private static final List<Sum> ALL = List.of(values());
  private static final Map<String, Sum> BY_KEY =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Sum::key, Function.identity()));

  /** How many there are. */
  static final int COUNT = ALL.size();

  /** How many of them change long after their hour. */
  static final int FOLLOWED = SENTIMENT_CALLS.place() - CALLER_KNOWN_CALLS.place();

  /** The place among those that change long after their hour; asked only of these. */
  int followedPlace() {
    return place() - CALLER_KNOWN_CALLS.place();
  }

  /** The one at a place among those that change long after their hour. */
  static Sum followed(int place) {
    return ALL.get(CALLER_KNOWN_CALLS.place() + place);
  }

  /** The place in states and arrays: the order is part of the format. */
  @SuppressWarnings("EnumOrdinal")
  int place() {
    return ordinal();
  }

  /** The name in {@code kpis.yml}. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of this name, if there is one. */
  static Optional<Sum> named(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }
}
