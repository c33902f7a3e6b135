package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a command checks before it works in a state folder as a daemon does: that it is a state
 * folder, because a new one would say that no call was ever counted, and that it belongs to the
 * command's user, because files of another user would keep the daemon from starting.
 */
public final class StateAtRest {
  private static final Pattern OF_A_DAEMON =
      Pattern.compile(
          "(snapshot|calls)-\\d{1,18}\\.(bin|log)|" + Pattern.quote(Daemon.CALLER_SALT));
  private static final Path THIS_PROCESS = Path.of("/proc/self");
  private static final String USER_ID = "unix:uid";

  private StateAtRest() {}

  /**
   * Refuses a folder in which no daemon has ever counted.
   *
   * @param state the state folder; nothing is made in it
   * @throws IOException if there is none, it is no state folder, or it cannot be listed; says what
   *     to do
   */
  public static void requireLedger(Path state) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(state)) {
      for (Path file : files) {
        if (OF_A_DAEMON.matcher(file.getFileName().toString()).matches()) {
          return;
        }
      }
    } catch (NoSuchFileException | NotDirectoryException none) {
      throw unknown("there is no state folder " + state, none);
    } catch (AccessDeniedException denied) {
      throw new IOException(
          "user %s may not read the state folder %s: run this as its owner, %s"
              .formatted(System.getProperty("user.name"), state, sudo(state)),
          denied);
    }
    throw unknown("there is no ledger in " + state, new NoSuchFileException(state.toString()));
  }

  /**
   * Refuses a folder that belongs to another user than the one this process runs as.
   *
   * @throws IOException if it does, or cannot be looked at; says what to do
   */
  public static void requireOwner(Path state) throws IOException {
    Optional<Object> user = userId(THIS_PROCESS);
    if (user.isPresent()) {
      requireOwner(state, userId(state).equals(user));
    } else if (state.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      requireOwner(state, Files.getOwner(state).getName().equals(System.getProperty("user.name")));
    }
  }

  /** As {@link #requireOwner(Path)}, where it is known whether the user is the owner. */
  static void requireOwner(Path state, boolean owner) throws IOException {
    if (owner) {
      return;
    }
    throw new IOException(
        "no daemon runs, and the state folder %s belongs to %s, whose daemon could not use files of"
                .formatted(state, Files.getOwner(state).getName())
            + " another user: run this as its owner, "
            + sudo(state));
  }

  /** How to run a command as the owner of the state folder; vague if nobody may know the owner. */
  private static String sudo(Path state) {
    try {
      String name = Files.getOwner(state).getName();
      String user = name.matches("\\d+") ? "'#" + name + "'" : name;
      return "sudo -u " + user + " voice-agent-exporter ...";
    } catch (IOException hidden) {
      return "the user of the daemon";
    }
  }

  private static IOException unknown(String what, IOException cause) {
    return new IOException(what + "; name the daemon's with --state or --config", cause);
  }

  private static Optional<Object> userId(Path file) throws IOException {
    try {
      return Optional.of(Files.getAttribute(file, USER_ID));
    } catch (NoSuchFileException | UnsupportedOperationException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
