package org.voiceagent.exporter.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.yaml.Nearest;

/**
 * The keys in a call's files that the program does not read. Engines write many keys of their own,
 * so only a key that nearly matches a known one is reported; the others are counted. Used to check
 * a folder by hand, never by the daemon. Not thread-safe.
 */
public final class UnknownKeys {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** Longer keys are not taken for misspelt ones. */
  private static final int LONGEST = 64;

  private static final Set<String> OF_THE_LINE = Set.of("turn");
  private static final Set<String> OF_THE_SUMMARY =
      Set.of("schema_version", "deletion", "deletion_settings", "metadata");
  private static final Set<String> OF_THE_FEEDBACK =
      Set.of(
          "ts",
          "source",
          "correction",
          "csat",
          "resolved",
          "human_rating",
          "transferred",
          "evaluations",
          "cost",
          "cost_usd");

  private final List<Misspelt> misspelt = new ArrayList<>();
  private final Set<String> others = new HashSet<>();
  private final Set<String> seen = new HashSet<>();

  /**
   * A key that is nearly one that is read.
   *
   * @param file the file's name
   * @param line the line of its first appearance, from 1
   * @param path the key, with dots between its parts
   * @param meant the key of the same object that it resembles
   */
  public record Misspelt(String file, int line, String path, String meant) {}

  private UnknownKeys() {}

  /**
   * Looks through the JSON files of a call.
   *
   * @param folder the call's open folder
   * @throws IOException if a file cannot be read
   */
  public static UnknownKeys in(CallFolder folder, ReadLimits limits) throws IOException {
    UnknownKeys keys = new UnknownKeys();
    keys.look(folder, ArtifactFile.SUMMARY, limits.summaryBytes());
    keys.look(folder, ArtifactFile.TRANSCRIPT, limits.transcriptBytes());
    keys.look(folder, ArtifactFile.FEEDBACK, limits.summaryBytes());
    keys.look(folder, ArtifactFile.FEEDBACK_LINES, limits.summaryBytes());
    return keys;
  }

  /** Keys that are nearly one that is read, in the order of the files. */
  public List<Misspelt> misspelt() {
    return List.copyOf(misspelt);
  }

  /** How many other keys of {@code metrics.json} are ignored. */
  public int others() {
    return others.size();
  }

  private void look(CallFolder folder, ArtifactFile file, int limit) throws IOException {
    folder.look(file);
    Optional<byte[]> content = folder.content(file, limit);
    if (content.isEmpty()) {
      return;
    }
    seen.clear();
    int number = 1;
    String text = new String(content.get(), StandardCharsets.UTF_8);
    boolean lines = file == ArtifactFile.TRANSCRIPT || file == ArtifactFile.FEEDBACK_LINES;
    for (String part : lines ? text.split("\n", -1) : new String[] {text}) {
      try (JsonParser parser = JSON.createParser(part)) {
        if (parser.nextToken() == JsonToken.START_OBJECT) {
          object(parser, file, number, "");
        }
      } catch (IOException broken) {
        // What is wrong with it is said by who reads it.
      }
      number++;
    }
  }

  private void object(JsonParser parser, ArtifactFile file, int number, String path)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      int line = number + parser.currentTokenLocation().getLineNr() - 1;
      String below = path.isEmpty() ? name : path + "." + name;
      boolean object = parser.nextToken() == JsonToken.START_OBJECT;
      if (object && file == ArtifactFile.SUMMARY && FieldBindings.isGroup(below)) {
        object(parser, file, number, below);
      } else {
        parser.skipChildren();
        if (name.length() <= LONGEST && seen.add(below)) {
          judge(file, line, path, name);
        }
      }
    }
  }

  private void judge(ArtifactFile file, int line, String path, String name) {
    Set<String> known = known(file, path);
    if (known.contains(name)) {
      return;
    }
    Optional<String> meant = Nearest.to(name, known, mostEdits(name));
    String below = path.isEmpty() ? name : path + "." + name;
    if (meant.isPresent()) {
      misspelt.add(new Misspelt(file.fileName(), line, below, meant.get()));
    } else if (file == ArtifactFile.SUMMARY) {
      others.add(below);
    }
  }

  /** A short word resembles many others, and so does the id of a carrier. */
  private static int mostEdits(String name) {
    if (name.length() < 5 || name.endsWith("_sid")) {
      return 0;
    }
    return name.length() < 8 ? 1 : name.length() < 14 ? 2 : 3;
  }

  private static Set<String> known(ArtifactFile file, String path) {
    if (file == ArtifactFile.TRANSCRIPT) {
      return with(LineFields.names(), OF_THE_LINE);
    }
    return file == ArtifactFile.SUMMARY
        ? with(FieldBindings.namesIn(path), path.isEmpty() ? OF_THE_SUMMARY : Set.of())
        : OF_THE_FEEDBACK;
  }

  private static Set<String> with(Set<String> some, Set<String> more) {
    Set<String> all = new HashSet<>(some);
    all.addAll(more);
    return all;
  }
}
