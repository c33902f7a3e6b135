package org.voiceagent.exporter.artifact.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An engine's report in the terms of the contract, ready for the readers of the contract's own
 * files. What the report does not say is left out; it is never 0.
 *
 * @param summary what {@code metrics.json} would hold
 * @param transcript what each line of {@code transcript.jsonl} would hold, in the order of the call
 * @param settings what {@code config_snapshot.yaml} would hold; empty if the report has no settings
 */
public record Translation(ObjectNode summary, List<ObjectNode> transcript, ObjectNode settings) {

  /** Copies the list; the nodes belong to the receiver from now on. */
  public Translation {
    transcript = List.copyOf(transcript);
  }
}
