package org.voiceagent.exporter.artifact;

/** The contract's own format: {@code metrics.json}, with the other files beside it. */
final class MetricsJson implements CallFormat {
  @Override
  public ArtifactFile end() {
    return ArtifactFile.SUMMARY;
  }

  @Override
  public Summary read(byte[] bytes, ReadLimits limits, CallerHashing callers) {
    return SummaryReader.read(bytes, limits, callers);
  }
}
