package org.voiceagent.exporter.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls that hold something personal wherever an engine may put a word. Every place has values of
 * its own, so that one that comes out tells where it came in. All of them are made up. Not
 * thread-safe.
 */
final class PlantedSecrets {
  private static final List<String> FIGURES =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private final Map<String, String> placeByValue = new TreeMap<>();
  private final List<String> calls = new ArrayList<>();
  private int planted;

  /** Every value that must not come out, with the place it was put. */
  Map<String, String> placeByValue() {
    return placeByValue;
  }

  /** The ids of the calls that were dropped. */
  List<String> calls() {
    return calls;
  }

  /** Drops calls that are counted, refused, broken, half written and still going on. */
  void drop(Path root) throws IOException {
    call(root, "planted-whole", summary(), transcript(), snapshot());
    call(root, "planted-odd-values", oddSummary(), oddTranscript(), oddSnapshot());
    call(
        root, "planted-broken", "{\"error_message\": \"" + card("broken json") + "\" ,, }", "", "");
    new PlantedReports(this).drop(root);
    call(root, "planted-twice", twice(), transcript(), "a: [" + key("broken yaml"));
    Path active = Files.createDirectory(root.resolve("planted-active"));
    Files.writeString(active.resolve("transcript.jsonl"), transcript());
    calls.add("planted-active");
    Path whole = root.resolve("planted-whole");
    Files.writeString(whole.resolve("feedback.json"), feedback());
    Files.writeString(whole.resolve("feedback.jsonl"), feedback() + "{\"csat\": " + card("half"));
    Files.writeString(whole.resolve("notes.txt"), email("a file that is none of ours"));
  }

  private void call(Path root, String id, String summary, String transcript, String snapshot)
      throws IOException {
    Path folder = Files.createDirectory(root.resolve(id));
    Files.writeString(folder.resolve("transcript.jsonl"), transcript);
    Files.writeString(folder.resolve("config_snapshot.yaml"), snapshot);
    Files.writeString(folder.resolve("metrics.json"), summary);
    calls.add(id);
  }

  private String summary() {
    return """
    {"pipeline_name": "planted", "provider_id": "p", "model_variant": "m", "duration_seconds": 60,
     "end_reason": "transfer to %s", "error_message": "no answer from %s, token=%s",
     "caller_id": "%s", "caller": {"name": "%s", "number": "%s"}, "unknown": {"deep": ["%s"]},
     "streaming": {"fallback_count": 3, "jitter_low_watermark_hits": 90, "fallback_reasons":
       ["could not reach %s", "peer %s"]},
     "tools": [{"name": "pay", "params": {"card": "%s"}, "result": "%s"}]}
    """
        .formatted(
            phone("end_reason"),
            phone("error_message"),
            key("error_message"),
            phone("caller_id"),
            email("caller.name"),
            phone("caller.number"),
            card("unknown key"),
            email("fallback_reasons"),
            address("fallback_reasons"),
            card("tool's parameter"),
            email("tool's result"));
  }

  private String oddSummary() {
    return """
    {"pipeline_name": "planted", "duration_seconds": "%s", "started_at": "%s", "turns": "%s",
     "sentiment_score": "%s", "cost_usd": "%s", "outcome": "%s", "audio": {"transport": "%s"},
     "latency": {"turn_ms": ["%s", 900], "llm_ms": "%s"}, "csat": "%s", "%s": 1,
     "deletion": {"at": "%s"}}
    """
        .formatted(
            card("duration_seconds"),
            phone("started_at"),
            card("turns"),
            email("sentiment_score"),
            card("cost_usd"),
            email("outcome"),
            phone("transport"),
            card("turn_ms"),
            email("llm_ms"),
            phone("csat"),
            email("a key"),
            phone("deletion"));
  }

  private String twice() {
    String secret = card("duplicate key");
    return "{\"error_message\": \"" + secret + "\", \"error_message\": \"" + secret + "\"}";
  }

  private String transcript() {
    return line("user", "my card is " + card("caller's words") + " and I live")
        + line("assistant", "I send it to " + email("agent's words") + " or " + phone("agent"))
        + line("user", "it is " + spoken("caller spells"))
        + line("system", "api key " + key("system line"))
        + line("tool", "charged " + card("tool line"))
        + "{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \""
        + iban("parts")
        + "\"}], \"caller_number\": \""
        + phone("unknown key of a line")
        + "\"}\n";
  }

  private String oddTranscript() {
    return "{\"role\": \""
        + email("role")
        + "\", \"text\": \""
        + card("line of nobody")
        + "\"}\n"
        + "{\"role\": \"user\", \"ts\": \""
        + phone("ts")
        + "\", \"text\": \"hm\", \"event\": \""
        + card("event")
        + "\", \"sentiment\": \""
        + card("sentiment")
        + "\"}\n"
        + "{\"role\": \"user\", \"text\": \""
        + card("broken line")
        + "\", }\n"
        + "\""
        + email("no object")
        + "\"\n"
        + "{\"role\": \"user\", \"text\": \""
        + card("half written");
  }

  private String snapshot() {
    return """
    streaming: {low_watermark_ms: 80, jitter_buffer_ms: 100}
    providers:
      p: {api_key: %s, password: %s, organization: org, webhook: "https://u:%s@example.org/"}
    sip: {auth: {username: anna, secret: %s}, trunk_number: "%s"}
    """
        .formatted(
            key("api_key"),
            secret("password"),
            secret("address with a password"),
            secret("sip secret"),
            phone("trunk"));
  }

  private String oddSnapshot() {
    return "streaming: {low_watermark_ms: "
        + key("a number")
        + ", jitter_buffer_ms: ["
        + key("a list")
        + "]}\n? "
        + key("a key")
        + "\n: 1\n"
        + "text: \""
        + (key("too long") + " ").repeat(60)
        + "\"\n";
  }

  private String feedback() {
    return "{\"resolved\": true, \"note\": \""
        + email("note")
        + "\", \"correction\": \""
        + card("correction")
        + "\", \"csat\": \""
        + phone("csat of feedback")
        + "\"}\n";
  }

  /** Drops a folder with one file. */
  void call(Path root, String id, String file, String content) throws IOException {
    Files.writeString(Files.createDirectory(root.resolve(id)).resolve(file), content);
    calls.add(id);
  }

  private static String line(String role, String text) {
    return "{\"role\": \"" + role + "\", \"text\": \"" + text + "\"}\n";
  }

  String card(String place) {
    String body = "453914880" + "%06d".formatted(next() * 7919 % 1_000_000);
    return keep(place, body + luhn(body));
  }

  String iban(String place) {
    return keep(place, "DE89370400440532013000");
  }

  String phone(String place) {
    return keep(place, "+1202555%04d".formatted(next()));
  }

  String email(String place) {
    return keep(place, "jane.roe%d@example.org".formatted(next()));
  }

  String address(String place) {
    return keep(place, "198.51.100.%d".formatted(next()));
  }

  String key(String place) {
    return keep(place, "sk-live-%dZq8Wm3Xv7Lp2Rt9Yb4Nc".formatted(next()));
  }

  String secret(String place) {
    return keep(place, "hunter%dTwo".formatted(next()));
  }

  String spoken(String place) {
    StringBuilder words = new StringBuilder();
    for (char figure : card(place).toCharArray()) {
      words.append(words.isEmpty() ? "" : " ").append(FIGURES.get(figure - '0'));
    }
    return keep(place, words.toString());
  }

  private int next() {
    return ++planted;
  }

  private String keep(String place, String value) {
    placeByValue.put(value, place);
    return value;
  }

  private static int luhn(String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int figure = body.charAt(body.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? figure * 2 : figure;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return (10 - sum % 10) % 10;
  }
}
