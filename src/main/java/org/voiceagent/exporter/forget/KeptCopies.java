package org.voiceagent.exporter.forget;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.lake.LakeErasure;

/** Rows of single calls in files, such as those of the lake. Thread-safe. */
public interface KeptCopies {
  /** There are none. */
  KeptCopies NONE =
      new KeptCopies() {
        @Override
        public boolean knows(CallId call) {
          return false;
        }

        @Override
        public Set<CallId> ofCaller(String hash) {
          return Set.of();
        }

        @Override
        public void forget(Collection<CallId> calls) {
          // There is nothing to forget.
        }
      };

  /**
   * Whether there is a row of the call.
   *
   * @throws IOException if that cannot be found out
   */
  boolean knows(CallId call) throws IOException;

  /**
   * The calls of a caller.
   *
   * @param hash of the caller, as it is shown
   * @throws IOException if they cannot be found
   */
  Set<CallId> ofCaller(String hash) throws IOException;

  /**
   * Removes all rows of these calls.
   *
   * @throws IOException if some may be left; do it again
   */
  void forget(Collection<CallId> calls) throws IOException;

  /** The rows of the journal and of the lake. */
  static KeptCopies of(LakeErasure lake) {
    return new KeptCopies() {
      @Override
      public boolean knows(CallId call) throws IOException {
        return lake.knows(call.value());
      }

      @Override
      public Set<CallId> ofCaller(String hash) throws IOException {
        return lake.ofCaller(hash).stream()
            .flatMap(call -> CallId.parse(call).stream())
            .collect(Collectors.toSet());
      }

      @Override
      public void forget(Collection<CallId> calls) throws IOException {
        lake.forget(calls.stream().map(CallId::value).collect(Collectors.toSet()));
      }
    };
  }
}
