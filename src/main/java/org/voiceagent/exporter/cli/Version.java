package org.voiceagent.exporter.cli;

import org.voiceagent.exporter.daemon.Build;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints, on one line: version, commit, branch and Java. */
final class Version implements IVersionProvider {
  /** The version alone, or {@code development} when the program runs from class files. */
  static String text() {
    return Build.running().version();
  }

  @Override
  public String[] getVersion() {
    Build build = Build.running();
    return new String[] {
      "voice-agent-exporter "
          + build.version()
          + " (commit "
          + build.revision()
          + ", branch "
          + build.branch()
          + ", Java "
          + Runtime.version()
          + ")"
    };
  }
}
