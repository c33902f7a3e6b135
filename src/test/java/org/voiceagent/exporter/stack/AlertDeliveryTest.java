package org.voiceagent.exporter.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.testing.Tools;

/** A real Alertmanager with the shipped routes and texts, and what arrives at the other ends. */
final class AlertDeliveryTest {
  private static final String SLACK = "/services/secret";
  private static final String PAGERDUTY = "/v2/enqueue";

  /** Prometheus fills in its own address before it sends an alert. */
  private static final String RUNBOOKS = "https://prometheus.example.org/user/runbooks.html";

  private static final String OUTSIDE = "http://alerts.example.org:9093";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path temp;
  private AlertEndpoint endpoint;
  private AlertMailbox mailbox;
  private AlertProgram alertmanager;

  @BeforeEach
  void start() throws IOException {
    Tools.require("prometheus-alertmanager");
    endpoint = new AlertEndpoint();
    mailbox = new AlertMailbox();
    Path folder = Files.createDirectories(temp.resolve("alertmanager"));
    Path templates = Files.createDirectories(folder.resolve("templates"));
    for (Path file : AlertRules.files(AlertRules.ALERTMANAGER.resolve("templates"), ".tmpl")) {
      Files.copy(file, templates.resolve(file.getFileName()));
    }
    // Only where things are sent, and how long is waited, differs from what is shipped.
    String config = Files.readString(AlertRules.ALERTMANAGER.resolve("alertmanager.yml"));
    Files.writeString(
        folder.resolve("alertmanager.yml"),
        replaced(
            config,
            Map.of(
                "smtp_smarthost: smtp.example.org:587",
                "smtp_smarthost: " + mailbox.address(),
                "smtp_require_tls: true",
                "smtp_require_tls: false\n  pagerduty_url: " + endpoint.address() + PAGERDUTY,
                "group_wait: 30s",
                "group_wait: 1s",
                "group_wait: 10s",
                "group_wait: 1s",
                "group_interval: 5m",
                "group_interval: 1s")));
    Path secrets = Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(secrets.resolve("slack_webhook_url"), endpoint.address() + SLACK + "\n");
    Files.writeString(secrets.resolve("pagerduty_routing_key"), "routing-key\n");
    Files.writeString(secrets.resolve("smtp_password"), "pass word\n");
    alertmanager = run(folder);
  }

  private AlertProgram run(Path folder) throws IOException {
    String listen = AlertProgram.freeAddress();
    return AlertProgram.start(
        listen,
        folder,
        temp.resolve("alertmanager.txt"),
        List.of(
            Tools.require("prometheus-alertmanager").toString(),
            "--config.file=alertmanager.yml",
            "--storage.path=" + temp.resolve("storage"),
            "--web.listen-address=" + listen,
            "--web.external-url=" + OUTSIDE,
            "--web.route-prefix=/",
            "--cluster.listen-address="));
  }

  @AfterEach
  void stop() throws IOException {
    if (alertmanager != null) {
      alertmanager.close();
    }
    if (endpoint != null) {
      endpoint.close();
      mailbox.close();
    }
  }

  @Test
  void criticalRingsAtPagerDutyAndIsReadInSlack() throws Exception {
    fire(alert("VoiceAgentExporterDown", "critical", "host:15100", "No page for five minutes."));

    JsonNode page = posted(PAGERDUTY, 1).get(0);
    assertThat(page.path("routing_key").asText().strip()).isEqualTo("routing-key");
    assertThat(page.path("event_action").asText()).isEqualTo("trigger");
    assertThat(page.path("dedup_key").asText()).isNotEmpty();
    assertThat(page.at("/payload/summary").asText())
        .isEqualTo("[CRITICAL] Summary of VoiceAgentExporterDown. (host:15100)");
    assertThat(page.at("/payload/severity").asText()).isEqualTo("critical");
    assertThat(page.at("/payload/class").asText()).isEqualTo("VoiceAgentExporterDown");
    assertThat(page.at("/payload/component").asText()).isEqualTo("exporter");
    assertThat(page.at("/payload/group").asText()).isEqualTo("host:15100");
    assertThat(page.at("/payload/custom_details/alerts").asText())
        .contains("No page for five minutes.")
        .contains(RUNBOOKS + "#voiceagentexporterdown");

    JsonNode attachment = posted(SLACK, 1).get(0).at("/attachments/0");
    assertThat(attachment.path("title").asText())
        .isEqualTo("[CRITICAL] Summary of VoiceAgentExporterDown. (host:15100)");
    assertThat(attachment.path("title_link").asText()).startsWith(OUTSIDE + "/#/alerts");
    assertThat(attachment.path("color").asText()).isEqualTo("danger");
    assertThat(attachment.path("text").asText().strip())
        .matches(
            "No page for five minutes\\.\n"
                + "VoiceAgentExporterDown, since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC\\. "
                + "What to do: "
                + Pattern.quote(RUNBOOKS)
                + "#voiceagentexporterdown");
    assertThat(mailbox.mails()).isEmpty();
  }

  @Test
  void warningIsReadInSlackOnceForAllPipelinesAndSaysWhenItIsOver() throws Exception {
    ObjectNode one = alert("VoiceAgentUnderflows", "warning", "host:15100", "First pipeline.");
    ((ObjectNode) one.path("labels")).put("pipeline_name", "one");
    ObjectNode two = alert("VoiceAgentUnderflows", "warning", "host:15100", "Second pipeline.");
    ((ObjectNode) two.path("labels")).put("pipeline_name", "two");
    fire(one, two);

    JsonNode attachment = posted(SLACK, 1).get(0).at("/attachments/0");
    assertThat(attachment.path("title").asText())
        .isEqualTo("[WARNING] Summary of VoiceAgentUnderflows. (host:15100) ×2");
    assertThat(attachment.path("color").asText()).isEqualTo("warning");
    assertThat(attachment.path("text").asText())
        .containsSubsequence("First pipeline.", "Second pipeline.");

    one.put("endsAt", "2020-01-01T00:00:01Z").put("startsAt", "2020-01-01T00:00:00Z");
    two.put("endsAt", "2020-01-01T00:00:01Z").put("startsAt", "2020-01-01T00:00:00Z");
    fire(one, two);
    JsonNode over = posted(SLACK, 2).get(1).at("/attachments/0");
    assertThat(over.path("title").asText())
        .isEqualTo("[RESOLVED] Summary of VoiceAgentUnderflows. (host:15100) ×2");
    assertThat(over.path("color").asText()).isEqualTo("good");
    assertThat(over.path("text").asText()).contains("Resolved: First pipeline.");
    assertThat(endpoint.posts(PAGERDUTY)).isEmpty();
    assertThat(mailbox.mails()).isEmpty();
  }

  @Test
  void infoComesByMail() throws Exception {
    fire(alert("VoiceAgentValuesDropped", "info", "host:15100", "Values – 2 a call."));

    await().atMost(AlertProgram.PATIENCE).until(() -> mailbox.mails().size() == 1);
    AlertMailbox.Mail mail = mailbox.mails().get(0);
    assertThat(mail.login()).isEqualTo("voice-agent@example.org pass word");
    assertThat(mail.recipients()).containsExactly("operations@example.org");
    assertThat(mail.content().replace("=\n", ""))
        .contains("Subject: [INFO] Summary of VoiceAgentValuesDropped. (host:15100)\n")
        .contains("From: voice-agent@example.org")
        .contains("Content-Type: text/plain")
        .doesNotContain("text/html")
        // Quoted-printable: an octet that is no ASCII is "=" and two digits.
        .contains("Values =E2=80=93 2 a call.")
        .contains(RUNBOOKS + "#voiceagentvaluesdropped");
    assertThat(endpoint.posts(SLACK)).isEmpty();
    assertThat(endpoint.posts(PAGERDUTY)).isEmpty();
  }

  @Test
  void theHigherSeverityAndTheCauseAreToldAndTheRestIsNot() throws Exception {
    fire(
        alert("VoiceAgentCallsFailing", "critical", "a:1", "More than half."),
        alert("VoiceAgentCallsFailing", "warning", "a:1", "More than a tenth."),
        alert("VoiceAgentCallsFailing", "warning", "b:1", "Elsewhere."),
        alert("VoiceAgentExporterDown", "critical", "c:1", "Gone."),
        alert("VoiceAgentUnderflows", "warning", "c:1", "Old news."),
        alert("VoiceAgentStateNotWritable", "critical", "d:1", "Full."),
        alert("VoiceAgentSessionsStuck", "warning", "d:1", "Of course."),
        alert("VoiceAgentWatchdog", "none", "", "Always."));

    List<JsonNode> posts = posted(SLACK, 4);
    assertThat(posts)
        .extracting(post -> post.at("/attachments/0/text").asText().strip().split("\n", -1)[0])
        .containsExactlyInAnyOrder("More than half.", "Elsewhere.", "Gone.", "Full.");
    assertThat(posted(PAGERDUTY, 3)).hasSize(3);
    await()
        .atMost(AlertProgram.PATIENCE)
        .untilAsserted(
            () -> assertThat(suppressed()).containsExactlyInAnyOrder("a:1", "c:1", "d:1"));
    assertThat(endpoint.posts(SLACK)).hasSize(4);
  }

  /** The alert VoiceAgentNotificationsFailing needs it to start, and to count what it cannot do. */
  @Test
  void withoutSecretsItStartsAndCountsWhatItCannotDeliver() throws Exception {
    alertmanager.close();
    Path folder = temp.resolve("alertmanager");
    for (Path secret : AlertRules.files(folder.resolve("secrets"), "")) {
      Files.delete(secret);
    }
    alertmanager = run(folder);
    fire(alert("VoiceAgentExporterDown", "critical", "host:15100", "Gone."));

    await()
        .atMost(AlertProgram.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(alertmanager.text("/metrics").lines())
                    .anyMatch(line -> isFailed(line, "slack"))
                    .anyMatch(line -> isFailed(line, "pagerduty")));
    assertThat(endpoint.posts(SLACK)).isEmpty();
  }

  private static boolean isFailed(String line, String integration) {
    return line.startsWith("alertmanager_notifications_failed_total{")
        && line.contains("integration=\"" + integration + "\"")
        && !line.endsWith(" 0");
  }

  private List<String> suppressed() throws IOException, InterruptedException {
    List<String> instances = new ArrayList<>();
    for (JsonNode alert : alertmanager.json("/api/v2/alerts")) {
      if (alert.at("/status/state").asText().equals("suppressed")) {
        instances.add(alert.at("/labels/instance").asText());
      }
    }
    return instances;
  }

  private void fire(ObjectNode... alerts) throws IOException, InterruptedException {
    ArrayNode all = MAPPER.createArrayNode();
    all.addAll(List.of(alerts));
    assertThat(alertmanager.post("/api/v2/alerts", all.toString())).isEqualTo(200);
  }

  private List<JsonNode> posted(String path, int count) {
    await().atMost(AlertProgram.PATIENCE).until(() -> endpoint.posts(path).size() >= count);
    return endpoint.posts(path).stream().map(AlertEndpoint.Post::body).toList();
  }

  private static ObjectNode alert(
      String name, String severity, String instance, String description) {
    ObjectNode alert = MAPPER.createObjectNode();
    ObjectNode labels = alert.putObject("labels");
    labels.put("alertname", name).put("severity", severity).put("component", "exporter");
    labels.put("job", "voice_agent_exporter").put("instance", instance);
    ObjectNode annotations = alert.putObject("annotations");
    annotations.put("summary", "Summary of " + name + ".").put("description", description);
    annotations.put("runbook_url", RUNBOOKS + "#" + name.toLowerCase(Locale.ROOT));
    return alert;
  }

  private static String replaced(String text, Map<String, String> words) {
    String result = text;
    for (Map.Entry<String, String> word : words.entrySet()) {
      assertThat(text).contains(word.getKey());
      result = result.replace(word.getKey(), word.getValue());
    }
    return result;
  }
}
