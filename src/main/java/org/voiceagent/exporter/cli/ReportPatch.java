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
import org.voiceagent.exporter.advice.Severity;
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
      "Print the advice that still stands as one YAML document to merge into",
      "config/ai-agent.local.yaml, or as a diff against a file. Nothing is changed.",
      "Ends with 1 if there is any."
    },
    mixinStandardHelpOptions = true)
final class ReportPatch implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup private ReportSource source = new ReportSource();
  @Mixin private DaemonAccess access = new DaemonAccess();

  @Option(
      names = "--severity",
      paramLabel = "SEVERITY",
      defaultValue = "info",
      description =
          "The least that counts: info is one bad call, warning and critical a pattern"
              + " (default: ${DEFAULT-VALUE}).")
  private String severity;

  @Option(
      names = "--diff",
      paramLabel = "FILE",
      description =
          "Show what it changes in this file, whose comments and order stay; patch -p0 applies it.")
  private Optional<Path> file = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Severity least = Severity.named(severity).orElseThrow(this::wrongSeverity);
    JsonNode open = new ObjectMapper().readTree(source.asked(access).open());
    List<Setting> settings = PatchText.settings(open, least);
    String text = settings.isEmpty() ? PatchText.NOTHING : patch(settings);
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    return settings.isEmpty() ? ExitStatus.FINE : ExitStatus.FOUND;
  }

  private String patch(List<Setting> settings) throws IOException {
    if (file.isEmpty()) {
      return PatchText.HEADER + PatchDocument.of(settings);
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
