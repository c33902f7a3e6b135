package org.voiceagent.exporter.artifact;

import java.util.Arrays;
import java.util.List;

/** The files an engine drops into a call's folder, by the names of the contract. */
public enum ArtifactFile {
  /** The call's summary; its complete presence ends the call. */
  SUMMARY("metrics.json"),
  /** One JSON object a line, appended during the call. */
  TRANSCRIPT("transcript.jsonl"),
  /** The engine's configuration during the call. */
  SNAPSHOT("config_snapshot.yaml"),
  /** What became known after the call, as one object. */
  FEEDBACK("feedback.json"),
  /** The same, one object a line; later lines win. */
  FEEDBACK_LINES("feedback.jsonl");

  private final String fileName;

  ArtifactFile(String fileName) {
    this.fileName = fileName;
  }

  /** The names of all of them. */
  public static List<String> fileNames() {
    return Arrays.stream(values()).map(ArtifactFile::fileName).toList();
  }

  /** Whether most calls lack it. */
  boolean isRare() {
    return this == FEEDBACK || this == FEEDBACK_LINES;
  }

  /** The file's name within the call's folder. */
  public String fileName() {
    return fileName;
  }
}
