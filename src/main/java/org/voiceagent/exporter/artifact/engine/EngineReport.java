package org.voiceagent.exporter.artifact.engine;

import com.fasterxml.jackson.databind.JsonNode;

/** The format of one engine's report. Thread-safe. */
public interface EngineReport {

  /** The name of the file by which the format is recognised, such as session_report.json. */
  String fileName();

  /**
   * Translates a report. Fields that are missing or of another type than usual are left out.
   *
   * @param report the whole file; an object
   */
  Translation translate(JsonNode report);
}
