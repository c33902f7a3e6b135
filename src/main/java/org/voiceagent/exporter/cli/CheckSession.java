package org.voiceagent.exporter.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.artifact.ArtifactFile;
import org.voiceagent.exporter.artifact.OddValues;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is wrong with a call's folder, one line a finding, with file and line. */
@Command(
    name = "session",
    description = "List what is wrong with the files of one call.",
    mixinStandardHelpOptions = true)
final class CheckSession implements Callable<Integer> {
  private static final ReadLimits LIMITS = ReadLimits.defaults();

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "The call's folder.")
  private Path folder;

  @Override
  public Integer call() {
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), folder + ": there is no such folder");
    }
    SessionReader reader = new SessionReader(LIMITS, SentimentScorer.OFF);
    Path call = folder.toAbsolutePath().normalize();
    Reading reading = reader.read(call);
    SessionNotes notes = SessionNotes.of(call, LIMITS);
    List<String> lines = new ArrayList<>(lines(reading));
    notes.findings().stream().map(this::line).forEach(lines::add);
    lines.forEach(spec.commandLine().getOut()::println);
    missing().forEach(spec.commandLine().getOut()::println);
    notes.unread().ifPresent(spec.commandLine().getOut()::println);
    if (lines.isEmpty()) {
      spec.commandLine().getOut().println(folder + ": no fault found");
      return ExitStatus.FINE;
    }
    int found = lines.size();
    spec.commandLine().getOut().println(found == 1 ? "1 finding" : found + " findings");
    return ExitStatus.FOUND;
  }

  private List<String> lines(Reading reading) {
    if (reading instanceof Reading.Complete complete) {
      List<String> lines = new ArrayList<>();
      complete.session().findings().forEach(finding -> lines.add(line(finding.toString())));
      OddValues.of(complete.session())
          .forEach(odd -> lines.add(line(ArtifactFile.SUMMARY.fileName() + ": " + odd)));
      return lines;
    }
    List<String> lines = new ArrayList<>();
    if (reading instanceof Reading.Refused refused) {
      lines.add(folder.resolve(refused.detail()) + " (refused: " + refused.reason().label() + ")");
    } else if (reading instanceof Reading.Unfinished unfinished) {
      lines.add(folder.resolve(unfinished.why()) + "; the call is not counted yet");
    }
    return lines;
  }

  private String line(String finding) {
    return folder.resolve(finding).toString();
  }

  private List<String> missing() {
    List<String> notes = new ArrayList<>();
    for (ArtifactFile file : List.of(ArtifactFile.TRANSCRIPT, ArtifactFile.SNAPSHOT)) {
      if (!Files.exists(folder.resolve(file.fileName()))) {
        notes.add("note: " + folder.resolve(file.fileName()) + " is not there; this is allowed");
      }
    }
    return notes;
  }
}
