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
import org.voiceagent.exporter.artifact.ArtifactFile;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.files.RemovedFolder.FileDigest;
import org.voiceagent.exporter.forget.Receipt.Cause;
import org.voiceagent.exporter.forget.Receipt.DeletedFile;
import org.voiceagent.exporter.history.CountedCalls;

/**
 * Forgets calls: removes their folders and all that ledger, history, metrics and reports know of
 * them, and leaves the totals as they are.
 *
 * <p>The order makes it safe to end the process at any moment. What is to be done is noted first.
 * Then the ledger forgets the call, durably, so that its folder is not counted again while it goes,
 * and so that it is forgotten there and in memory also where its folder cannot be removed. Then the
 * digests of its files are noted, as far as they can be read. Then the folder goes, then the
 * receipt is written, and last the note is deleted. Whoever finds the note does all of it again,
 * which changes nothing of what is done. Thread-safe.
 */
public final class Forgetting {
  private static final int REQUEST_BYTES = 8;

  private final CallFolders folders;
  private final CountedCalls ledger;
  private final RememberedCalls memory;
  private final Quiet quiet;
  private final UnfinishedWork work;
  private final Receipts receipts;
  private final String version;
  private final InstantSource clock;
  private final RandomGenerator random;

  private Forgetting(
      CallFolders folders,
      CountedCalls ledger,
      RememberedCalls memory,
      Quiet quiet,
      UnfinishedWork work,
      Receipts receipts,
      String version,
      InstantSource clock,
      RandomGenerator random) {
    this.folders = folders;
    this.ledger = ledger;
    this.memory = memory;
    this.quiet = quiet;
    this.work = work;
    this.receipts = receipts;
    this.version = version;
    this.clock = clock;
    this.random = random;
  }

  /** Who does it: what a receipt says of that, and where randomness comes from. */
  public record Doer(String version, InstantSource clock, RandomGenerator random) {}

  /**
   * Opens what it needs in the state folder of an open ledger.
   *
   * @param sessions the folder of all calls; it need not exist
   * @param state the ledger's folder
   * @param memory knows calls besides the ledger
   * @param quiet finds moments at which no call is being counted
   * @throws IOException if the state folder cannot be used
   */
  public static Forgetting open(
      Path sessions,
      Path state,
      CountedCalls ledger,
      RememberedCalls memory,
      Quiet quiet,
      Doer doer)
      throws IOException {
    return new Forgetting(
        new CallFolders(sessions, ledger.names()),
        ledger,
        memory,
        quiet,
        UnfinishedWork.open(state),
        Receipts.open(state, doer.random()),
        doer.version(),
        doer.clock(),
        doer.random());
  }

  /**
   * Forgets calls. Those of which nothing is known are left out.
   *
   * @return a receipt for each call that was forgotten, as JSON for people
   * @throws IOException if something could not be removed, of which the others were none the less;
   *     what was begun is finished by {@link #finish}, or by asking again
   */
  public synchronized List<String> forget(Collection<CallId> calls, Cause cause)
      throws IOException {
    Map<CallId, Unfinished> earlier = new HashMap<>();
    work.all().forEach(one -> earlier.put(one.call(), one));
    List<Unfinished> begun = new ArrayList<>();
    for (CallId call : new LinkedHashSet<>(calls)) {
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
    return finish(work.all());
  }

  /** The ids under which the call of this name may be known; empty if there can be none. */
  List<CallId> ids(String name) {
    return folders.callNames().ids(name);
  }

  private boolean isKnown(CallId call) throws IOException {
    return ledger.isCounted(call) || memory.knows(call) || folders.isThere(call);
  }

  private Unfinished fresh(CallId call, Cause cause) {
    byte[] mark = new byte[REQUEST_BYTES];
    random.nextBytes(mark);
    String request = HexFormat.of().formatHex(mark);
    return new Unfinished(call, request, cause, now(), ledger.isCounted(call), List.of(), true);
  }

  private Unfinished noted(Unfinished one) throws IOException {
    work.note(one);
    return one;
  }

  private List<String> finish(List<Unfinished> begun) throws IOException {
    if (begun.isEmpty()) {
      return List.of();
    }
    Set<CallId> calls = begun.stream().map(Unfinished::call).collect(Collectors.toSet());
    quiet.during(
        () -> {
          ledger.forget(calls);
          memory.forget(calls);
        });
    Receipts.Batch batch = receipts.batch();
    List<String> done = new ArrayList<>();
    List<IOException> failures = new ArrayList<>();
    for (Unfinished one : begun) {
      try {
        done.add(ReceiptJson.shown(removeFiles(one, batch)));
      } catch (IOException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    return done;
  }

  private ObjectNode removeFiles(Unfinished one, Receipts.Batch batch) throws IOException {
    Unfinished seen = see(one);
    Unfinished all = seen.with(folders.remove(one.call()));
    Optional<ObjectNode> written = batch.find(one.request());
    ObjectNode receipt =
        written.isPresent() ? written.get() : batch.append(number -> receipt(all, number));
    work.done(one);
    return receipt;
  }

  /**
   * Digests are noted beforehand, because a process that ends midway takes what it saw with it. A
   * folder that cannot be read may yet be removed; the receipt says that its files are not listed.
   */
  private Unfinished see(Unfinished one) throws IOException {
    CallFolders.Seen files = folders.see(one.call());
    Unfinished more = one.with(files.digests());
    Unfinished seen = files.complete() ? more : more.incomplete();
    return seen.equals(one) ? one : noted(seen);
  }

  private Receipt receipt(Unfinished one, long number) {
    return new Receipt(
        number,
        one.request(),
        one.cause(),
        receipts.hashOf("call", one.call().value()),
        one.begunAt(),
        now(),
        version,
        one.counted(),
        one.files().stream().map(this::deleted).toList(),
        one.complete());
  }

  private DeletedFile deleted(FileDigest file) {
    for (ArtifactFile known : ArtifactFile.values()) {
      if (known.fileName().equals(file.file())) {
        return new DeletedFile(file.file(), file.bytes(), file.sha256());
      }
    }
    String hash = receipts.hashOf("file", file.file()).substring(0, 2 * REQUEST_BYTES);
    return new DeletedFile("other-" + hash, file.bytes(), file.sha256());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
