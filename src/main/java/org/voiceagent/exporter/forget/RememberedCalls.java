package org.voiceagent.exporter.forget;

import java.util.Set;
import org.voiceagent.exporter.call.CallId;

/** A memory of single calls outside the ledger, such as the reports shown. */
public interface RememberedCalls {

  /** An empty memory, for when no daemon runs. */
  RememberedCalls NONE =
      new RememberedCalls() {
        @Override
        public boolean knows(CallId call) {
          return false;
        }

        @Override
        public Set<CallId> ofCaller(String hash) {
          return Set.of();
        }

        @Override
        public void forget(Set<CallId> calls) {
          // It is empty.
        }
      };

  /** Whether anything about the call is kept. May be called from any thread. */
  boolean knows(CallId call);

  /** The calls of this caller, by its hash. May be called from any thread. */
  Set<CallId> ofCaller(String hash);

  /** Drops everything about these calls. Called while no call is being counted. */
  void forget(Set<CallId> calls);
}
