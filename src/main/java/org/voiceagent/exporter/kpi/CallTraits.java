package org.voiceagent.exporter.kpi;

import java.util.OptionalLong;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.ledger.Traits;

/** What the indicators need to know of a call beyond the changes of its metric families. */
public final class CallTraits {
  /** The engine says that the call was given to a person. */
  static final int TRANSFERRED = 1;

  /** It says that it was not. */
  static final int NOT_TRANSFERRED = 2;

  private static final int HASH_DIGITS = 16;
  private static final int HEXADECIMAL = 16;

  private CallTraits() {}

  /** The caller's hash, and whether the engine says that the call was given to a person. */
  public static Traits of(CallSession call) {
    return new Traits(caller(call), transfer(call));
  }

  private static OptionalLong caller(CallSession call) {
    String hash = call.facts().text(CallField.CALLER_HASH).orElse("");
    return hash.length() == HASH_DIGITS
        ? OptionalLong.of(Long.parseUnsignedLong(hash, HEXADECIMAL))
        : OptionalLong.empty();
  }

  private static int transfer(CallSession call) {
    double said = call.facts().number(CallField.TRANSFERRED, -1);
    return said > 0 ? TRANSFERRED : said == 0 ? NOT_TRANSFERRED : 0;
  }
}
