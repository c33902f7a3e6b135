package org.voiceagent.exporter.advice.amount;

import java.util.Set;
import java.util.function.Consumer;
import org.voiceagent.exporter.advice.fact.SettingValue;

/** What a suggested change comes to for one call. */
public sealed interface Proposal {

  /**
   * The key should have another value.
   *
   * @param current its value during the call
   * @param suggested the value to try
   * @param rationale why this one
   */
  record Value(SettingValue current, SettingValue suggested, Rationale rationale)
      implements Proposal {
    Value(SettingValue current, SettingValue suggested) {
      this(current, suggested, Rationale.NONE);
    }
  }

  /** The change is not meant for such a call. */
  record NotMeant() implements Proposal {}

  /**
   * There is no value that would really differ.
   *
   * @param what what would be needed, such as {@code "room to raise "}
   * @param field the key that needs it
   */
  record Impossible(String what, String field) implements Proposal {
    /** What would be needed, such as room to raise the key. */
    public String lacking() {
      return what + field;
    }
  }

  /**
   * Something must be known first.
   *
   * @param missing adds the names of what is missing
   */
  record Unknown(Consumer<Set<String>> missing) implements Proposal {}
}
