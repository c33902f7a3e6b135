package org.voiceagent.exporter.call;

import java.util.Locale;
import java.util.Map;

/** Why a call ended, as far as engines agree; the set is fixed because it labels a metric. */
public enum EndReason {
  /** The caller hung up. */
  CALLER_HANGUP,
  /** The agent ended the call. */
  AGENT_HANGUP,
  /** The call went on to a person or another number. */
  TRANSFERRED,
  /** A machine answered. */
  VOICEMAIL,
  /** The caller said nothing for too long. */
  SILENCE,
  /** A part of the engine failed. */
  ERROR,
  /** The call reached the longest time that the engine allows. */
  MAX_DURATION,
  /** The engine used another word. */
  OTHER,
  /** The engine does not say. */
  UNKNOWN;

  private static final Map<String, EndReason> WORDS =
      Map.ofEntries(
          Map.entry("", UNKNOWN),
          Map.entry("unknown", UNKNOWN),
          Map.entry("caller_hangup", CALLER_HANGUP),
          Map.entry("user_hangup", CALLER_HANGUP),
          Map.entry("customer_hangup", CALLER_HANGUP),
          Map.entry("remote_hangup", CALLER_HANGUP),
          Map.entry("customer_ended_call", CALLER_HANGUP),
          Map.entry("participant_disconnected", CALLER_HANGUP),
          Map.entry("client_disconnected", CALLER_HANGUP),
          Map.entry("agent_hangup", AGENT_HANGUP),
          Map.entry("assistant_hangup", AGENT_HANGUP),
          Map.entry("bot_hangup", AGENT_HANGUP),
          Map.entry("assistant_ended_call", AGENT_HANGUP),
          Map.entry("end_call", AGENT_HANGUP),
          Map.entry("hangup_call", AGENT_HANGUP),
          Map.entry("transferred", TRANSFERRED),
          Map.entry("transfer", TRANSFERRED),
          Map.entry("call_transfer", TRANSFERRED),
          Map.entry("call_transferred", TRANSFERRED),
          Map.entry("voicemail", VOICEMAIL),
          Map.entry("voicemail_reached", VOICEMAIL),
          Map.entry("voicemail_detected", VOICEMAIL),
          Map.entry("machine_detected", VOICEMAIL),
          Map.entry("silence", SILENCE),
          Map.entry("silence_timed_out", SILENCE),
          Map.entry("no_input_timeout", SILENCE),
          Map.entry("inactivity", SILENCE),
          Map.entry("inactivity_timeout", SILENCE),
          Map.entry("error", ERROR),
          Map.entry("failed", ERROR),
          Map.entry("max_duration", MAX_DURATION),
          Map.entry("max_duration_reached", MAX_DURATION),
          Map.entry("exceeded_max_duration", MAX_DURATION),
          Map.entry("call_duration_exceeded", MAX_DURATION));

  /** The reason that an engine's word means; "" is {@link #UNKNOWN}. */
  public static EndReason of(String engineWord) {
    String word = engineWord.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    return WORDS.getOrDefault(word, OTHER);
  }

  /**
   * The reason of a call: what the engine's word means; if that is none of the fixed set, what the
   * call's outcome and its other facts say.
   */
  public static EndReason of(Facts facts) {
    EndReason said = of(facts.text(CallField.END_REASON).orElse(""));
    if (said != OTHER && said != UNKNOWN) {
      return said;
    }
    if (facts.number(CallField.VOICEMAIL, 0) == 1) {
      return VOICEMAIL;
    }
    Outcome outcome = Outcome.of(facts.text(CallField.OUTCOME).orElse(""));
    if (outcome == Outcome.TRANSFERRED || facts.number(CallField.TRANSFERRED, 0) == 1) {
      return TRANSFERRED;
    }
    return switch (outcome) {
      case ERROR -> ERROR;
      case NO_INPUT_TIMEOUT -> SILENCE;
      case ABANDONED -> CALLER_HANGUP;
      default -> said;
    };
  }

  /** The label value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
