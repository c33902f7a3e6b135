package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.advice.rule.Severity;
import org.voiceagent.exporter.patch.PatchDocument;
import org.voiceagent.exporter.patch.Setting;
import org.voiceagent.exporter.patch.YamlDiff;
import org.voiceagent.exporter.patch.YamlEdit;
import org.voiceagent.exporter.patch.YamlEditException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the advice that still stands as YAML; changes nothing itself. */
@Command(
    name = "patch",
    description = {
      "Print the best open advice as YAML, or as a diff against a file.",
      "It changes nothing: merge the output into config/ai-agent.local.yaml yourself.",
      "Make one change at a time: if you make several, you cannot tell which one helped.",
      "Later, report effects shows whether it did. Exit status 1: there is open advice."
    },
    mixinStandardHelpOptions = true)
final class ReportPatch implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup private ReportSource source = new ReportSource();
  @ArgGroup private AdviceChoice choice = new AdviceChoice();
  @Mixin private DaemonAccess access = new DaemonAccess();

  @Option(
      names = "--severity",
      paramLabel = "SEVERITY",
      defaultValue = "info",
      description =
          "The lowest severity to include: info is one bad call, warning and critical are a"
              + " pattern (default: ${DEFAULT-VALUE}).")
  private String severity;

  @Option(
      names = "--diff",
      paramLabel = "FILE",
      description =
          "Print a diff against this file, which keeps its comments and order; patch -p0 applies"
              + " it.")
  private Optional<Path> file = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (!choice.isValid()) {
      throw new ParameterException(spec.commandLine(), "--top must be 1 or more");
    }
    Severity least = Severity.named(severity).orElseThrow(this::wrongSeverity);
    JsonNode open = new ObjectMapper().readTree(source.asked(access).open());
    List<Setting> settings = PatchText.settings(open, least);
    for (String field : choice.unknown(settings)) {
      spec.commandLine().getErr().println(PatchText.nothingOn(field, settings));
    }
    List<Setting> chosen = choice.of(settings);
    spec.commandLine().getOut().print(chosen.isEmpty() ? PatchText.NOTHING : patch(chosen));
    spec.commandLine().getOut().flush();
    if (!chosen.isEmpty()) {
      List<Setting> left = settings.stream().filter(one -> !chosen.contains(one)).toList();
      spec.commandLine().getErr().print(PatchText.next(chosen, left));
      spec.commandLine().getErr().flush();
    }
    return chosen.isEmpty() ? ExitStatus.FINE : ExitStatus.FOUND;
  }

  private String patch(List<Setting> settings) throws IOException {
    if (file.isEmpty()) {
      return PatchText.header(settings.size()) + PatchDocument.of(settings);
    }
    String before = text(file.get());
    try {
      String diff = YamlDiff.of(file.get().toString(), before, YamlEdit.apply(before, settings));
      return diff.isEmpty() ? PatchText.ALL_THERE.formatted(file.get()) : diff;
    } catch (YamlEditException e) {
      throw new IOException(file.get() + ": " + e.getMessage(), e);
    }
  }

  private ParameterException wrongSeverity() {
    return new ParameterException(
        spec.commandLine(), "--severity must be info, warning or critical");
  }

  /** A file that is not there yet is empty. */
  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException notYet) {
      return "";
    }
  }
}
