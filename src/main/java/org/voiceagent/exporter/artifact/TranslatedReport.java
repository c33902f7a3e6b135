package org.voiceagent.exporter.artifact;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voiceagent.exporter.artifact.engine.EngineReport;
import org.voiceagent.exporter.artifact.engine.Translation;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Transcript;
import org.voiceagent.exporter.files.Utf8;

/**
 * An engine's own report, read as what it says in the contract's terms: the readers of the
 * contract's files check, convert and hash every value, so that they do so for any engine.
 */
final class TranslatedReport implements CallFormat {
  /** With the library's own limits: a number of a million digits would take seconds to convert. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final EngineReport report;
  private final ArtifactFile end;
  private final SecretNames secrets = new SecretNames();

  TranslatedReport(EngineReport report) {
    this.report = report;
    this.end = ArtifactFile.ending(report.fileName(), true);
  }

  @Override
  public ArtifactFile end() {
    return end;
  }

  @Override
  public boolean holdsTranscript() {
    return true;
  }

  @Override
  public Summary read(byte[] bytes, ReadLimits limits, CallerHashing callers) {
    Summary asItIs = SummaryReader.read(bytes, end.fileName(), limits);
    if (!(asItIs instanceof Summary.Whole)) {
      return asItIs;
    }
    try {
      return translated(JSON.readTree(withoutMark(bytes)), limits, callers);
    } catch (IOException e) {
      return new Summary.Broken(
          RejectReason.BAD_JSON, 0, "has a name or a number too long for a report");
    }
  }

  private Summary translated(JsonNode tree, ReadLimits limits, CallerHashing callers) {
    Translation said = report.translate(tree);
    Summary translated = SummaryReader.read(text(said.summary()), end.fileName(), limits, callers);
    if (!(translated instanceof Summary.Whole whole)) {
      throw new IllegalStateException("a translation of " + end + " is not whole");
    }
    return new Summary.Whole(
        whole.fields(), transcript(said.transcript(), limits, whole), snapshot(said, limits));
  }

  private Optional<Transcript> transcript(
      List<ObjectNode> lines, ReadLimits limits, Summary.Whole whole) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    Transcript read = TranscriptReader.read(text.getBytes(StandardCharsets.UTF_8), limits);
    // Their lines are those of the translation, which is not on the disk.
    read.findings().stream()
        .map(one -> new Finding(end.fileName(), 0, one.field(), one.reason(), one.message()))
        .forEach(whole.fields()::note);
    return Optional.of(new Transcript(read.lines(), List.of()));
  }

  private Optional<ConfigSnapshot> snapshot(Translation said, ReadLimits limits) {
    return said.settings().isEmpty()
        ? Optional.empty()
        : Optional.of(SnapshotReader.read(text(said.settings()), limits, secrets).snapshot());
  }

  private static byte[] text(ObjectNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The text without a byte order mark, of bytes that are UTF-8. */
  private static String withoutMark(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf(Utf8.BOM) == 0 ? text.substring(1) : text;
  }
}
