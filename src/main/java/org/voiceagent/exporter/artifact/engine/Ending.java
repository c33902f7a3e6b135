package org.voiceagent.exporter.artifact.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a call ended, in the words of the contract.
 *
 * @param outcome an outcome, such as {@code transferred}
 * @param reason the reason, in the contract's words or the engine's own
 */
record Ending(String outcome, String reason) {
  /** Transferred to a person or another number. */
  static final Ending TRANSFERRED = new Ending("transferred", "transferred");

  /** Ended by a fault of the engine. */
  static final Ending ERROR = new Ending("error", "error");

  /** Puts both into a summary. */
  void putInto(ObjectNode summary) {
    summary.put("outcome", outcome);
    summary.put("end_reason", reason);
  }
}
