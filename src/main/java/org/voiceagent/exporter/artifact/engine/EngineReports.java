package org.voiceagent.exporter.artifact.engine;

import java.util.List;

/** The formats in which engines report calls by themselves. */
public final class EngineReports {
  private static final List<EngineReport> ALL =
      List.of(
          new LiveKitReport(),
          new VapiReport(),
          new RetellCall(),
          new ElevenLabsCall(),
          new BolnaTask(),
          new AvaCallRecord());

  private EngineReports() {}

  /** One for each engine, the most trusted first: where a folder holds several, it wins. */
  public static List<EngineReport> all() {
    return ALL;
  }
}
