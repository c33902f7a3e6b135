package org.voiceagent.exporter.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The program's version, from the jar's manifest. */
final class Version implements IVersionProvider {
  /** The version, or {@code development} when it does not run from a jar. */
  static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"voice-agent-exporter " + text() + " (Java " + Runtime.version() + ")"};
  }
}
