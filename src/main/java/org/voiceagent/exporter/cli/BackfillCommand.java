package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.inbox.ExportedCalls;
import org.voiceagent.exporter.inbox.InboxMeter.Delivered;
import org.voiceagent.exporter.inbox.InboxSource;
import org.voiceagent.exporter.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts exported calls into the sessions folder, where the daemon counts those it has not seen. */
@Command(
    name = "backfill",
    description = {
      "Write exported calls into the sessions folder, for calls whose webhook never arrived.",
      "The daemon counts those it has not counted yet. Running it again changes nothing.",
      "Exit status 1: a record or a file could not be used."
    },
    mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {
  private static final int BETWEEN_NOTES = 1_000;

  @Spec private CommandSpec spec;
  @Mixin private PlaceOptions places = new PlaceOptions();

  @Parameters(index = "0", paramLabel = "VENDOR", description = "vapi, retell or elevenlabs.")
  private String vendor;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "JSON from the vendor's API: a list of calls, a page of one, a single call, or one call a"
              + " line. Bodies of webhooks work too.")
  private List<Path> files;

  @Option(names = "--dry-run", description = "Write nothing; print what would be written.")
  private boolean dryRun;

  private final Map<Delivered, Integer> done = new EnumMap<>(Delivered.class);
  private int records;
  private int unusable;

  @Override
  public Integer call() throws IOException {
    InboxSource source =
        InboxSource.of(vendor)
            .filter(ExportedCalls.SOURCES::contains)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "VENDOR must be vapi, retell or elevenlabs, not \"" + vendor + "\""));
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new ParameterException(spec.commandLine(), file + ": there is no such file");
      }
    }
    Problems problems = new Problems();
    ExporterConfig config = places.read(problems);
    PrintWriter err = spec.commandLine().getErr();
    if (!problems.none()) {
      problems.list().forEach(err::println);
      return ExitStatus.WRONG_USE;
    }
    if (!Files.isDirectory(config.sessions())) {
      throw new ParameterException(
          spec.commandLine(), config.sessions() + ": there is no such sessions folder");
    }
    ExportedCalls calls = new ExportedCalls(source, config.sessions(), dryRun);
    for (Path file : files) {
      read(calls, file);
    }
    spec.commandLine().getOut().println(summary());
    return unusable > 0 ? ExitStatus.FOUND : ExitStatus.FINE;
  }

  private void read(ExportedCalls calls, Path file) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      calls.read(
          file,
          new ExportedCalls.Listener() {
            @Override
            public void done(Delivered how) {
              done.merge(how, 1, Integer::sum);
              note();
            }

            @Override
            public void unusable(int number, String why) {
              unusable++;
              err.println(file + ": record " + number + ": " + why);
              note();
            }
          });
    } catch (JsonProcessingException broken) {
      unusable++;
      String line =
          Optional.ofNullable(broken.getLocation()).map(at -> ":" + at.getLineNr()).orElse("");
      err.println(file + line + ": not JSON from here on; the records before it were used");
    }
  }

  private void note() {
    records++;
    if (records % BETWEEN_NOTES == 0) {
      spec.commandLine().getErr().println(records + " records read");
    }
  }

  private String summary() {
    return "%d calls %swritten, %d updated, %d already there; %d not ended, %d unusable"
        .formatted(
            done.getOrDefault(Delivered.WRITTEN, 0),
            dryRun ? "would be " : "",
            done.getOrDefault(Delivered.UPDATED, 0),
            done.getOrDefault(Delivered.REPEATED, 0),
            done.getOrDefault(Delivered.IGNORED, 0),
            unusable);
  }
}
