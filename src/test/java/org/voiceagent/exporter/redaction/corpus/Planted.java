package org.voiceagent.exporter.redaction.corpus;

import java.util.List;

/**
 * Something whose place in a call is known.
 *
 * @param kind the placeholder's word for something personal, the kind for a false friend
 * @param rule whether it must go
 * @param form how it was said
 * @param pieces the stretches that make it up, in order; none is empty
 */
record Planted(String kind, Rule rule, Form form, List<Piece> pieces) {

  /** What a redactor ought to do with it. */
  enum Rule {
    /** Must not be read by others. */
    GOES,
    /** Either is right: a first name in passing, the last four figures of a card. */
    MAY_GO,
    /** Must stay readable. */
    STAYS
  }

  /** How something was said. */
  enum Form {
    WRITTEN,
    SPOKEN,
    TURNS
  }

  /**
   * A stretch of a turn.
   *
   * @param turn the turn's place in the call, from 0
   * @param start its first UTF-16 unit
   * @param end the unit after its last
   * @param value false for what may stay between two stretches of the value
   */
  record Piece(int turn, int start, int end, boolean value) {}

  Planted {
    pieces = List.copyOf(pieces);
  }
}
