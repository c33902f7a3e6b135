package org.voiceagent.exporter.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told about a file or folder that cannot be read. */
final class ReadFaultTest {
  @TempDir Path folder;

  @Test
  void permissionNamesOwnerModeUserAndGroup() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    PosixFileAttributes owned = Files.readAttributes(folder, PosixFileAttributes.class);
    String owner = owned.owner().getName();
    String group = owned.group().getName();

    assertThat(ReadFault.denied(owned, "exporter"))
        .isEqualTo(
            "permission denied: it belongs to user "
                + owner
                + " and group "
                + group
                + " with mode rwx------, and this program runs as exporter. Let the group read it"
                + " (chmod g+rX) and add this user to the group (usermod -aG "
                + group
                + " exporter), then restart the program");
  }

  @Test
  void folderThatItsGroupMayReadNeedsNoOtherMode() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));

    assertThat(ReadFault.words(folder, new AccessDeniedException(folder.toString())))
        .contains("Add this user to the group")
        .doesNotContain("chmod");
  }

  @Test
  void otherFaultsAreNamedByTheSystemsReason() {
    IOException full = new FileSystemException("x", null, "Too many open files");

    assertThat(ReadFault.words(folder, full)).isEqualTo("Too many open files");
    assertThat(ReadFault.words(folder, new IOException("secret"))).isEqualTo("IOException");
  }

  @Test
  void whatCannotBeLookedAtIsStillADenial() {
    Path gone = folder.resolve("gone");

    assertThat(ReadFault.words(gone, new AccessDeniedException("gone")))
        .isEqualTo("permission denied");
  }
}
