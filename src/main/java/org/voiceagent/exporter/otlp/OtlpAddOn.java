package org.voiceagent.exporter.otlp;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.voiceagent.exporter.telemetry.ExportMeter;
import org.voiceagent.exporter.totals.FamilySamples;

/** Starts sending by OTLP, if OpenTelemetry's SDK lies beside the program. */
public final class OtlpAddOn {
  /** Where the add-on must lie, relative to the program's jar. */
  public static final String JAR = "addons/voice-agent-exporter-otlp.jar";

  private OtlpAddOn() {}

  /**
   * Starts it.
   *
   * @param families gives all families at one moment
   * @param meter learns what became of requests
   * @param clock dates requests
   * @param version the daemon's version
   * @throws IOException if the add-on is missing or of another version, or if an {@code OTEL_*}
   *     variable cannot be used; says what to do
   */
  public static ExportedCalls start(
      OtlpSettings settings,
      Supplier<List<FamilySamples>> families,
      ExportMeter meter,
      InstantSource clock,
      String version)
      throws IOException {
    try {
      return OtlpExport.start(settings, families, meter, clock, version);
    } catch (LinkageError missing) {
      throw new IOException(
          "otlp needs OpenTelemetry's SDK: put "
              + JAR
              + " of this version beside the program (make addons, or the package"
              + " voice-agent-exporter-otlp), or set otlp.enabled to false ("
              + missing
              + ")",
          missing);
    }
  }
}
