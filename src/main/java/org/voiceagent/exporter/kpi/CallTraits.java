package org.voiceagent.exporter.kpi;

import java.util.OptionalLong;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Facts;
import org.voiceagent.exporter.ledger.Traits;

/** What the indicators need to know of a call beyond the changes of its metric families. */
public final class CallTraits {
  /** The engine says that the call was given to a person. */
  static final int TRANSFERRED = 1;

  /** It says that it was not. */
  static final int NOT_TRANSFERRED = 2;

  /** The model takes in or gives out sound, so that no words need to be recognised. */
  static final int SPEECH_TO_SPEECH = 4;

  private static final int HASH_DIGITS = 16;
  private static final int HEXADECIMAL = 16;

  private CallTraits() {}

  /**
   * The traits of a call: its caller's hash, whether the engine says that it was given to a person,
   * and for how long speech was recognised.
   */
  public static Traits of(CallSession call) {
    return new Traits(caller(call), bits(call), (float) recognisedSeconds(call.facts()));
  }

  /**
   * The traits of facts of a call that are counted after it: only what they need, because its
   * caller was counted with it.
   */
  public static Traits ofLate(CallSession call) {
    return new Traits(
        OptionalLong.empty(),
        speechToSpeech(call.facts()),
        (float) recognisedSeconds(call.facts()));
  }

  /** Whether the engine says that the call was given to a person. */
  public static boolean isTransferred(Traits traits) {
    return (traits.bits() & TRANSFERRED) != 0;
  }

  /** Whether the engine says that it was not. */
  public static boolean isNotTransferred(Traits traits) {
    return (traits.bits() & NOT_TRANSFERRED) != 0;
  }

  /** Whether the model takes in or gives out sound. */
  public static boolean isSpeechToSpeech(Traits traits) {
    return (traits.bits() & SPEECH_TO_SPEECH) != 0;
  }

  private static double recognisedSeconds(Facts facts) {
    double recognised = facts.number(CallField.STT_SECONDS, 0);
    return recognised > 0 ? recognised : facts.number(CallField.CALLER_SPEECH_SECONDS, 0);
  }

  private static int speechToSpeech(Facts facts) {
    return facts.number(CallField.AUDIO_INPUT_TOKENS, 0) > 0
            || facts.number(CallField.AUDIO_OUTPUT_TOKENS, 0) > 0
        ? SPEECH_TO_SPEECH
        : 0;
  }

  private static OptionalLong caller(CallSession call) {
    String hash = call.facts().text(CallField.CALLER_HASH).orElse("");
    return hash.length() == HASH_DIGITS
        ? OptionalLong.of(Long.parseUnsignedLong(hash, HEXADECIMAL))
        : OptionalLong.empty();
  }

  private static int bits(CallSession call) {
    double said = call.facts().number(CallField.TRANSFERRED, -1);
    int transfer = said > 0 ? TRANSFERRED : said == 0 ? NOT_TRANSFERRED : 0;
    return transfer | speechToSpeech(call.facts());
  }
}
