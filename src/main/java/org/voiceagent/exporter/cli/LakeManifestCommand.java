package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.daemon.ManifestOfCall;
import org.voiceagent.exporter.lake.MissingAddOnException;
import org.voiceagent.exporter.lake.archive.StorageManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists every file that has anything of a call. */
@Command(
    name = "manifest",
    description = {
      "List all files with anything of a call: tier, class, checksum, expiry, legal hold.",
      "Looks into the sessions folder, the journal, the lake and the archives.",
      "Exit status 1: nothing of the call is kept."
    },
    mixinStandardHelpOptions = true)
final class LakeManifestCommand implements Callable<Integer> {
  private static final int DIGITS = 12;

  /** So that a path stays in one piece. */
  private static final Layout WIDE = new Layout(1_000, false);

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions options = new LakeOptions();

  @Parameters(paramLabel = "CALL_UUID", description = "The call's id.")
  private String call = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table or json (default: ${DEFAULT-VALUE}).")
  private Format format = Format.table;

  /** How to print; the names are what one types. */
  enum Format {
    table,
    json
  }

  @Override
  public Integer call() throws IOException {
    Optional<ExporterConfig> config = options.config();
    if (config.isEmpty()) {
      return ExitStatus.WRONG_USE;
    }
    CallId id =
        CallId.parse(call)
            .orElseThrow(() -> new ParameterException(spec.commandLine(), "this is not a call id"));
    PrintWriter out = spec.commandLine().getOut();
    try {
      StorageManifest manifest = ManifestOfCall.of(config.get(), id);
      out.print(format == Format.json ? manifest.json() : table(manifest));
      out.flush();
      return manifest.items().isEmpty() ? ExitStatus.FOUND : ExitStatus.FINE;
    } catch (MissingAddOnException e) {
      spec.commandLine().getErr().println("voice-agent-exporter: " + e.getMessage());
      return ExitStatus.WRONG_USE;
    }
  }

  private static String table(StorageManifest manifest) {
    String hold =
        manifest
            .hold()
            .map(held -> "under legal hold since " + held.since() + ": " + held.reason())
            .orElse("no legal hold");
    String head = "Call " + manifest.call() + ", " + hold + "\n";
    if (manifest.items().isEmpty()) {
      return head + "No file has anything of this call.\n";
    }
    TextTable table = new TextTable("TIER", "CLASS", "BYTES", "EXPIRES", "SHA-256", "FILE");
    for (StorageManifest.Item item : manifest.items()) {
      table.row(
          item.tier().name().toLowerCase(Locale.ROOT),
          item.dataClass().name().toLowerCase(Locale.ROOT),
          Long.toString(item.bytes()),
          item.expiresAt().map(Instant::toString).orElse("never"),
          item.sha256().map(sum -> sum.substring(0, Math.min(DIGITS, sum.length()))).orElse("-"),
          item.file() + (item.rows() > 0 ? " (" + item.rows() + " rows)" : ""));
    }
    return head + table.text(WIDE);
  }
}
