package org.voiceagent.exporter.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.ledger.Ledger;
import org.voiceagent.exporter.ledger.LedgerMeter;
import org.voiceagent.exporter.ledger.LedgerSettings;
import org.voiceagent.exporter.ledger.Mark.Once;
import org.voiceagent.exporter.ledger.Totals;

/**
 * The calls that a ledger has counted, by their ids and by the names of their folders. Thread-safe.
 *
 * @param ledger where they are recorded
 * @param names how calls are named
 * @param hasEarlier whether calls were recorded before this start, perhaps under another naming
 */
public record CountedCalls(Ledger ledger, CallNames names, boolean hasEarlier)
    implements AutoCloseable {

  /**
   * Opens the ledger in a folder; calls that were recorded under another naming are known under
   * this one.
   *
   * @param notes the history of calls, and how calls are named
   * @throws IOException as {@link Ledger#open}
   */
  public static CountedCalls open(
      Path path, LedgerSettings settings, Totals totals, CallNotes notes, LedgerMeter meter)
      throws IOException {
    return open(path, settings, new Ledger.Kept(totals, notes, meter), notes.names());
  }

  /**
   * Opens the ledger in a folder; calls that were recorded under another naming are known under
   * this one.
   *
   * @throws IOException as {@link Ledger#open}
   */
  public static CountedCalls open(
      Path path, LedgerSettings settings, Ledger.Kept kept, CallNames names) throws IOException {
    Ledger ledger = Ledger.open(path, settings, kept, mark -> renamed(mark, names));
    return new CountedCalls(ledger, names, !ledger.isEmpty());
  }

  private static Once renamed(Once mark, CallNames names) {
    return mark.kind().equals(Once.CALL) ? Once.call(names.shown(mark.name())) : mark;
  }

  /**
   * The id of the call in a folder of this name: the one under which it was counted, which is
   * another than the usual one if it was counted under another setting. Empty if no call's folder
   * has such a name.
   */
  public Optional<CallId> idOf(String folder) {
    Optional<CallId> usual = names.id(folder);
    // Without earlier calls there is no other name, and no need to hash each folder's name for it.
    return usual.isEmpty() || !hasEarlier || contains(usual.get())
        ? usual
        : names.ids(folder).stream().filter(this::contains).findFirst().or(() -> usual);
  }

  /** Whether the call was counted, or is forgotten and must not be. */
  public boolean contains(CallId id) {
    return ledger.contains(mark(id));
  }

  /** Whether the call was counted and is not forgotten. */
  public boolean isCounted(CallId id) {
    return ledger.isCounted(mark(id));
  }

  /** The facts of the call that may come late and were counted. */
  public Set<String> lateFacts(CallId id) {
    return ledger.lateFacts(mark(id));
  }

  /** Whether the call stays forgotten, however often its folder comes back. */
  public boolean isForgotten(CallId id) {
    return ledger.isForgotten(mark(id));
  }

  /** Whether all that was counted is on the disk, so that the folders of counted calls may go. */
  public boolean isDurable() {
    return ledger.isDurable();
  }

  /** The ids of the calls that ended last, newest first. */
  public List<CallId> newest() {
    return ledger.newest(Once.CALL).stream()
        .flatMap(mark -> CallId.parse(mark.name()).stream())
        .toList();
  }

  /**
   * Forgets calls for good.
   *
   * @throws IOException as {@link Ledger#forget}
   */
  public void forget(Set<CallId> calls) throws IOException {
    ledger.forget(calls.stream().map(CountedCalls::mark).collect(Collectors.toSet()));
  }

  /** The mark of a call. */
  public static Once mark(CallId id) {
    return Once.call(id.value());
  }

  @Override
  public void close() throws IOException {
    ledger.close();
  }
}
