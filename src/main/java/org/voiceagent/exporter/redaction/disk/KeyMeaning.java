package org.voiceagent.exporter.redaction.disk;

/**
 * What the key of a value says about the value.
 *
 * @param kind how a value with this key is treated
 * @param placeholder its replacement, such as {@code [SECRET]}; "" if the kind determines it
 */
record KeyMeaning(Kind kind, String placeholder) {

  /** How a value is treated. */
  enum Kind {
    /** A name or code that stays unchanged. */
    NAME,
    /** The id of a thing, which stays unless it is a person's number or address. */
    ID,
    /** A word from a fixed set, such as a status; a sentence is withheld. */
    WORD,
    /** Any text: personal data in it is removed. */
    TEXT,
    /**
     * A description of the call that an engine wrote; withheld, because no detector knows every
     * name.
     */
    ABOUT_THE_CALL,
    /** The caller or the called party: replaced by the caller's hash. */
    CALLER,
    /** The name of a person. */
    PERSON,
    /** Personal or secret, even if it is a short number. */
    PERSONAL,
    /** Secret if it is a text; a number here counts something. */
    SECRET_TEXT
  }

  KeyMeaning(Kind kind) {
    this(kind, "");
  }
}
