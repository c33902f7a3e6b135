package org.voiceagent.exporter.event.catalog;

/**
 * How private a field is, and what is passed on of it. Immutable.
 *
 * @param path the field
 * @param level how private it is
 * @param action what is passed on
 */
record FieldPrivacy(DataPath path, Level level, Action action) {

  /** How private a field is. */
  enum Level {
    /** Tells people apart. */
    IDENTIFIER,
    /** What people wrote or said. */
    CONTENT,
    /** For the people who run the system. */
    INTERNAL,
    /** For everyone. */
    PUBLIC;

    /** Whether it must never be a label. */
    boolean personal() {
      return this == IDENTIFIER || this == CONTENT;
    }

    /** What is done if the catalog does not say. */
    Action usual() {
      return switch (this) {
        case IDENTIFIER -> Action.HMAC;
        case CONTENT -> Action.DROP;
        case INTERNAL, PUBLIC -> Action.KEEP;
      };
    }
  }

  /** What is passed on of a field. */
  enum Action {
    /** Nothing. */
    DROP,
    /** A keyed hash. */
    HMAC,
    /** A text without personal data. */
    REDACT,
    /** The value as it is. */
    KEEP
  }
}
