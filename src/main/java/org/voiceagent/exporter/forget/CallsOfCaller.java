package org.voiceagent.exporter.forget;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.files.GuardedRoot;

/** Finds the calls of a caller by reading every folder that is there. Thread-safe. */
final class CallsOfCaller {
  private final Path sessions;
  private final SessionReader reader;

  /**
   * @param reader knows the key that callers are hashed with
   */
  CallsOfCaller(Path sessions, SessionReader reader) {
    this.sessions = sessions;
    this.reader = reader;
  }

  /**
   * Finds the finished calls of this caller. Takes about a millisecond a folder.
   *
   * @param hashes as {@code caller_hash} is shown
   * @throws IOException if the folder of all sessions cannot be read
   */
  Set<CallId> in(Set<String> hashes) throws IOException {
    Set<CallId> found = new LinkedHashSet<>();
    try (GuardedRoot root = GuardedRoot.open(sessions)) {
      for (String name : root.names()) {
        if (CallId.parse(name).isPresent()
            && reader.read(sessions.resolve(name)) instanceof Reading.Complete complete
            && isOf(complete.session(), hashes)) {
          found.add(complete.session().id());
        }
      }
    } catch (NoSuchFileException none) {
      return Set.of();
    }
    return found;
  }

  /** Whether a call is of this caller. */
  static boolean isOf(CallSession call, Set<String> hashes) {
    return call.facts().text(CallField.CALLER_HASH).filter(hashes::contains).isPresent();
  }
}
