package org.voiceagent.exporter.http.pages;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.voiceagent.exporter.page.Exposition.Format;
import org.voiceagent.exporter.page.Page;

/**
 * Bounds the memory of pages that clients are slow to read. One page is made at a time. While more
 * than a few answers are under way, a page is handed out again for a second: as many slow clients
 * as there may be then hold some twenty pages between them. Thread-safe.
 */
public final class CoalescingMetricsSource implements MetricsSource {
  /** More than the scrapers and people that one daemon has. */
  public static final int FEW = 8;

  static final Duration LIFE = Duration.ofSeconds(1);

  /** Forms of the page that are handed out again. */
  private static final int FORMS = 4;

  private final MetricsSource source;
  private final IntSupplier underWay;
  private final LongSupplier nanos;
  private final Map<Form, Made> newest = new LinkedHashMap<>();

  private record Form(Format format, Set<String> names, boolean gzip) {}

  private record Made(Page page, long nanos) {}

  /**
   * @param source makes pages
   * @param underWay how many answers are under way
   * @param nanos tells the time, as {@link System#nanoTime} does
   */
  public CoalescingMetricsSource(MetricsSource source, IntSupplier underWay, LongSupplier nanos) {
    this.source = source;
    this.underWay = underWay;
    this.nanos = nanos;
  }

  /**
   * Never a page older than one that was handed out before in the same form: counters only grow.
   */
  @Override
  public synchronized Page render(Format format, Set<String> names, boolean gzip) {
    if (underWay.getAsInt() <= FEW) {
      newest.clear();
      return source.render(format, names, gzip);
    }
    newest.values().removeIf(made -> nanos.getAsLong() - made.nanos() >= LIFE.toNanos());
    Form form = new Form(format, names, gzip);
    Made made = newest.get(form);
    if (made == null) {
      made = new Made(source.render(format, names, gzip), nanos.getAsLong());
      makeRoom();
      newest.put(form, made);
    }
    return made.page();
  }

  private void makeRoom() {
    if (newest.size() == FORMS) {
      newest.remove(newest.keySet().iterator().next());
    }
  }
}
