package org.voiceagent.exporter.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which build of the program this is. The build writes it into the jar; what nobody told the build
 * is {@code unknown}, for instance the commit of sources without their git history.
 *
 * @param version the version, the same in the jar, the tarball and the Debian package; {@code
 *     development} if the program runs from class files
 * @param revision the commit as 40 hexadecimal digits, with {@code -modified} behind it if files
 *     differed from that commit
 * @param branch the tag of that commit if it has one, otherwise the branch
 */
public record Build(String version, String revision, String branch) {
  private static final String FILE = "build.properties";
  private static final String UNKNOWN = "unknown";
  private static final Build DEVELOPMENT = new Build("development", UNKNOWN, UNKNOWN);

  /** The build that runs. */
  public static Build running() {
    try (InputStream file = Build.class.getResourceAsStream(FILE)) {
      if (file == null) {
        return DEVELOPMENT;
      }
      Properties facts = new Properties();
      facts.load(new InputStreamReader(file, UTF_8));
      return new Build(
          facts.getProperty("version", DEVELOPMENT.version()),
          facts.getProperty("revision", UNKNOWN),
          facts.getProperty("branch", UNKNOWN));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE + " in the program's jar", e);
    }
  }
}
