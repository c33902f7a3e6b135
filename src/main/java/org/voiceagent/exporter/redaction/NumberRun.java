package org.voiceagent.exporter.redaction;

/** Numbers that follow each other, gathered one by one. Not thread-safe. */
final class NumberRun {
  /** A PIN and a year have four figures; a price and a room have three. */
  private static final int PERSONAL_FIGURES = 4;

  /** Who says figures one by one is reading something out. */
  private static final int PERSONAL_FIGURES_SPOKEN = 3;

  private static final int NOWHERE = -1;

  private int start = NOWHERE;
  private int end = NOWHERE;
  private int numbers;
  private int figures;
  private int figuresSinceBridge;
  private int mostBetweenBridges;
  private int repeats = 1;
  private int repeaterStart = NOWHERE;
  private boolean bridged;
  private boolean openTens;
  private boolean saidFigure;
  private boolean oneByOne = true;
  private boolean onlyOh = true;

  /** Where the first number starts. */
  int start() {
    return start;
  }

  /** Where the last number ends. */
  int end() {
    return end;
  }

  /** Adds a word with digits in it. */
  void write(int digits, int from, int until) {
    onlyOh = false;
    saidFigure |= repeats > 1;
    add(digits, from, until);
    openTens = false;
  }

  /** Adds a word that says a number, or holds what is around it together. */
  void say(SpokenNumber word, int from, int until) {
    switch (word.kind()) {
      case BRIDGE -> {
        bridged = true;
        repeats = 1;
      }
      case REPEATER -> {
        repeats = word.figures();
        repeaterStart = from;
      }
      default -> sayNumber(word, from, until);
    }
  }

  /** Whether this is more than a price, a time or a count. */
  boolean isPersonal() {
    boolean longInOnePiece = mostBetweenBridges >= PERSONAL_FIGURES;
    boolean longInPieces = figures >= PERSONAL_FIGURES && numbers >= 3;
    boolean readOut = figures >= PERSONAL_FIGURES_SPOKEN && saidFigure && oneByOne;
    return !onlyOh && (longInOnePiece || longInPieces || readOut);
  }

  private void sayNumber(SpokenNumber word, int from, int until) {
    boolean figure = word.figures() == 1;
    onlyOh &= word.kind() == SpokenNumber.Kind.OH;
    saidFigure |= figure;
    if (figure && openTens && !bridged && repeats == 1) {
      end = until;
    } else {
      add(word.figures(), from, until);
    }
    openTens = word.kind() == SpokenNumber.Kind.TENS;
  }

  private void add(int more, int from, int until) {
    if (start == NOWHERE) {
      start = repeats > 1 ? repeaterStart : from;
      bridged = false;
    }
    oneByOne &= more == 1;
    figuresSinceBridge = (bridged ? 0 : figuresSinceBridge) + more * repeats;
    mostBetweenBridges = Math.max(mostBetweenBridges, figuresSinceBridge);
    figures += more * repeats;
    numbers++;
    end = until;
    bridged = false;
    repeats = 1;
  }
}
