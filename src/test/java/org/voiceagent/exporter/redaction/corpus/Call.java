package org.voiceagent.exporter.redaction.corpus;

import java.util.List;
import org.voiceagent.exporter.redaction.Utterance;

/** A made-up call: who said what, and what of it is personal. */
record Call(List<Utterance> turns, List<Planted> planted) {
  Call {
    turns = List.copyOf(turns);
    planted = List.copyOf(planted);
  }
}
