package org.voiceagent.exporter.forget;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.files.RemovedFolder.FileDigest;
import org.voiceagent.exporter.lake.LakeErasure;
import org.voiceagent.exporter.lake.archive.ArchiveErasure;

/** What files keep of single calls, such as rows of the lake and archives. Thread-safe. */
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
        public Map<CallId, List<FileDigest>> files(Collection<CallId> calls) {
          return Map.of();
        }

        @Override
        public void forget(Collection<CallId> calls) {
          // There is nothing to forget.
        }
      };

  /**
   * Whether there is anything of the call.
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
   * The files of these calls that are in archives; no entry for a call that is in none.
   *
   * @throws IOException if they cannot be found
   */
  Map<CallId, List<FileDigest>> files(Collection<CallId> calls) throws IOException;

  /**
   * Removes everything of these calls.
   *
   * @throws IOException if some may be left; do it again
   */
  void forget(Collection<CallId> calls) throws IOException;

  /** The rows of the journal and of the lake, and the folders in archives. */
  static KeptCopies of(LakeErasure lake, ArchiveErasure archives) {
    return new KeptCopies() {
      @Override
      public boolean knows(CallId call) throws IOException {
        return lake.knows(call.value()) || archives.knows(call);
      }

      @Override
      public Set<CallId> ofCaller(String hash) throws IOException {
        Set<CallId> calls = new LinkedHashSet<>(archives.ofCaller(hash));
        lake.ofCaller(hash).forEach(call -> CallId.parse(call).ifPresent(calls::add));
        return calls;
      }

      @Override
      public Map<CallId, List<FileDigest>> files(Collection<CallId> calls) throws IOException {
        return archives.files(Set.copyOf(calls));
      }

      @Override
      public void forget(Collection<CallId> calls) throws IOException {
        // First what needs no database.
        archives.forget(Set.copyOf(calls));
        lake.forget(calls.stream().map(CallId::value).collect(Collectors.toSet()));
      }
    };
  }
}
