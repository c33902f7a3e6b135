package org.voiceagent.exporter.httpserver;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many files and connections this process may have open. */
final class Descriptors {
  /** With fewer connections, health checks and scrapes could block each other. */
  static final int FEWEST_CONNECTIONS = 4;

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final File OPEN = new File("/proc/self/fd");
  private static final Pattern MOST = Pattern.compile("(?m)^Max open files +(\\d{1,18}) ");

  private Descriptors() {}

  /**
   * How many connections may be open so that half of the free descriptors are left for other uses.
   *
   * @param wanted the configured number, at least 1; also the result where the system does not
   *     report its limit
   */
  static int connectionsWithin(int wanted) {
    OptionalLong free = free();
    return free.isEmpty()
        ? wanted
        : (int) Math.min(wanted, Math.max(FEWEST_CONNECTIONS, free.getAsLong() / 2));
  }

  private static OptionalLong free() {
    try {
      Matcher most = MOST.matcher(Files.readString(LIMITS));
      String[] open = OPEN.list();
      return most.find() && open != null
          ? OptionalLong.of(Long.parseLong(most.group(1)) - open.length)
          : OptionalLong.empty();
    } catch (IOException notLinux) {
      return OptionalLong.empty();
    }
  }
}
