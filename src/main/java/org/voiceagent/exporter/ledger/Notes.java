package org.voiceagent.exporter.ledger;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The notes that the ledger keeps beyond the end of the process, as many as their owner remembers.
 * Implementations are thread-safe.
 */
public interface Notes {
  /** Remembers nothing. */
  Notes NONE =
      new Notes() {
        @Override
        public Note read(NoteReader in) throws IOException {
          throw new IOException("a note that nothing here can read");
        }

        @Override
        public void forget(Set<String> origins) {}

        @Override
        public List<? extends Note> all() {
          return List.of();
        }
      };

  /**
   * Reads a note that {@link Note#writeTo} wrote, to its last byte. It is not remembered yet.
   *
   * @throws IOException if the bytes are no such note
   */
  Note read(NoteReader in) throws IOException;

  /**
   * Drops the notes on these calls.
   *
   * @param origins the ids of the calls
   */
  void forget(Set<String> origins);

  /** All notes that are remembered. */
  List<? extends Note> all();
}
