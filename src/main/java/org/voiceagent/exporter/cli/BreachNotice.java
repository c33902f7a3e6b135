package org.voiceagent.exporter.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The message that an indicator crossed its threshold, or came back.
 *
 * @param breached whether it crossed the threshold; otherwise it came back
 * @param figure the indicator's value now
 * @param threshold the limit
 * @param at when this was seen
 */
record BreachNotice(boolean breached, KpiFigure figure, Threshold threshold, Instant at) {
  private static final int PATIENCE_MS = 10_000;
  private static final int PATIENCE_OF_COMMAND_S = 60;

  /** One sentence for a person. */
  String sentence() {
    return figure.title()
        + (breached ? " is " : " is back at ")
        + figure.text()
        + ", "
        + (breached == threshold.above() ? "above" : "not above")
        + " the threshold of "
        + KpiFigure.text(threshold.limit(), figure.unit())
        + " ("
        + figure.id()
        + ", n "
        + figure.n()
        + ")";
  }

  /**
   * Posts the message as JSON. The member {@code text} is what Slack and Mattermost show.
   *
   * @throws IOException if the receiver does not answer with a status of the 200s
   */
  void post(URI webhook) throws IOException {
    byte[] body = json().toString().getBytes(StandardCharsets.UTF_8);
    HttpURLConnection connection = (HttpURLConnection) webhook.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(PATIENCE_MS);
    connection.setReadTimeout(PATIENCE_MS);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    try {
      connection.setFixedLengthStreamingMode(body.length);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      int status = connection.getResponseCode();
      if (status / 100 != 2) {
        throw new IOException("the webhook answered with status " + status);
      }
    } finally {
      connection.disconnect();
    }
  }

  /**
   * Runs a command of the shell; the message is in its environment, so that no text of it is ever
   * taken for a command.
   *
   * @throws IOException if it cannot be started, fails, or takes longer than a minute
   */
  void run(String command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
    builder.environment().putAll(environment());
    // What it prints must not mix with what this command prints.
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE_OF_COMMAND_S, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the command took longer than " + PATIENCE_OF_COMMAND_S + " s");
    }
    if (process.exitValue() != 0) {
      throw new IOException("the command ended with status " + process.exitValue());
    }
  }

  private ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("text", sentence());
    facts().forEach((name, value) -> node.put(name, value));
    node.put("value", figure.value().orElseThrow());
    node.put("threshold", threshold.limit());
    return node.put("n", figure.n());
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    facts()
        .forEach((name, value) -> environment.put("ALERT_" + name.toUpperCase(Locale.ROOT), value));
    environment.put("ALERT_TEXT", sentence());
    environment.put("ALERT_VALUE", Double.toString(figure.value().orElseThrow()));
    environment.put("ALERT_THRESHOLD", Double.toString(threshold.limit()));
    environment.put("ALERT_N", Long.toString(figure.n()));
    return environment;
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("status", breached ? "breach" : "recovered");
    facts.put("kpi", figure.id());
    facts.put("unit", figure.unit());
    facts.put("at", at.toString());
    return facts;
  }
}
