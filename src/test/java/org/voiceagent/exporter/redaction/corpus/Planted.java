package org.voiceagent.exporter.redaction.corpus;

import java.util.List;

/**
 * Data whose place in a call is known.
 *
 * @param kind the placeholder's word for personal data, the kind for a false friend
 * @param rule whether it must be removed
 * @param form how it was said
 * @param pieces the parts of the text that make it up, in order; none is empty
 */
record Planted(String kind, Rule rule, Form form, List<Piece> pieces) {

  /** What a redactor should do with it. */
  enum Rule {
    /** Must be removed. */
    GOES,
    /** May be removed or stay: a first name in passing, the last four digits of a card. */
    MAY_GO,
    /** Must stay. */
    STAYS
  }

  /** How something was said. */
  enum Form {
    WRITTEN,
    SPOKEN,
    TURNS
  }

  /**
   * A part of a turn.
   *
   * @param turn the turn's place in the call, from 0
   * @param start its first UTF-16 unit
   * @param end the unit after its last
   * @param value false for text that may stay between two parts of the value
   */
  record Piece(int turn, int start, int end, boolean value) {}

  Planted {
    pieces = List.copyOf(pieces);
  }
}
