package org.voiceagent.exporter.telemetry;

import java.time.Instant;
import java.util.Locale;

/** Learns what became of the data that the daemon sends to others. Thread-safe. */
public interface ExportMeter {

  /** Where data is sent, and of which kind. */
  enum Target {
    /** Lines of the line protocol for InfluxDB. */
    INFLUX,
    /** Metrics by OTLP. */
    OTLP_METRICS,
    /** Spans of calls by OTLP. */
    OTLP_TRACES,
    /** Evaluations of calls by OTLP. */
    OTLP_LOGS;

    /** The word in labels. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What became of one request. */
  enum Result {
    /** The receiver took all of it. */
    OK,
    /** It failed and may be sent again. */
    FAILED,
    /** The receiver will never take it. */
    REJECTED;

    /** The word in labels. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Data of this kind is going to be sent: its series begin at 0. */
  void sendingTo(Target target);

  /** A request ended. */
  void sent(Target target, Result result, Instant at);

  /**
   * So many items were given up, because the queue was full or the receiver did not take them: for
   * InfluxDB pages, else points, spans or records.
   */
  void dropped(Target target, long items);
}
