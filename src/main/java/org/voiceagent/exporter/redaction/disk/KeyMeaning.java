package org.voiceagent.exporter.redaction.disk;

/**
 * What the key of a value says of the value.
 *
 * @param kind what is done with a value of this key
 * @param placeholder what takes its place, such as {@code [SECRET]}; "" where the kind says it
 */
record KeyMeaning(Kind kind, String placeholder) {

  /** What is done with a value. */
  enum Kind {
    /** A name or code that stays as it is. */
    NAME,
    /** The id of a thing, which stays unless a person's number or address is used for it. */
    ID,
    /** A word of a fixed set, such as a status; a sentence there is withheld. */
    WORD,
    /** Anything: what is found to be personal is taken out. */
    TEXT,
    /** Words about a call that an engine wrote; withheld, because no detector knows every name. */
    ABOUT_THE_CALL,
    /** Who called or was called: the caller's hash takes its place. */
    CALLER,
    /** The name of a person. */
    PERSON,
    /** Personal or secret, also where it is a short number. */
    PERSONAL,
    /** A secret where it is a text; a number there counts something. */
    SECRET_TEXT
  }

  KeyMeaning(Kind kind) {
    this(kind, "");
  }
}
