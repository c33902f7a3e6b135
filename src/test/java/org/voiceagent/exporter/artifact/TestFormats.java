package org.voiceagent.exporter.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.artifact.FieldBindings.Binding;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.Transcript;

/** Formats of calls that no engine writes, for tests of what must work in any format. */
public final class TestFormats {
  private TestFormats() {}

  /**
   * The contract's format, and {@code call_over.json} after it: {@code seconds}, {@code who} as the
   * provider, {@code said} as the caller's lines.
   */
  public static CallFormats withCallOver() {
    return CallFormats.of(new MetricsJson(), new CallOver());
  }

  private static final class CallOver implements CallFormat {
    private static final ArtifactFile FILE = ArtifactFile.ending("call_over.json", true);

    @Override
    public ArtifactFile end() {
      return FILE;
    }

    @Override
    public boolean holdsTranscript() {
      return true;
    }

    @Override
    public Summary read(byte[] bytes, ReadLimits limits, CallerHashing callers) {
      JsonNode report;
      try {
        report = new ObjectMapper().readTree(bytes);
      } catch (IOException cut) {
        return new Summary.Unfinished(0, "is not whole");
      }
      SummaryFields fields = new SummaryFields(FILE.fileName(), limits, callers);
      take(fields, report.path("seconds"), RawValue.Type.NUMBER, CallField.DURATION_SECONDS);
      take(fields, report.path("who"), RawValue.Type.TEXT, CallField.PROVIDER_ID);
      Optional<Transcript> said =
          report.has("said")
              ? Optional.of(new Transcript(lines(report.path("said")), List.of()))
              : Optional.empty();
      return new Summary.Whole(fields, said, Optional.<ConfigSnapshot>empty());
    }

    private static void take(
        SummaryFields fields, JsonNode value, RawValue.Type type, CallField field) {
      if (value.isValueNode()) {
        fields.take(new RawValue(type, value.asText(), 1), new Binding(field, 0, 1));
      }
    }

    private static List<Transcript.Line> lines(JsonNode said) {
      List<Transcript.Line> lines = new ArrayList<>();
      for (JsonNode text : said) {
        lines.add(
            new Transcript.Line(
                lines.size() + 1,
                Speaker.CALLER,
                Optional.empty(),
                Optional.empty(),
                text.asText(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                false,
                ""));
      }
      return lines;
    }
  }
}
