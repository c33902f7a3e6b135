package org.voiceagent.exporter.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/build_facts}: what jar, tarball and Debian package say about their build. */
final class BuildFactsTest {
  private static final String MADE = "2026-11-30T07:45:12Z";

  @TempDir private Path folder;

  @BeforeEach
  void copySources() throws IOException {
    Files.createDirectories(folder.resolve("scripts"));
    Files.copy(
        Path.of("scripts/build_facts"),
        folder.resolve("scripts/build_facts"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project.build.outputTimestamp>2026-11-20T00:00:00Z</project.build.outputTimestamp>
        <revision>0.2.0-SNAPSHOT</revision>
        """);
  }

  @Test
  void snapshotIsNamedAfterTheTimeOfItsCommit() throws Exception {
    String commit = commit();

    assertThat(facts(Map.of()))
        .containsEntry("version", "0.2.0~20261130074512")
        .containsEntry("commit", commit)
        .containsEntry("branch", "work")
        .containsEntry("epoch", "1796024712");
  }

  @Test
  void releaseSaysItsTagOnEveryBranchAndOnNone() throws Exception {
    commit();
    git("tag", "v0.2.0");
    Map<String, String> onBranch = facts(Map.of());
    git("checkout", "--quiet", "--detach");

    assertThat(onBranch).containsEntry("branch", "v0.2.0").isEqualTo(facts(Map.of()));
  }

  @Test
  void changedFilesAreNotPassedOffAsTheCommit() throws Exception {
    String commit = commit();
    Files.writeString(folder.resolve("untracked"), "");
    assertThat(facts(Map.of())).containsEntry("commit", commit);

    Files.writeString(folder.resolve("pom.xml"), "<!-- -->", StandardOpenOption.APPEND);

    assertThat(facts(Map.of())).containsEntry("commit", commit + "-modified");
  }

  @Test
  void sourcesWithoutGitSayWhatTheyKnow() throws Exception {
    assertThat(facts(Map.of()))
        .containsEntry("version", "0.2.0~20261120000000")
        .containsEntry("commit", "unknown")
        .containsEntry("branch", "unknown");
    assertThat(facts(Map.of("SOURCE_COMMIT", "3f1c0de", "SOURCE_BRANCH", "main")))
        .containsEntry("commit", "3f1c0de")
        .containsEntry("branch", "main");
  }

  @Test
  void repositoryAroundAnUnpackedReleaseIsNotAsked() throws Exception {
    commit();
    Path unpacked = Files.createDirectories(folder.resolve("unpacked/scripts")).getParent();
    for (String file : new String[] {"scripts/build_facts", "pom.xml"}) {
      Files.copy(folder.resolve(file), unpacked.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }

    assertThat(facts(unpacked, Map.of())).containsEntry("commit", "unknown");
  }

  private String commit() throws Exception {
    Shell.assumeInstalled("git");
    git("init", "--quiet", "--initial-branch=work");
    git("add", ".");
    git("commit", "--quiet", "--message=first");
    return git("rev-parse", "HEAD").strip();
  }

  private String git(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Shell.Outcome outcome =
        new Shell(
                folder,
                Map.of(
                    "GIT_AUTHOR_NAME",
                    "A",
                    "GIT_AUTHOR_EMAIL",
                    "a@example.org",
                    "GIT_COMMITTER_NAME",
                    "A",
                    "GIT_COMMITTER_EMAIL",
                    "a@example.org",
                    "GIT_AUTHOR_DATE",
                    MADE,
                    "GIT_COMMITTER_DATE",
                    MADE))
            .run(command);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return outcome.output();
  }

  private Map<String, String> facts(Map<String, String> settings) throws Exception {
    return facts(folder, settings);
  }

  private static Map<String, String> facts(Path sources, Map<String, String> settings)
      throws Exception {
    Shell.Outcome outcome = new Shell(sources, settings).run("scripts/build_facts");
    assertThat(outcome.status()).as(outcome.output()).isZero();
    Map<String, String> facts = new TreeMap<>();
    outcome
        .output()
        .lines()
        .forEach(line -> facts.put(line.replaceFirst("=.*", ""), line.replaceFirst("[^=]*=", "")));
    return facts;
  }
}
