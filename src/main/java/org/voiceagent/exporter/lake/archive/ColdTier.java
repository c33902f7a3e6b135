package org.voiceagent.exporter.lake.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.voiceagent.exporter.artifact.DeletionWish;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.history.CountedCalls;
import org.voiceagent.exporter.lake.TierPlan;
import org.voiceagent.exporter.retention.FolderFacts;
import org.voiceagent.exporter.retention.FolderStatus;
import org.voiceagent.exporter.retention.LegalHolds;
import org.voiceagent.exporter.retention.RetentionPolicy;

/**
 * Moves the folders of old calls into archives, and deletes what archives no longer keep. Not
 * thread-safe.
 */
public final class ColdTier {
  /** What one archive holds at most: it is written again when a call in it is forgotten. */
  private static final int MOST_CALLS = 2_000;

  private static final long MOST_BYTES = 256L << 20;

  private final Scope scope;
  private final ArchiveStore store;
  private final BooleanSupplier stop;

  /**
   * What is moved, and by which rules.
   *
   * @param settings when folders are archived, and for how long
   * @param sessions the folder of all sessions
   * @param reader reads summaries; knows the key that callers are hashed with
   * @param counted the calls that were counted
   * @param holds the calls under legal hold
   */
  public record Scope(
      ArchiveSettings settings,
      Path sessions,
      SessionReader reader,
      CountedCalls counted,
      LegalHolds holds) {

    /** Whether a call in an archive is under legal hold. */
    boolean isHeld(ArchivedCall call) {
      return call.ids(counted.names()).anyMatch(holds::isHeld);
    }

    /** Whether the ledger has the call in this folder on the disk, and no hold keeps the folder. */
    boolean mayLeave(String folder) {
      return counted.idOf(folder).filter(counted::contains).isPresent()
          && counted.isDurable()
          && counted.names().ids(folder).stream().noneMatch(holds::isHeld);
    }
  }

  /**
   * What was done, or would be.
   *
   * @param lines one for each step
   * @param failures what could not be done, a sentence each
   */
  public record Result(List<String> lines, List<String> failures) {
    /** Copies the lists. */
    public Result {
      lines = List.copyOf(lines);
      failures = List.copyOf(failures);
    }
  }

  /**
   * @param stop whether to end early; the rest is left for the next time
   */
  public ColdTier(Scope scope, BooleanSupplier stop) {
    this.scope = scope;
    this.store = new ArchiveStore(scope.settings());
    this.stop = stop;
  }

  /**
   * Says what is due and changes nothing.
   *
   * @param facts what is known of all folders
   * @param policy what retention keeps; it decides alone about the pipelines that it names
   * @param now the wall-clock time
   * @throws IOException if the archives cannot be read
   */
  public Result preview(List<FolderFacts> facts, RetentionPolicy policy, Instant now)
      throws IOException {
    List<String> lines = new ArrayList<>();
    due(facts, policy, now).steps().forEach(step -> lines.add(words(step)));
    List<String> failures = new ArrayList<>();
    expired(now, failures).steps().forEach(step -> lines.add(words(step)));
    return new Result(lines, failures);
  }

  /**
   * Archives the folders that are due.
   *
   * @param facts what is known of all folders
   * @param policy what retention keeps; it decides alone about the pipelines that it names
   * @param now the wall-clock time
   * @throws IOException if the sessions folder or the archives cannot be read or written
   */
  public Result archive(List<FolderFacts> facts, RetentionPolicy policy, Instant now)
      throws IOException {
    TierPlan plan = due(facts, policy, now);
    if (plan.steps().isEmpty()) {
      return new Result(List.of(), List.of());
    }
    Map<String, FolderFacts> byName = new HashMap<>();
    facts.forEach(fact -> byName.put(fact.name(), fact));
    Map<LocalDate, List<FolderFacts>> days = new TreeMap<>();
    List<String> names = new ArrayList<>();
    for (TierPlan.Step step : plan.steps()) {
      String name = String.valueOf(step.path().getFileName());
      names.add(name);
      days.computeIfAbsent(step.day(), any -> new ArrayList<>())
          .add(Optional.ofNullable(byName.get(name)).orElseThrow());
    }
    List<String> lines = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    try (GuardedRoot root = GuardedRoot.open(scope.sessions())) {
      FolderMove move = new FolderMove(root, scope, store, store.archived(names));
      for (Map.Entry<LocalDate, List<FolderFacts>> day : days.entrySet()) {
        for (List<FolderFacts> batch : batches(day.getValue())) {
          if (stop.getAsBoolean()) {
            return new Result(lines, failures);
          }
          for (String gone : move.move(day.getKey(), batch, failures)) {
            lines.add(words(TierPlan.archived(scope.sessions().resolve(gone), day.getKey())));
          }
        }
      }
    }
    return new Result(lines, failures);
  }

  /**
   * Deletes the archives, and the single calls in them, whose time is over.
   *
   * @param now the wall-clock time, which must be trusted
   * @throws IOException if an archive cannot be read or written
   */
  public Result expire(Instant now) throws IOException {
    store.clear();
    List<String> lines = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (TierPlan.Step step : expired(now, failures).steps()) {
      if (stop.getAsBoolean()) {
        break;
      }
      ArchiveFile file = ArchiveFile.of(step.path()).orElseThrow();
      store.remove(
          file,
          call ->
              !scope.isHeld(call)
                  && step.call().filter(only -> !only.equals(call.folder())).isEmpty());
      lines.add(words(step));
    }
    return new Result(lines, failures);
  }

  private TierPlan due(List<FolderFacts> facts, RetentionPolicy policy, Instant now) {
    if (!scope.settings().enabled()) {
      return new TierPlan(List.of());
    }
    List<TierPlan.Folder> folders =
        facts.stream()
            .filter(fact -> fact.status() == FolderStatus.COUNTED)
            .filter(
                fact -> fact.notes().pipeline().filter(policy.pipelines()::containsKey).isEmpty())
            .filter(fact -> !isDue(fact.notes().deletion(), now))
            .map(
                fact ->
                    new TierPlan.Folder(
                        scope.sessions().resolve(fact.name()),
                        fact.since().atZone(ZoneOffset.UTC).toLocalDate()))
            .toList();
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    return TierPlan.ofFolders(folders, scope.settings().after(), today);
  }

  /** Retention deletes such a folder; it needs no archive. */
  private static boolean isDue(DeletionWish wish, Instant now) {
    return wish.wanted() && wish.at().filter(at -> at.isAfter(now)).isEmpty();
  }

  /** An archive that cannot be read stays: it may hold calls that are held. */
  private TierPlan expired(Instant now, List<String> failures) throws IOException {
    boolean anyHeld = !scope.holds().all().isEmpty();
    List<TierPlan.Archive> archives = new ArrayList<>();
    for (ArchiveFile file : store.own()) {
      Path path = file.in(store.folder());
      int[] size = {0};
      List<TierPlan.Archive.Call> calls = new ArrayList<>();
      try {
        for (ArchivedCall call :
            ArchiveIndex.read(
                path, line -> ++size[0] > 0 && (anyHeld || ArchiveIndex.asksForDeletion(line)))) {
          boolean held = scope.isHeld(call);
          if (held || call.deleteAt().isPresent()) {
            calls.add(new TierPlan.Archive.Call(call.folder(), call.deleteAt(), held));
          }
        }
        archives.add(new TierPlan.Archive(path, file.day(), size[0], calls));
      } catch (IOException damaged) {
        failures.add(path + " stays: " + damaged.getMessage());
      }
    }
    return TierPlan.ofArchives(archives, scope.settings().cold(), now);
  }

  private static List<List<FolderFacts>> batches(List<FolderFacts> folders) {
    List<List<FolderFacts>> batches = new ArrayList<>();
    List<FolderFacts> batch = new ArrayList<>();
    long bytes = 0;
    for (FolderFacts folder : folders) {
      long more = folder.measure().bytes();
      if (!batch.isEmpty() && (batch.size() == MOST_CALLS || bytes + more > MOST_BYTES)) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(folder);
      bytes += more;
    }
    batches.add(batch);
    return batches;
  }

  /** As an operator may read it: ids that name a person have their short form. */
  private String words(TierPlan.Step step) {
    String name = String.valueOf(step.path().getFileName());
    Path shown =
        step.to() == TierPlan.Tier.COLD
            ? step.path().resolveSibling(scope.counted().names().shown(name))
            : step.path();
    return new TierPlan.Step(
            shown,
            step.call().map(scope.counted().names()::shown),
            step.day(),
            step.to(),
            step.limit())
        .inWords();
  }
}
