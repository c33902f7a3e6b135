package org.voiceagent.exporter.event;

import java.util.Locale;

/** Why a line of an event file does not count; a fixed set, because it labels a metric. */
public enum EventRejectReason {
  /** The line is not a JSON object, or not line protocol in a file of that. */
  NOT_JSON,
  /** The line is longer than the limit. */
  TOO_LONG,
  /** The line is not UTF-8. */
  BAD_UTF8,
  /** The event has no name, or one of its own fields has the wrong type. */
  NOT_AN_EVENT,
  /** The time is missing, is not a time, or lies too far in the future. */
  BAD_TIME,
  /** No catalog knows the event. */
  UNKNOWN_EVENT,
  /** The data does not fit the schema of the catalog. */
  SCHEMA,
  /** A value cannot be counted, such as a negative one for a counter. */
  BAD_VALUE,
  /** The counting of this event failed: a bug in this program; the log has the details. */
  FAULT;

  /** The label value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
