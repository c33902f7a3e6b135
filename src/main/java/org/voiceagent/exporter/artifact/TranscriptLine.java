package org.voiceagent.exporter.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.call.Finding;
import org.voiceagent.exporter.call.Finding.Reason;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.call.Transcript;

/** Reads one JSON object of a transcript; the lists are the accepted names, canonical first. */
final class TranscriptLine {
  private static final String FILE = ArtifactFile.TRANSCRIPT.fileName();
  private static final List<String> SPEAKER = List.of("role", "speaker");
  private static final List<String> TEXT = List.of("text", "content", "message", "transcript");
  private static final List<String> START =
      List.of("started_at", "start", "ts", "timestamp", "time", "at");
  private static final List<String> END = List.of("ended_at", "end");
  private static final List<String> SENTIMENT = List.of("sentiment", "sentiment_score");
  private static final List<String> INTERRUPTED = List.of("interrupted");
  private static final List<String> EVENT = List.of("event");

  private final JsonNode json;
  private final int number;
  private final List<Finding> findings;

  private TranscriptLine(JsonNode json, int number, List<Finding> findings) {
    this.json = json;
    this.number = number;
    this.findings = findings;
  }

  /** The line, or empty with a finding if nobody can be said to speak it. */
  static Optional<Transcript.Line> parse(JsonNode json, int number, List<Finding> findings) {
    return new TranscriptLine(json, number, findings).parse();
  }

  private Optional<Transcript.Line> parse() {
    String role = first(SPEAKER).asText("");
    Optional<Speaker> speaker = Speaker.of(role);
    if (speaker.isEmpty()) {
      String why = role.isBlank() ? "has no role" : "has a role that is neither caller nor agent";
      findings.add(new Finding(FILE, number, "role", Reason.UNREADABLE, why));
      return Optional.empty();
    }
    return Optional.of(
        new Transcript.Line(
            number,
            speaker.get(),
            instant(START),
            instant(END),
            text(first(TEXT)),
            sentiment(),
            latency(),
            Values.flag(raw(first(INTERRUPTED))) instanceof Parsed.Good<Double> yes
                && yes.value() == 1,
            first(EVENT).asText("")));
  }

  private Optional<Instant> instant(List<String> names) {
    JsonNode node = first(names);
    return node.isMissingNode() ? Optional.empty() : good(Values.instant(raw(node)), "ts");
  }

  private OptionalDouble sentiment() {
    JsonNode node = first(SENTIMENT);
    JsonNode score = node.isObject() ? firstOf(node, List.of("score", "label")) : node;
    return score.isMissingNode()
        ? OptionalDouble.empty()
        : number(Values.sentiment(raw(score)), "sentiment_score");
  }

  private OptionalDouble latency() {
    JsonNode millis = json.path("latency_ms");
    JsonNode seconds = json.path("latency_seconds");
    JsonNode plain = json.path("latency");
    if (isValue(millis) || isValue(plain)) {
      return number(Values.millis(raw(isValue(millis) ? millis : plain), 1), "turn_latencies_ms");
    }
    return isValue(seconds)
        ? number(Values.millis(raw(seconds), 1000), "turn_latencies_ms")
        : OptionalDouble.empty();
  }

  private OptionalDouble number(Parsed<Double> parsed, String field) {
    return good(parsed, field).map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private <T> Optional<T> good(Parsed<T> parsed, String field) {
    if (parsed instanceof Parsed.Bad<T> bad) {
      findings.add(new Finding(FILE, number, field, bad.reason(), bad.why()));
    }
    return parsed instanceof Parsed.Good<T> good ? Optional.of(good.value()) : Optional.empty();
  }

  /** A text, or the text parts of a list of parts joined by a space. */
  private static String text(JsonNode node) {
    if (!node.isArray()) {
      return node.asText("");
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : node) {
      String words = part.isObject() ? part.path("text").asText("") : part.asText("");
      text.append(text.isEmpty() || words.isEmpty() ? "" : " ").append(words);
    }
    return text.toString();
  }

  private JsonNode first(List<String> names) {
    return firstOf(json, names);
  }

  private static JsonNode firstOf(JsonNode object, List<String> names) {
    for (String name : names) {
      if (isValue(object.path(name))) {
        return object.path(name);
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  private static boolean isValue(JsonNode node) {
    return !node.isMissingNode() && !node.isNull();
  }

  private RawValue raw(JsonNode node) {
    if (node.isContainerNode()) {
      return new RawValue(RawValue.Type.STRUCTURE, "", number);
    }
    RawValue.Type type =
        node.isNumber()
            ? RawValue.Type.NUMBER
            : node.isBoolean() ? RawValue.Type.FLAG : RawValue.Type.TEXT;
    return new RawValue(type, node.asText(""), number);
  }
}
