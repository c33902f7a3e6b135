package org.voiceagent.exporter.catalog;

/** What a family is about. The scope decides which labels it may have. */
public enum Scope {
  /** All records since the state began. Never an id: series must not grow with the records. */
  FLEET,
  /** Single records, by id, in a bounded window. */
  RECENT,
  /** The daemon itself. */
  SELF
}
