package org.voiceagent.exporter.artifact;

import java.nio.file.Path;

/**
 * A file that an engine drops into a call's folder. Two are equal only if they are the same object;
 * {@link CallFormats#files()} lists them.
 */
public final class ArtifactFile {
  /** The call's summary as the contract has it; its complete presence ends the call. */
  public static final ArtifactFile SUMMARY = ending("metrics.json", false);

  /** One JSON object a line, appended during the call. */
  public static final ArtifactFile TRANSCRIPT =
      new ArtifactFile("transcript.jsonl", Layout.LINES, Use.DURING);

  /** The engine's configuration during the call. */
  public static final ArtifactFile SNAPSHOT =
      new ArtifactFile("config_snapshot.yaml", Layout.SETTINGS, Use.DURING);

  /** What became known after the call, as one object. */
  public static final ArtifactFile FEEDBACK =
      new ArtifactFile("feedback.json", Layout.OBJECT, Use.RARE);

  /** The same, one object a line; later lines win. */
  public static final ArtifactFile FEEDBACK_LINES =
      new ArtifactFile("feedback.jsonl", Layout.LINES, Use.RARE);

  private final String fileName;
  private final Path path;
  private final Layout redaction;
  private final Use use;

  private ArtifactFile(String fileName, Layout redaction, Use use) {
    this.fileName = fileName;
    this.path = Path.of(fileName);
    this.redaction = redaction;
    this.use = use;
  }

  /** How a file is laid out, which decides how it is redacted. */
  public enum Layout {
    /** A JSON object a line, seen as one dialogue. */
    LINES,
    /** One JSON object. */
    OBJECT,
    /** Settings as YAML. */
    SETTINGS
  }

  private enum Use {
    DURING,
    END,
    RARE_END,
    RARE
  }

  /**
   * The file with which an engine ends a call: a JSON object.
   *
   * @param rare whether most calls lack it, because other engines write other files
   */
  static ArtifactFile ending(String fileName, boolean rare) {
    return new ArtifactFile(fileName, Layout.OBJECT, rare ? Use.RARE_END : Use.END);
  }

  /** The file's name within the call's folder. */
  public String fileName() {
    return fileName;
  }

  /** The name as a path of one element. */
  Path path() {
    return path;
  }

  /** How the file is redacted on disk. */
  public Layout redaction() {
    return redaction;
  }

  /** Whether the complete presence of the file ends the call. */
  public boolean endsCall() {
    return use == Use.END || use == Use.RARE_END;
  }

  /** Whether most calls lack the file. */
  public boolean isRare() {
    return use == Use.RARE || use == Use.RARE_END;
  }

  /**
   * Whether the engine writes the file while the call goes on, and so before the one that ends it.
   */
  public boolean isWrittenDuringCall() {
    return use == Use.DURING;
  }

  @Override
  public String toString() {
    return fileName;
  }
}
