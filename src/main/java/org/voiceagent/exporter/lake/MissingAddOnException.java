package org.voiceagent.exporter.lake;

import java.io.IOException;

/** The DuckDB add-on is needed and is not there; the message says what to do. */
public final class MissingAddOnException extends IOException {
  private static final long serialVersionUID = 1;

  MissingAddOnException() {
    super(
        "this needs the DuckDB add-on, which is not installed: put duckdb_jdbc.jar into the folder"
            + " addons beside the program's jar, see docs/lake.md");
  }
}
