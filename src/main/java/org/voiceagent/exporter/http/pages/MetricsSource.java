package org.voiceagent.exporter.http.pages;

import java.util.Set;
import org.voiceagent.exporter.page.Exposition;
import org.voiceagent.exporter.page.Page;

/**
 * Creates the page that Prometheus scrapes; {@link Exposition#render} is one implementation.
 * Implementations are thread-safe.
 */
@FunctionalInterface
public interface MetricsSource {

  /**
   * The current page, in UTF-8.
   *
   * @param format the text format
   * @param names the samples wanted, from {@code name[]}; empty for all
   * @param gzip whether the client accepts gzip; the page need not be compressed
   */
  Page render(Exposition.Format format, Set<String> names, boolean gzip);
}
