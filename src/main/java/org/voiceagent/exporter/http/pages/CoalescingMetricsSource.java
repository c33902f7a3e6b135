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
 * Limits the memory of metrics pages that clients read slowly, by coalescing requests. One page is
 * created at a time. While more than a few requests are in progress, a page is reused for one
 * second, so that even the largest number of slow clients shares about twenty pages. Thread-safe.
 */
public final class CoalescingMetricsSource implements MetricsSource {
  /** More than the scrapers and people of one daemon. */
  public static final int FEW = 8;

  static final Duration LIFE = Duration.ofSeconds(1);

  /** How many variants of the page are kept for reuse. */
  private static final int FORMS = 4;

  private final MetricsSource source;
  private final IntSupplier underWay;
  private final LongSupplier nanos;
  private final Map<Form, Made> newest = new LinkedHashMap<>();

  private record Form(Format format, Set<String> names, boolean gzip) {}

  private record Made(Page page, long nanos) {}

  /**
   * @param source creates pages
   * @param underWay how many requests are being answered
   * @param nanos the time, as {@link System#nanoTime} returns it
   */
  public CoalescingMetricsSource(MetricsSource source, IntSupplier underWay, LongSupplier nanos) {
    this.source = source;
    this.underWay = underWay;
    this.nanos = nanos;
  }

  /**
   * Never returns a page older than one returned before in the same variant, because counters only
   * grow.
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
