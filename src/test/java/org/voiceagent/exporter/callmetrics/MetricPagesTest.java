package org.voiceagent.exporter.callmetrics;

import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.testing.GoldenFile;

/** Keeps {@code docs/metrics.md} in step with the catalog. */
final class MetricPagesTest {
  private static final GoldenFile DOCUMENTATION = GoldenFile.document("metrics.md");

  @Test
  void theDocumentationIsUpToDate() {
    DOCUMENTATION.matches(MetricPages.renew(DOCUMENTATION.text(), CallCatalog.bundled()));
  }
}
