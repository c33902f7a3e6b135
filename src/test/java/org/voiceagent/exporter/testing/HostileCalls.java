package org.voiceagent.exporter.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.voiceagent.exporter.call.CallField;

/** Calls in which every word that an engine can choose was chosen by an attacker. */
public final class HostileCalls {
  /** Each would set a mark, load something, or break a page, where it is not taken as text. */
  public static final List<String> WORDS =
      List.of(
          "<script>window.ran=1</script>",
          "</p></li></ol><img src=x onerror=\"window.ran=1\">",
          "\"><svg/onload=window.ran=1>",
          "' onmouseover='window.ran=1' x='",
          "<a href=\"javascript:window.ran=1\">here</a>",
          "<iframe src=\"http://elsewhere.example/\"></iframe>",
          "<meta http-equiv=\"refresh\" content=\"0;url=http://elsewhere.example/\">",
          "<base href=\"http://elsewhere.example/\"><form action=/x><input name=q>",
          "<style>body{display:none}</style><link rel=stylesheet href=//elsewhere.example/x.css>",
          "&lt;script&gt;window.ran=1&lt;/script&gt; &#60;script&#62; &amp;amp;",
          "<!--><script>window.ran=1</script--> <![CDATA[<script>window.ran=1</script>]]>",
          "{{constructor.constructor('window.ran=1')()}} ${window.ran=1} <%= 1 %> #{1}",
          "\u202egnp.exe\u202c \u2066hidden\u2069 \u200f",
          "\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u0000 \u009b2J",
          "Z\u0351\u036b\u0343a\u0364\u0363l\u0369\u034fg\u0353o \ud83d\ude00 \u05d0\u05d1",
          "\u200b\u200c\u200d\ufeff\u2060",
          "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67".repeat(40),
          "\u0627\u0644\u0645\u0643\u0627\u0644\u0645\u0629 abc \u05d4\u05e9\u05d9\u05d7\u05d4",
          "W".repeat(128),
          "x".repeat(10_000));

  private static final ObjectMapper JSON = new ObjectMapper();

  private HostileCalls() {}

  /** The longest id of a call that there is, of all characters that an id may have. */
  public static final String ID = "javascript:ran@elsewhere.example:80+.-_" + "x".repeat(89);

  /**
   * Writes calls, one of them going on, one with broken files and one in a folder whose name is an
   * attack. All but their words are those of {@link CallFolders}.
   *
   * @param sessions an existing folder
   */
  public static void write(Path sessions, int calls, Instant now) throws IOException {
    CallFolders.write(sessions, calls, now);
    List<Path> folders;
    try (var all = Files.list(sessions)) {
      folders = all.sorted().toList();
    }
    for (int i = 0; i < folders.size(); i++) {
      spoil(folders.get(i), i);
    }
    Files.move(folders.get(0), sessions.resolve(ID));
    Path going = Files.createDirectory(sessions.resolve("going-on"));
    Files.writeString(going.resolve("transcript.jsonl"), transcript(0, now));
    Path broken = Files.createDirectory(sessions.resolve("broken"));
    Files.writeString(broken.resolve("metrics.json"), "{\"outcome\": \"" + WORDS.get(0));
    Path name = Files.createDirectory(sessions.resolve("<img src=x onerror=ran()>"));
    Files.writeString(name.resolve("metrics.json"), "{\"outcome\": \"completed\"}");
  }

  private static void spoil(Path folder, int number) throws IOException {
    Path summary = folder.resolve("metrics.json");
    ObjectNode call = (ObjectNode) JSON.readTree(summary.toFile());
    for (CallField field : CallField.values()) {
      switch (field.kind()) {
        case NAME, TEXT, CALLER -> put(call, field, JSON.getNodeFactory().textNode(word(number++)));
        case TEXTS -> put(call, field, JSON.createArrayNode().add(word(number)).add(word(number)));
        default -> {}
      }
    }
    ArrayNode tools = call.putArray("tools");
    ArrayNode judged = call.putArray("evaluations");
    ArrayNode costs = call.putArray("cost");
    ArrayNode errors = call.putArray("errors");
    for (String word : WORDS) {
      tools.addObject().put("name", word).put("status", word).put("duration_ms", 100);
      judged.addObject().put("name", word).put("verdict", word).put("explanation", word);
      costs.addObject().put("component", word).put("amount", 0.01).put("currency", "USD");
      errors.addObject().put("component", word).put("type", word).put("message", word);
    }
    Files.writeString(summary, call.toString());
    Instant started = Instant.parse(call.path("started_at").asText());
    Files.writeString(folder.resolve("transcript.jsonl"), transcript(number, started));
    ObjectNode settings = JSON.createObjectNode();
    ObjectNode streaming = settings.putObject("streaming");
    streaming.put("low_watermark_ms", number % 2 == 0 ? 80 : 120).put("min_start_ms", 120);
    streaming.put("jitter_buffer_ms", 950);
    for (String word : WORDS) {
      // YAML has no longer keys without a mark of their own.
      settings.put(word.substring(0, Math.min(word.length(), 1_000)), word(number));
    }
    Files.writeString(folder.resolve("config_snapshot.yaml"), settings.toString());
    Files.writeString(
        folder.resolve("feedback.json"),
        JSON.createObjectNode().put("source", word(number)).put("correction", word(1)).toString());
  }

  private static void put(ObjectNode call, CallField field, JsonNode value) {
    ObjectNode place = field.group().isEmpty() ? call : call.withObject("/" + field.group());
    place.set(field.names().get(0), value);
  }

  private static String word(int number) {
    return WORDS.get(number % WORDS.size());
  }

  private static String transcript(int first, Instant started) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 2 * WORDS.size(); i++) {
      ObjectNode line = JSON.createObjectNode().put("role", i % 2 == 0 ? "agent" : "user");
      line.put("ts", started.plusSeconds(3L * i).toString()).put("text", word(first + i));
      line.put("event", word(first + i)).put("language", word(first + i));
      lines.append(line).append('\n');
    }
    return lines.toString();
  }
}
