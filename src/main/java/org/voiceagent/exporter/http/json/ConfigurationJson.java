package org.voiceagent.exporter.http.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.TreeSet;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.disk.SettingRedactor;

/**
 * The configuration of a call as a JSON tree, and what changed since the call before. A snapshot
 * may hold anything, such as the number of a trunk or variables of this call, so that keys and
 * values are redacted as in the file itself.
 */
final class ConfigurationJson {
  /** A longer value is a text, such as a prompt, and not a setting that one compares. */
  private static final int LONGEST_VALUE = 100;

  private final boolean redacts;
  private final SettingRedactor redactor;

  ConfigurationJson(Redactor redactor) {
    this.redacts = redactor.active();
    this.redactor = new SettingRedactor(redactor);
  }

  ObjectNode of(ConfigSnapshot snapshot, Optional<CallJson.Before> before) {
    ObjectNode node = Json.object();
    before.ifPresent(
        call ->
            node.putObject("before")
                .put("call_uuid", call.id().value())
                .put("ended_at", call.endedAt().toString()));
    before
        .flatMap(CallJson.Before::snapshot)
        .filter(earlier -> !earlier.isEmpty() && !snapshot.isEmpty())
        .ifPresent(earlier -> changes(node.putArray("changes"), earlier, snapshot));
    ArrayNode settings = node.putArray("settings");
    for (String key : snapshot.keys()) {
      value(snapshot, key)
          .ifPresent(value -> settings.addObject().put("field", field(key)).put("value", value));
    }
    return node;
  }

  private void changes(ArrayNode to, ConfigSnapshot from, ConfigSnapshot now) {
    TreeSet<String> keys = new TreeSet<>(from.keys());
    keys.addAll(now.keys());
    for (String key : keys) {
      if (!from.text(key).equals(now.text(key))) {
        ObjectNode one = to.addObject().put("field", field(key));
        value(from, key).ifPresent(value -> one.put("from", value));
        value(now, key).ifPresent(value -> one.put("to", value));
      }
    }
  }

  private String field(String key) {
    return redacts
        ? CallFacts.withheldOnFailure("a setting", () -> redactor.redactedPath(key))
        : key;
  }

  private Optional<String> value(ConfigSnapshot snapshot, String key) {
    return snapshot
        .text(key)
        .map(
            value ->
                value.length() > LONGEST_VALUE
                    ? "(a text of " + value.length() + " characters)"
                    : redacts
                        ? CallFacts.withheldOnFailure(
                            "a setting", () -> redactor.redacted(key, value))
                        : value);
  }
}
