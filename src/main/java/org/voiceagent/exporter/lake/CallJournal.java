package org.voiceagent.exporter.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.ledger.Entry;
import org.voiceagent.exporter.ledger.Projection;

/**
 * Journals a row of every counted call. It is a projection of the ledger, whose log is what makes
 * it lose nothing: a start reads again all entries since the last snapshot, and a snapshot is
 * written only after the journal was forced. So a row may stand in the journal twice, and readers
 * take one for each call. Costs no force of the disk on the counting thread but one for each
 * snapshot. Thread-safe.
 */
public final class CallJournal implements Projection {
  private final Journal journal;
  private final String host;

  /** The newest call, to which its late facts are added that were counted in the same batch. */
  private Optional<CallRow> newest = Optional.empty();

  /** The rows of entries that a start reads again, until it is known which are in the journal. */
  private Optional<List<CallRow>> recovered = Optional.of(new ArrayList<>());

  /**
   * @param host the name of this machine in the lake
   */
  public CallJournal(Journal journal, String host) {
    this.journal = journal;
    this.host = host;
  }

  @Override
  public synchronized void add(Entry entry) {
    if (newest.isPresent() && entry.origin().filter(newest.get().call()::equals).isPresent()) {
      newest.get().add(entry);
      return;
    }
    writeNewest();
    newest = CallRow.of(entry, host);
  }

  private void writeNewest() {
    newest.ifPresent(
        row -> {
          if (recovered.isPresent()) {
            recovered.get().add(row);
          } else {
            journal.append(Dataset.CALLS.label(), row.day(), row.line());
          }
        });
    newest = Optional.empty();
  }

  /**
   * Ends the start: writes those rows of entries that the start read again which the journal does
   * not have.
   */
  public synchronized void begin() {
    writeNewest();
    List<CallRow> rows = recovered.orElse(List.of());
    recovered = Optional.empty();
    JournalTails tails = new JournalTails(journal.folder(), rows.size());
    for (CallRow row : rows) {
      byte[] line = row.line();
      if (!tails.contain(Dataset.CALLS.label(), row.day(), line)) {
        journal.append(Dataset.CALLS.label(), row.day(), line);
      }
    }
    journal.flush();
  }

  /** Writes the rows of all calls that were counted; a failure is logged, and they wait on. */
  public synchronized void flush() {
    writeNewest();
    journal.flush();
  }

  @Override
  public void restore(Iterable<byte[]> blocks) {
    // The journal itself is what is kept.
  }

  /** Forgotten calls are removed from the journal by {@link LakeErasure}. */
  @Override
  public synchronized void forget(Set<String> origins) {
    newest = newest.filter(row -> !origins.contains(row.call()));
    recovered.ifPresent(rows -> rows.removeIf(row -> origins.contains(row.call())));
  }

  @Override
  public synchronized Iterable<byte[]> blocks() {
    if (recovered.isPresent()) {
      begin();
    }
    flush();
    journal.force();
    return List.of();
  }
}
