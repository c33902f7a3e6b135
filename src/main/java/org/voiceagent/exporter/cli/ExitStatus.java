package org.voiceagent.exporter.cli;

/** What the program ends with; part of the contract. */
final class ExitStatus {
  /** All is well. */
  static final int FINE = 0;

  /** The check or the report found something. */
  static final int FOUND = 1;

  /** Wrong use: an option, or a configuration that cannot be used. */
  static final int WRONG_USE = 2;

  /** A fault: a file that cannot be read, a port that is taken, a bug. */
  static final int FAULT = 3;

  private ExitStatus() {}
}
