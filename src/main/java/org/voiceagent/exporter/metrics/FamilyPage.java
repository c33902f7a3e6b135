package org.voiceagent.exporter.metrics;

import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.metrics.Exposition.Format;

/**
 * A family at one moment.
 *
 * @param texts how it is written
 * @param pieces all of it, in order; one at least
 */
record FamilyPage(FamilyTexts texts, List<Piece> pieces) {

  /** Copies the pieces. */
  FamilyPage {
    pieces = List.copyOf(pieces);
  }

  /** Writes the samples of these names with what begins the family; nothing if there are none. */
  void select(Format format, Set<String> names, PageBuffer out) {
    int before = out.size();
    out.add(texts.in(format).head());
    int head = out.size();
    pieces.forEach(piece -> piece.samples(format, names, out));
    if (out.size() == head) {
      out.cut(before);
    }
  }
}
