package org.voiceagent.exporter.cli;

/** How to print a report; the names are what one types. */
enum ReportFormat {
  text,
  json
}
