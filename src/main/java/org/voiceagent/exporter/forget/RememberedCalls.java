package org.voiceagent.exporter.forget;

import java.util.Set;
import org.voiceagent.exporter.call.CallId;

/** Something in memory that knows single calls. */
public interface RememberedCalls {

  /** Memory in which nothing is, as while no daemon runs. */
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
          // Nothing is there.
        }
      };

  /** Whether anything is known of the call. May be asked from any thread. */
  boolean knows(CallId call);

  /** The calls that name this caller, by its hash. May be asked from any thread. */
  Set<CallId> ofCaller(String hash);

  /** Drops all that is known of these calls. Called while no call is being counted. */
  void forget(Set<CallId> calls);
}
