package org.voiceagent.exporter.inbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One of the log records with which LiveKit's agents report a session.
 *
 * @param body what it is, such as {@code session report}
 * @param attributes its attributes, over those of its scope; not to be changed
 */
record LiveKitLog(String body, ObjectNode attributes) {
  /** Usage, options and tags of a session that has ended. */
  static final String REPORT = "session report";

  /** A judgement of the session. */
  static final String EVALUATION = "evaluation";

  /** Whether the session reached its aim. */
  static final String OUTCOME = "outcome";

  /** The job that it is about; "" if it names none. */
  String job() {
    return attributes.path("job_id").asText("");
  }
}
