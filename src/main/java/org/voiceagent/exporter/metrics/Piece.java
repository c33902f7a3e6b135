package org.voiceagent.exporter.metrics;

import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.metrics.Exposition.Format;

/**
 * A part of one family that changes no more. It is written when a page first needs it, outside the
 * lock of the metrics, and what came of it is kept for the pages after: in the form asked for last
 * only, since scrapers seldom take turns and memory is dear. Thread-safe.
 */
final class Piece {
  private final FamilyTexts texts;
  private final boolean first;
  private final Content content;
  private Optional<Kept> kept = Optional.empty();

  /** The samples of a piece. */
  @FunctionalInterface
  interface Content {
    /** Writes them; the same ones whenever it is called. */
    void write(FamilyText text, PageBuffer out);
  }

  private record Kept(Format format, boolean gzip, Part part) {}

  /**
   * @param first whether the family begins with it
   */
  Piece(FamilyTexts texts, boolean first, Content content) {
    this.texts = texts;
    this.first = first;
    this.content = content;
  }

  /**
   * The piece as a part of a page.
   *
   * @param gzip whether the packing compresses
   * @param scratch is overwritten
   */
  synchronized Part part(Format format, boolean gzip, PageBuffer scratch, Packing packing) {
    if (kept.filter(it -> it.format() == format && it.gzip() == gzip).isEmpty()) {
      write(format, scratch.clear());
      Part part = packing.pack(scratch.array(), scratch.size());
      kept = Optional.of(new Kept(format, gzip, part));
    }
    return kept.get().part();
  }

  /** Writes the samples of these names, without what begins the family. */
  void samples(Format format, Set<String> names, PageBuffer out) {
    content.write(texts.only(format, names), out);
  }

  private void write(Format format, PageBuffer out) {
    FamilyText text = texts.in(format);
    if (first) {
      out.add(text.head());
    }
    content.write(text, out);
  }
}
