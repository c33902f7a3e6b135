package org.voiceagent.exporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.voiceagent.exporter.testing.Tools;

/**
 * Namespaces of the kernel, in which a test may mount a small disk or lower a limit for one process
 * and nobody else.
 */
final class Namespace {
  private Namespace() {}

  /** Skips the test, and says so, where they are not allowed; with {@code CI=true} it fails. */
  static void require() throws IOException, InterruptedException {
    Tools.require("unshare");
    boolean allowed = new ProcessBuilder("unshare", "-Urm", "true").start().waitFor() == 0;
    if ("true".equals(System.getenv("CI"))) {
      assertThat(allowed).as("user and mount namespaces must be allowed where CI=true").isTrue();
    }
    assumeTrue(allowed, "user and mount namespaces are not allowed, so this was not checked");
  }
}
