package org.voiceagent.exporter.artifact;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.voiceagent.exporter.artifact.engine.EngineReports;

/**
 * The formats in which calls are read, the most trusted first: where several files in one folder
 * end the call, the first format wins, and the others add what it lacks. Immutable.
 */
public final class CallFormats {
  private static final CallFormats BUILT_IN =
      new CallFormats(
          Stream.concat(
                  Stream.of(new MetricsJson()),
                  EngineReports.all().stream().map(TranslatedReport::new))
              .toList());

  private final List<CallFormat> formats;
  private final List<ArtifactFile> files;
  private final Map<Path, ArtifactFile> byPath = new HashMap<>();

  private CallFormats(List<CallFormat> formats) {
    List<ArtifactFile> all = new ArrayList<>(formats.stream().map(CallFormat::end).toList());
    all.addAll(
        List.of(
            ArtifactFile.TRANSCRIPT,
            ArtifactFile.SNAPSHOT,
            ArtifactFile.FEEDBACK,
            ArtifactFile.FEEDBACK_LINES));
    this.formats = List.copyOf(formats);
    this.files = List.copyOf(all);
    files.forEach(file -> byPath.put(file.path(), file));
  }

  /** The formats that the program reads. */
  public static CallFormats builtIn() {
    return BUILT_IN;
  }

  static CallFormats of(CallFormat... formats) {
    return new CallFormats(List.of(formats));
  }

  /** The formats, the most trusted first. */
  List<CallFormat> formats() {
    return formats;
  }

  /**
   * All files that are read: those that end a call, the most trusted first, then those that stand
   * beside any of them.
   */
  public List<ArtifactFile> files() {
    return files;
  }

  /** The names of all files that are read. */
  public List<String> fileNames() {
    return files.stream().map(ArtifactFile::fileName).toList();
  }

  /** The names of the files that end a call, the most trusted first. */
  public List<String> endNames() {
    return formats.stream().map(format -> format.end().fileName()).toList();
  }

  /** Whether a call's folder at this path has a file that ends the call; links do not count. */
  public boolean isEnded(Path folder) {
    return formats.stream()
        .map(format -> folder.resolve(format.end().fileName()))
        .anyMatch(end -> Files.isRegularFile(end, LinkOption.NOFOLLOW_LINKS));
  }

  /** When the files that end the call at this path were last written, in ms; 0 if there is none. */
  public long endedAtMillis(Path folder) {
    return formats.stream()
        .mapToLong(format -> folder.resolve(format.end().fileName()).toFile().lastModified())
        .max()
        .orElse(0);
  }

  /** The file with this bare name. */
  Optional<ArtifactFile> named(Path name) {
    return Optional.ofNullable(byPath.get(name));
  }

  /** The place of a file in {@link #files()}. */
  int indexOf(ArtifactFile file) {
    int index = files.indexOf(file);
    if (index < 0) {
      throw new IllegalArgumentException(file + " is of no format that is read here");
    }
    return index;
  }
}
