package org.voiceagent.exporter.cli;

/**
 * Where a fault came from, without the words of the exceptions: those of libraries quote what they
 * could not read, which may be what a caller said.
 */
final class StackTrace {
  private static final int MOST_CAUSES = 8;

  private StackTrace() {}

  /** The classes and frames of a fault and of its causes, one a line, each line ended. */
  static String of(Throwable fault) {
    StringBuilder lines = new StringBuilder();
    Throwable next = fault;
    for (int depth = 0; next != null && depth < MOST_CAUSES; depth++) {
      lines.append(depth == 0 ? "" : "Caused by: ").append(next.getClass().getName()).append('\n');
      for (StackTraceElement frame : next.getStackTrace()) {
        lines.append("\tat ").append(frame).append('\n');
      }
      next = next.getCause();
    }
    return lines.toString();
  }
}
