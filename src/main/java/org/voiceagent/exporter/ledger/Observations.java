package org.voiceagent.exporter.ledger;

import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.Observation;

/** The single calls that are remembered beyond the end of the process, as many as are kept. */
public interface Observations {
  /** Remembers nothing. */
  Observations NONE =
      new Observations() {
        @Override
        public void restore(List<Observation> recorded) {
          // Nothing is wanted.
        }

        @Override
        public void add(Observation observation) {
          // Nothing is wanted.
        }

        @Override
        public void forget(Set<CallId> calls) {
          // Nothing is remembered.
        }

        @Override
        public List<Observation> all() {
          return List.of();
        }
      };

  /** Begins with these instead of none; called at most once, before anything is added. */
  void restore(List<Observation> recorded);

  /** Remembers a counted call. */
  void add(Observation observation);

  /** Drops what is remembered of these calls. */
  void forget(Set<CallId> calls);

  /** All that are remembered. */
  List<Observation> all();
}
