package org.voiceagent.exporter.history;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Note;
import org.voiceagent.exporter.ledger.NoteReader;
import org.voiceagent.exporter.ledger.NoteWriter;
import org.voiceagent.exporter.ledger.Notes;

/**
 * Keeps the call history in the ledger, one note for each call. Thread-safe.
 *
 * @param history where calls are remembered
 * @param names how calls are named; a call that was recorded under another naming is remembered
 *     under this one
 */
public record CallNotes(CallHistory history, CallNames names) implements Notes {

  /** The note on a call. */
  public Note of(Observation seen) {
    return new OnCall(seen, history);
  }

  /** What the note of an entry remembers of its call; empty if the entry has no such note. */
  public static Optional<Observation> observation(Entry entry) {
    return entry.note().isPresent() && entry.note().get() instanceof OnCall on
        ? Optional.of(on.seen())
        : Optional.empty();
  }

  @Override
  public Note read(NoteReader in) throws IOException {
    Observation seen = ObservationCodec.read(in);
    return of(seen.of(names.shown(seen.id())));
  }

  @Override
  public void forget(Set<String> origins) {
    history.forget(
        origins.stream().flatMap(id -> CallId.parse(id).stream()).collect(Collectors.toSet()));
  }

  @Override
  public List<Note> all() {
    return history.all().stream().map(this::of).toList();
  }

  private record OnCall(Observation seen, CallHistory history) implements Note {
    @Override
    public void writeTo(NoteWriter out) {
      ObservationCodec.write(out, seen);
    }

    @Override
    public void remember() {
      history.add(seen);
    }
  }
}
