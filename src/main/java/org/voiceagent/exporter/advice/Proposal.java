package org.voiceagent.exporter.advice;

import java.util.List;

/** What one change comes to for a call. */
sealed interface Proposal {

  /** The field should have this value instead of the current one. */
  record Value(SettingValue current, SettingValue suggested, Grounds grounds) implements Proposal {
    Value(SettingValue current, SettingValue suggested) {
      this(current, suggested, Grounds.NONE);
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
