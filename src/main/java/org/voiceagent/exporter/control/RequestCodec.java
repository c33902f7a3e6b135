package org.voiceagent.exporter.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Requests and answers as JSON. */
final class RequestCodec {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RequestCodec() {}

  static String of(ControlRequest request) {
    ObjectNode message = JSON.createObjectNode();
    if (request instanceof ControlRequest.Purge purge) {
      ObjectNode what = message.putObject("purge").put("dry_run", purge.dryRun());
      if (purge.trustClock()) {
        what.put("trust_clock", true);
      }
    } else if (request instanceof ControlRequest.ForgetCall forget) {
      message.putObject("forget").put("call", forget.call());
    } else if (request instanceof ControlRequest.ForgetCaller forget) {
      message.putObject("forget").put("caller", forget.caller());
    } else if (request instanceof ControlRequest.Archive archive) {
      message.putObject("archive").put("dry_run", archive.dryRun());
    } else if (request instanceof ControlRequest.Restore restore) {
      message.putObject("restore").put("what", restore.what());
    } else if (request instanceof ControlRequest.Hold hold) {
      message.putObject("hold").put("call", hold.call()).put("reason", hold.reason());
    } else if (request instanceof ControlRequest.Release release) {
      message.putObject("release").put("call", release.call());
    } else if (request instanceof ControlRequest.SampleBurst burst) {
      message.putObject("sample_burst").put("event", burst.event()).put("seconds", burst.seconds());
    }
    return message.toString();
  }

  static String of(ControlAnswer answer) {
    return JSON.createObjectNode()
        .put("status", answer.status())
        .put("text", answer.text())
        .toString();
  }

  /** The request, or empty if it is none that this version knows. */
  static Optional<ControlRequest> request(String text) {
    JsonNode message = read(text);
    JsonNode purge = message.path("purge");
    JsonNode forget = message.path("forget");
    JsonNode burst = message.path("sample_burst");
    if (message.size() != 1) {
      return Optional.empty();
    } else if (purge.path("dry_run").isBoolean()) {
      return Optional.of(
          new ControlRequest.Purge(
              purge.path("dry_run").booleanValue(), purge.path("trust_clock").booleanValue()));
    } else if (forget.size() == 1 && forget.path("call").isTextual()) {
      return Optional.of(new ControlRequest.ForgetCall(forget.path("call").textValue()));
    } else if (forget.size() == 1 && forget.path("caller").isTextual()) {
      return Optional.of(new ControlRequest.ForgetCaller(forget.path("caller").textValue()));
    } else if (burst.path("event").isTextual() && burst.path("seconds").isInt()) {
      return Optional.of(
          new ControlRequest.SampleBurst(
              burst.path("event").textValue(), burst.path("seconds").intValue()));
    }
    return ofArchives(message);
  }

  private static Optional<ControlRequest> ofArchives(JsonNode message) {
    JsonNode archive = message.path("archive").path("dry_run");
    JsonNode restore = message.path("restore").path("what");
    JsonNode hold = message.path("hold");
    JsonNode release = message.path("release").path("call");
    if (archive.isBoolean()) {
      return Optional.of(new ControlRequest.Archive(archive.booleanValue()));
    } else if (restore.isTextual()) {
      return Optional.of(new ControlRequest.Restore(restore.textValue()));
    } else if (hold.path("call").isTextual() && hold.path("reason").isTextual()) {
      return Optional.of(
          new ControlRequest.Hold(hold.path("call").textValue(), hold.path("reason").textValue()));
    } else if (release.isTextual()) {
      return Optional.of(new ControlRequest.Release(release.textValue()));
    }
    return Optional.empty();
  }

  /** The answer, or empty if it is none. */
  static Optional<ControlAnswer> answer(String text) {
    JsonNode message = read(text);
    return message.path("status").isInt() && message.path("text").isTextual()
        ? Optional.of(
            new ControlAnswer(message.path("status").intValue(), message.path("text").textValue()))
        : Optional.empty();
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      return JSON.createObjectNode();
    }
  }
}
