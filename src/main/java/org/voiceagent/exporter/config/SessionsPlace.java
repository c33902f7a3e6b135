package org.voiceagent.exporter.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a folder may be that of the calls: old calls are removed from it. */
public final class SessionsPlace {
  private SessionsPlace() {}

  /**
   * Why a folder must not be that of the calls; empty if it may. Links are followed where they lead
   * somewhere.
   *
   * @param sessions the folder
   * @param state what the daemon keeps
   * @param home the user's home folder; one that is not absolute is none
   */
  public static Optional<String> fault(Path sessions, Path state, Path home) {
    Path place = real(sessions);
    if (place.getNameCount() == 0) {
      return Optional.of("must not be the root of a file system: old folders in it are deleted");
    }
    if (home.isAbsolute() && real(home).startsWith(place)) {
      return Optional.of(
          "must not be the user's home folder, or contain it: old folders in it are deleted");
    }
    if (real(state).startsWith(place)) {
      return Optional.of("must not contain the state folder: old folders in it are deleted");
    }
    return Optional.empty();
  }

  /** {@link #fault(Path, Path, Path)} with the home folder of who runs this. */
  public static Optional<String> fault(Path sessions, Path state) {
    return fault(sessions, state, Path.of(System.getProperty("user.home", "")));
  }

  /** The state folder may not be made yet, but what it is to lie in often is. */
  private static Path real(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    for (Path at = whole; at != null; at = at.getParent()) {
      try {
        return at.toRealPath().resolve(at.relativize(whole)).normalize();
      } catch (IOException notThere) {
        // The folder above it may be.
      }
    }
    return whole;
  }
}
