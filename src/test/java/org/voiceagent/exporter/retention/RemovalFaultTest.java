package org.voiceagent.exporter.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

final class RemovalFaultTest {
  @Test
  void readOnlyMountIsReportedWithARemedyForEachEnvironment() {
    assertThat(RemovalFault.words(new FileSystemException("c", null, "Read-only file system")))
        .contains("purge-other-user.conf", "without :ro", "to never");
  }

  @Test
  void missingPermissionIsReportedWithARemedy() {
    assertThat(RemovalFault.words(new AccessDeniedException("c")))
        .contains("chmod g+w", "docs/retention.md");
  }

  @Test
  void otherReasonsCannotForgeALogLine() {
    assertThat(RemovalFault.words(new FileSystemException("c", null, "odd\n2026 ERROR forged")))
        .isEqualTo("odd\\u000a2026 ERROR forged");
  }
}
