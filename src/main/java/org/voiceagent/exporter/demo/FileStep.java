package org.voiceagent.exporter.demo;

/**
 * One write to a file of a call.
 *
 * @param atMs when, in ms since the call's start; may be after its end
 * @param file the name of the file in the call's folder
 * @param text what is written, as UTF-8
 * @param mode how
 */
record FileStep(long atMs, String file, String text, Mode mode) {

  /** How a file is written. */
  enum Mode {
    /** At the end of the file as it is. */
    APPEND,
    /** Under a temporary name, which is then renamed. */
    REPLACE
  }
}
