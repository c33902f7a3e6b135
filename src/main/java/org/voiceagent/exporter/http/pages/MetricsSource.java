package org.voiceagent.exporter.http.pages;

import java.util.Set;
import org.voiceagent.exporter.page.Exposition;
import org.voiceagent.exporter.page.Page;

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
   * @param gzip whether the client takes gzip; the page need not be compressed all the same
   */
  Page render(Exposition.Format format, Set<String> names, boolean gzip);
}
