package org.voiceagent.exporter.http;

import java.util.Set;
import org.voiceagent.exporter.metrics.Exposition;

/**
 * Makes the page Prometheus scrapes; {@link Exposition#render} is one. Implementations are
 * thread-safe.
 */
@FunctionalInterface
public interface MetricsSource {

  /**
   * The page as it stands now, in UTF-8.
   *
   * @param format what to write it in
   * @param names the samples wanted, by {@code name[]}; empty for all
   */
  byte[] render(Exposition.Format format, Set<String> names);
}
