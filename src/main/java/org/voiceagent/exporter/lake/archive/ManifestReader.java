package org.voiceagent.exporter.lake.archive;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.artifact.CallFolder;
import org.voiceagent.exporter.artifact.CallFormats;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.files.GuardedRoot;
import org.voiceagent.exporter.files.Removals;
import org.voiceagent.exporter.files.RemovedFolder.FileDigest;
import org.voiceagent.exporter.lake.CallRows;
import org.voiceagent.exporter.lake.LakeSettings;
import org.voiceagent.exporter.lake.TierPlan;
import org.voiceagent.exporter.lake.archive.StorageManifest.DataClass;
import org.voiceagent.exporter.lake.archive.StorageManifest.Item;
import org.voiceagent.exporter.retention.FolderFacts;
import org.voiceagent.exporter.retention.FolderStatus;
import org.voiceagent.exporter.retention.LegalHolds;
import org.voiceagent.exporter.retention.Planner;

/**
 * Finds all files with anything of a call in them: its folder, the journal of this host, the lake
 * and the archives of all hosts. Reads only. Thread-safe.
 */
public final class ManifestReader {
  private static final Set<String> SNAPSHOT = Set.of("config_snapshot.yaml");

  private final Scope scope;
  private final LegalHolds holds;
  private final CallNames names;

  /**
   * Where to look.
   *
   * @param sessions the folder of all sessions
   * @param lake the journal and the lake
   * @param archive the archives
   * @param reader reads summaries
   * @param planner says how long a folder is kept
   */
  public record Scope(
      Path sessions,
      LakeSettings lake,
      ArchiveSettings archive,
      SessionReader reader,
      Planner planner) {}

  /**
   * @param holds the calls under legal hold
   * @param names how calls are named
   */
  public ManifestReader(Scope scope, LegalHolds holds, CallNames names) {
    this.scope = scope;
    this.holds = holds;
    this.names = names;
  }

  /**
   * The manifest of a call. It has no items if nothing is kept.
   *
   * @param call its id, or the name of its folder
   * @throws org.voiceagent.exporter.lake.MissingAddOnException if the lake has files and DuckDB is
   *     not installed
   * @throws IOException if something cannot be read
   */
  public StorageManifest of(CallId call) throws IOException {
    Set<CallId> ids = new HashSet<>(names.ids(call.value()));
    Optional<LegalHolds.Hold> hold = Optional.empty();
    for (CallId id : ids) {
      hold = hold.isPresent() ? hold : holds.of(id);
    }
    List<Item> items = new ArrayList<>(ofFolders(ids));
    for (CallRows.Place place :
        new CallRows(scope.lake()).of(ids.stream().map(CallId::value).toList())) {
      items.add(
          new Item(
              place.tier(),
              place.path().toString(),
              DataClass.PERSONAL,
              place.bytes(),
              place.rows(),
              place.sha256(),
              Optional.of(place.expiresAt())));
    }
    items.addAll(ofArchives(ids));
    boolean held = hold.isPresent();
    return new StorageManifest(
        names.shown(call).value(),
        hold,
        items.stream().map(one -> held ? kept(one) : one).toList());
  }

  private static Item kept(Item item) {
    return new Item(
        item.tier(),
        item.file(),
        item.dataClass(),
        item.bytes(),
        item.rows(),
        item.sha256(),
        Optional.empty());
  }

  private List<Item> ofFolders(Set<CallId> ids) throws IOException {
    List<Item> items = new ArrayList<>();
    try (GuardedRoot root = GuardedRoot.open(scope.sessions())) {
      for (String entry : root.names()) {
        String name = Removals.originalName(entry);
        if (CallId.parse(name).isPresent() && names.ids(name).stream().anyMatch(ids::contains)) {
          items.addAll(ofFolder(root, entry, name));
        }
      }
    } catch (NoSuchFileException none) {
      return List.of();
    }
    return items;
  }

  private List<Item> ofFolder(GuardedRoot root, String entry, String name) throws IOException {
    BasicFileAttributes seen = root.look(entry);
    if (!seen.isDirectory()) {
      return List.of();
    }
    Optional<Instant> expiresAt;
    try (CallFolder folder = CallFolder.open(root, entry, seen)) {
      FolderFacts facts =
          new FolderFacts(
              entry,
              FolderStatus.COUNTED,
              root.measure(entry),
              scope.reader().retentionNotes(folder));
      expiresAt = scope.planner().dueAt(facts);
    }
    List<Item> items = new ArrayList<>();
    for (FileDigest file : root.removals().digests(name)) {
      items.add(
          new Item(
              TierPlan.Tier.HOT,
              scope.sessions().resolve(entry).resolve(file.file()).toString(),
              dataClass(file.file()),
              file.bytes(),
              0,
              Optional.of(file.sha256()).filter(known -> !known.isEmpty()),
              expiresAt));
    }
    return items;
  }

  private List<Item> ofArchives(Set<CallId> ids) throws IOException {
    List<Item> items = new ArrayList<>();
    for (ArchiveFile archive : ArchiveFile.all(scope.archive().folder())) {
      Path path = archive.in(scope.archive().folder());
      Instant end = TierPlan.dueAt(archive.day(), scope.archive().cold());
      for (ArchivedCall call :
          ArchiveIndex.read(path, line -> ArchiveIndex.ids(line, names).anyMatch(ids::contains))) {
        Instant expiresAt = call.deleteAt().filter(at -> at.isBefore(end)).orElse(end);
        for (ArchivedFile file : call.files()) {
          items.add(
              new Item(
                  TierPlan.Tier.COLD,
                  path + "!/" + call.folder() + "/" + file.name(),
                  dataClass(file.name()),
                  file.bytes(),
                  0,
                  Optional.of(file.sha256()),
                  Optional.of(expiresAt)));
        }
      }
    }
    return items;
  }

  /** A summary names the caller as the engine does, and a snapshot may hold keys. */
  private static DataClass dataClass(String file) {
    return SNAPSHOT.contains(file) || CallFormats.builtIn().endNames().contains(file)
        ? DataClass.SECRET
        : DataClass.PERSONAL;
  }
}
