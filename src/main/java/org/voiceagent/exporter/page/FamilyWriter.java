package org.voiceagent.exporter.page;

import java.nio.charset.StandardCharsets;
import org.voiceagent.exporter.ledger.SeriesTotal.Exemplar;
import org.voiceagent.exporter.page.FamilyTemplate.Line;
import org.voiceagent.exporter.totals.RunningTotals;
import org.voiceagent.exporter.totals.SampleWriter;
import org.voiceagent.exporter.totals.SeriesLabels;

/** Writes the lines of one family on a page. Not thread-safe. */
final class FamilyWriter implements SampleWriter {
  private static final byte[] EXEMPLAR =
      (" # {" + RunningTotals.EXEMPLAR_LABEL + "=\"").getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EXEMPLAR_END = "\"} ".getBytes(StandardCharsets.US_ASCII);

  private final FamilyTemplate template;
  private final PageBuffer page;
  private boolean begun;

  FamilyWriter(FamilyTemplate template, PageBuffer page) {
    this.template = template;
    this.page = page;
  }

  /** Writes the lines that begin the family; else they are written before the first sample. */
  void head() {
    if (!begun) {
      page.add(template.head());
      begun = true;
    }
  }

  @Override
  public void value(SeriesLabels labels, double value, Exemplar exemplar) {
    line(template.value(), labels, value, exemplar);
  }

  @Override
  public void histogram(SeriesLabels labels, long[] counts, Exemplar[] exemplars, double sum) {
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      line(template.bucket(i), labels, (double) seen, exemplars[i]);
    }
    line(template.count(), labels, (double) seen, Exemplar.NONE);
    line(template.sum(), labels, sum, Exemplar.NONE);
  }

  private void line(Line line, SeriesLabels labels, double number, Exemplar exemplar) {
    if (line.wanted()) {
      head();
      page.add(line.before(), labels.text(), line.after()).number(number);
      if (template.exemplars() && !exemplar.callId().isEmpty()) {
        page.add(EXEMPLAR).add(exemplar.callId()).add(EXEMPLAR_END).number(exemplar.value());
        page.add(' ').seconds(exemplar.atMs());
      }
      page.add('\n');
    }
  }
}
