package org.voiceagent.exporter.forget;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.voiceagent.exporter.artifact.CallFormats;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.files.RemovedFolder.FileDigest;
import org.voiceagent.exporter.forget.Receipt.Cause;
import org.voiceagent.exporter.forget.Receipt.DeletedFile;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.retention.LegalHolds;

/**
 * Forgets calls: removes their folders and everything that ledger, history, metrics and reports
 * know about them. The totals stay as they are.
 *
 * <p>The order of the steps makes it safe to end the process at any moment:
 *
 * <ol>
 *   <li>The journal records the job.
 *   <li>Ledger and memory forget the call durably, so that its folder is not counted again while it
 *       is being removed, and so that it is forgotten there even if its folder cannot be removed.
 *   <li>The journal records the digests of the files, as far as they can be read.
 *   <li>What archives, the journal and the lake have of the call, and then its folder, is removed.
 *   <li>The receipt is written.
 *   <li>The job is deleted from the journal.
 * </ol>
 *
 * <p>A process that finds a job in the journal does all steps again, which changes nothing that is
 * already done. Thread-safe.
 */
public final class Forgetting {
  private static final int REQUEST_BYTES = 8;

  private final CallFolderStore folders;
  private final Known known;
  private final ForgetJournal journal;
  private final Receipts receipts;
  private final LegalHolds holds;
  private final Doer doer;

  private Forgetting(CallFolderStore folders, Known known, Path state, Doer doer)
      throws IOException {
    this.folders = folders;
    this.known = known;
    this.journal = ForgetJournal.open(state);
    this.receipts = Receipts.open(state, doer.random());
    this.holds = new LegalHolds(state);
    this.doer = doer;
  }

  /**
   * Everything that knows calls.
   *
   * @param counted the calls that were counted
   * @param memory what else knows calls
   * @param pause pauses the counting of calls while they are forgotten
   * @param copies what files keep of calls
   */
  public record Known(
      CountedCalls counted, RememberedCalls memory, IngestPause pause, KeptCopies copies) {

    /** Where there are no rows of calls in files. */
    public Known(CountedCalls counted, RememberedCalls memory, IngestPause pause) {
      this(counted, memory, pause, KeptCopies.NONE);
    }
  }

  /**
   * The program that forgets.
   *
   * @param version its version, which receipts name
   * @param clock the wall clock
   * @param random cryptographically strong
   */
  public record Doer(String version, InstantSource clock, RandomGenerator random) {}

  /**
   * Opens the journal and the receipts in the state folder of an open ledger.
   *
   * @param sessions the folder of all sessions; it need not exist
   * @param state the ledger's folder
   * @throws IOException if the state folder cannot be used
   */
  public static Forgetting open(Path sessions, Path state, Known known, Doer doer)
      throws IOException {
    return new Forgetting(
        new CallFolderStore(sessions, known.counted().names()), known, state, doer);
  }

  /**
   * Forgets calls, except those that are unknown or under legal hold.
   *
   * @return a receipt for each call that was forgotten, as JSON for people
   * @throws IOException if anything could not be removed; all other calls were forgotten none the
   *     less. {@link #finish} completes the job, and so does asking again
   */
  public synchronized List<String> forget(Collection<CallId> calls, Cause cause)
      throws IOException {
    Map<CallId, ForgetJob> earlier = new HashMap<>();
    journal.all().forEach(one -> earlier.put(one.call(), one));
    List<ForgetJob> begun = new ArrayList<>();
    for (CallId call : new LinkedHashSet<>(calls)) {
      if (holds.isHeld(call)) {
        continue;
      }
      if (earlier.containsKey(call)) {
        begun.add(earlier.get(call));
      } else if (isKnown(call)) {
        begun.add(noted(fresh(call, cause)));
      }
    }
    return finish(begun);
  }

  /**
   * Finishes what was begun before the process ended.
   *
   * @return the receipts
   * @throws IOException if that failed again
   */
  public synchronized List<String> finish() throws IOException {
    return finish(journal.all());
  }

  /** Those of some calls that are under legal hold, so that they are not forgotten. */
  List<CallId> held(Collection<CallId> calls) {
    return calls.stream().distinct().filter(holds::isHeld).toList();
  }

  /** The ids that the call of this name may have; empty if no call can have this name. */
  List<CallId> ids(String name) {
    return folders.callNames().ids(name);
  }

  private boolean isKnown(CallId call) throws IOException {
    return known.counted().isCounted(call)
        || known.memory().knows(call)
        || folders.isThere(call)
        || known.copies().knows(call);
  }

  private ForgetJob fresh(CallId call, Cause cause) {
    byte[] mark = new byte[REQUEST_BYTES];
    doer.random().nextBytes(mark);
    String request = HexFormat.of().formatHex(mark);
    return new ForgetJob(
        call, request, cause, now(), known.counted().isCounted(call), List.of(), true);
  }

  private ForgetJob noted(ForgetJob one) throws IOException {
    journal.write(one);
    return one;
  }

  private List<String> finish(List<ForgetJob> begun) throws IOException {
    if (begun.isEmpty()) {
      return List.of();
    }
    Set<CallId> calls = begun.stream().map(ForgetJob::call).collect(Collectors.toSet());
    known
        .pause()
        .during(
            () -> {
              known.counted().forget(calls);
              known.memory().forget(calls);
            });
    List<IOException> failures = new ArrayList<>();
    List<ForgetJob> seen = see(begun, failures);
    try {
      known.copies().forget(calls);
    } catch (IOException e) {
      failures.add(e);
    }
    boolean copiesAreGone = failures.isEmpty();
    Receipts.Batch batch = receipts.batch();
    List<String> done = new ArrayList<>();
    for (ForgetJob one : seen) {
      try {
        ForgetJob all = one.with(folders.remove(one.call()));
        if (copiesAreGone) {
          done.add(ReceiptJson.shown(receiptOf(all, batch)));
        }
      } catch (IOException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    return done;
  }

  /** Records the digests of all files; a job of which that fails stays for the next time. */
  private List<ForgetJob> see(List<ForgetJob> begun, List<IOException> failures) {
    Map<CallId, List<FileDigest>> archived = Map.of();
    try {
      archived = known.copies().files(begun.stream().map(ForgetJob::call).toList());
    } catch (IOException e) {
      failures.add(e);
    }
    List<ForgetJob> seen = new ArrayList<>();
    for (ForgetJob one : begun) {
      try {
        seen.add(see(one, archived.getOrDefault(one.call(), List.of())));
      } catch (IOException e) {
        failures.add(e);
      }
    }
    return seen;
  }

  private ObjectNode receiptOf(ForgetJob all, Receipts.Batch batch) throws IOException {
    Optional<ObjectNode> written = batch.find(all.request());
    ObjectNode receipt =
        written.isPresent() ? written.get() : batch.append(number -> receipt(all, number));
    journal.done(all);
    return receipt;
  }

  /**
   * Records the digests before the removal, because they would be lost if the process ended in
   * between. A folder that cannot be read may still be removed; the receipt then says that its
   * files are not listed.
   */
  private ForgetJob see(ForgetJob one, List<FileDigest> archived) throws IOException {
    CallFolderStore.Seen files = folders.see(one.call());
    ForgetJob more = one.with(files.digests()).with(archived);
    ForgetJob seen = files.complete() ? more : more.incomplete();
    return seen.equals(one) ? one : noted(seen);
  }

  private Receipt receipt(ForgetJob one, long number) {
    return new Receipt(
        number,
        one.request(),
        one.cause(),
        receipts.hashOf("call", one.call().value()),
        one.begunAt(),
        now(),
        doer.version(),
        one.counted(),
        one.files().stream().map(this::deleted).toList(),
        one.complete());
  }

  private DeletedFile deleted(FileDigest file) {
    if (CallFormats.builtIn().fileNames().contains(file.file())) {
      return new DeletedFile(file.file(), file.bytes(), file.sha256());
    }
    String hash = receipts.hashOf("file", file.file()).substring(0, 2 * REQUEST_BYTES);
    return new DeletedFile("other-" + hash, file.bytes(), file.sha256());
  }

  private Instant now() {
    return doer.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
