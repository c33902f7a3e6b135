package org.voiceagent.exporter.ledger;

/**
 * What is remembered of a counted entry beyond its changes, such as how a call went. The ledger
 * keeps a note for its owner and does not look inside. Immutable.
 */
public interface Note {

  /** Writes the note, for {@link Notes#read} to read. Called under the ledger's lock. */
  void writeTo(NoteWriter out);

  /** Puts the note among those that {@link Notes#all} returns. */
  void remember();
}
