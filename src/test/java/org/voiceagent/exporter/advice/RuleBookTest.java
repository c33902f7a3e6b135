package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.yaml.Problems;

/** An operator's own rules over the shipped ones. */
final class RuleBookTest {
  private static final String CHANGE = "{field: a.b, set: 2, reason: r}";

  @TempDir private Path folder;

  @Test
  void aRuleOfTheSameKeyReplacesTheShippedOneInItsPlace() throws IOException {
    Files.writeString(
        folder.resolve("own.yml"),
        RuleTexts.rule("jitter_low_watermark", "critical", "{known: turns}", CHANGE));
    RuleBook book = load();
    assertThat(book.keys()).isEqualTo(RuleBook.bundled(new Problems()).keys());
    CallSession call = CallSessions.call("c").with(CallField.TURNS, 1).setting("a.b", "1").build();
    Advice advice =
        new Advisor(book, Thresholds.defaults())
            .advise(call, Before.enough(call, "jitter_low_watermark"));
    assertThat(advice.recommendations().get(0).field()).isEqualTo("a.b");
    assertThat(advice.recommendations().get(0).severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void aRuleCanBeTakenOutAndOthersAddedFromSeveralFiles() throws IOException {
    Files.writeString(
        folder.resolve("1.yml"), "rules: [{key: fallback_transport, enabled: false}]\n");
    Files.writeString(
        folder.resolve("2.yml"), RuleTexts.rule("own", "info", "{known: turns}", CHANGE));
    Files.writeString(folder.resolve("3.yml"), "# nothing yet\n");
    Files.writeString(folder.resolve("notes.txt"), "no YAML: [\n");
    List<String> expected = new ArrayList<>(RuleBook.bundled(new Problems()).keys());
    expected.remove("fallback_transport");
    expected.add("own");
    assertThat(load().keys()).containsExactlyElementsOf(expected);
  }

  @Test
  void anEmptyFolderChangesNothing() {
    assertThat(load().keys()).isEqualTo(RuleBook.bundled(new Problems()).keys());
  }

  @Test
  void aDaemonRunsWithTheRulesThatAreChecked() throws IOException {
    for (String name : RuleBook.SHIPPED) {
      Files.copy(Path.of("monitoring", "rules", name), folder.resolve(name));
    }
    assertThat(forDaemon(Optional.of(folder)).keys()).isEqualTo(load().keys());
    assertThat(forDaemon(Optional.empty()).keys()).isEqualTo(load().keys());

    Files.writeString(folder.resolve("latency.yml"), "# none of it\n");
    assertThat(forDaemon(Optional.of(folder)).keys()).isEqualTo(load().keys());
    String own = RuleTexts.rule("own", "info", "{known: turns}", CHANGE);
    Files.writeString(folder.resolve("latency.yml"), own);
    assertThat(forDaemon(Optional.of(folder)).keys()).isEqualTo(load().keys()).contains("own");
  }

  @Test
  void aDaemonTriesTheExamplesOfOwnRulesAndFindsEveryMistakeThatACheckFinds() throws IOException {
    String shipped = Files.readString(Path.of("monitoring", "rules", "jitter.yml"));
    Files.writeString(
        folder.resolve("jitter.yml"), shipped.replace("suggested: 120", "suggested: 121"));
    Files.writeString(folder.resolve("twice.yml"), shipped);
    Problems checked = new Problems();
    RuleBook.load(folder, checked);
    Problems started = new Problems();
    RuleBook.forDaemon(Optional.of(folder), started);

    assertThat(checked.list()).isNotEmpty();
    assertThat(started.list()).isEqualTo(checked.list());
  }

  private static RuleBook forDaemon(Optional<Path> folder) {
    Problems problems = new Problems();
    RuleBook book = RuleBook.forDaemon(folder, problems);
    assertThat(problems.list()).isEmpty();
    return book;
  }

  private RuleBook load() {
    Problems problems = new Problems();
    RuleBook book = RuleBook.load(folder, problems);
    assertThat(problems.list()).isEmpty();
    return book;
  }
}
