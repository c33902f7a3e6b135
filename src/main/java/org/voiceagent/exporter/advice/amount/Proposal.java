package org.voiceagent.exporter.advice.amount;

import java.util.List;
import org.voiceagent.exporter.advice.fact.SettingValue;

/** What one change comes to for a call. */
public sealed interface Proposal {

  /** The field should have this value instead of the current one. */
  record Value(SettingValue current, SettingValue suggested, Rationale grounds)
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
   * @param lacking what would have to be there, such as room to raise the field
   */
  record Impossible(String lacking) implements Proposal {}

  /** Something must be known first. */
  record Unknown(List<String> missing) implements Proposal {}
}
