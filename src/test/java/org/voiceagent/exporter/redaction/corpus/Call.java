package org.voiceagent.exporter.redaction.corpus;

import java.util.List;
import org.voiceagent.exporter.redaction.Utterance;

/** A made-up call with its turns and the personal data in them. */
record Call(List<Utterance> turns, List<Planted> planted) {
  Call {
    turns = List.copyOf(turns);
    planted = List.copyOf(planted);
  }
}
