package org.voiceagent.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report cost} and {@code prices}, as an operator types them. */
final class CostCommandsTest {
  @TempDir Path temp;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void someCalls() throws IOException {
    drop(
        "a",
        """
        {"provider_id":"lineco","ended_at":"2026-11-20T10:00:00Z","duration_seconds":61,
         "cost":[{"component":"transport","amount_cents":2,"currency":"USD"}]}
        """);
    drop(
        "b",
        """
        {"provider_id":"northvoice","model_variant":"duplex-1","ended_at":"2026-11-21T10:00:00Z",
         "usage":{"input_tokens":1000,"output_tokens":100},
         "cost":[{"component":"total","amount":0.005,"currency":"USD"}]}
        """);
    Files.writeString(
        temp.resolve("prices.yml"),
        """
        prices:
          - {provider: lineco, model: "*", component: transport, unit: call_minutes, step: 1, price: 0.01, currency: USD, effective_from: 2026-01-01}
        """);
  }

  @Test
  void costsAreAddedUpAndWhatHasNoPriceIsNamed() {
    assertThat(cost("--by", "provider,component")).isEqualTo(ExitStatus.FOUND);
    assertThat(out.toString())
        .contains("2 calls, 2 of them with a total")
        .containsPattern("lineco +transport +1 +0\\.0200 +USD")
        .containsPattern("2 calls +0\\.0250 +USD")
        .containsPattern("llm +1 +northvoice +duplex-1 +no price for input_tokens");
  }

  @Test
  void onlyCallsOfTheseDaysCount() {
    assertThat(cost("--from", "2026-11-20", "--to", "2026-11-21")).isEqualTo(ExitStatus.FINE);
    assertThat(out.toString()).contains("1 call, 1 of them with a total");
  }

  @Test
  void simulatedCallsCostNothing() throws IOException {
    drop(
        "simulated",
        """
        {"provider_id":"lineco","ended_at":"2026-11-20T10:00:00Z","simulated":true,
         "cost":[{"component":"transport","amount_cents":900,"currency":"USD"}]}
        """);
    cost();
    assertThat(out.toString()).contains("2 calls, 2 of them with a total").doesNotContain("9.0");
  }

  @Test
  void billsAreSetBesideYourPrices() {
    assertThat(cost("--reconcile")).isEqualTo(ExitStatus.FOUND);
    assertThat(out.toString())
        .containsPattern("lineco +1 +0\\.02 +0\\.02 +0\\.00 +USD")
        .containsPattern("northvoice +1 +llm: no price for input_tokens");
  }

  @Test
  void mistakesAreWrongUse() {
    assertThat(cost("--by", "colour")).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(err.toString()).contains("--by must be component, provider");
    assertThat(run("report", "cost", "--sessions", temp.resolve("none").toString()))
        .isEqualTo(ExitStatus.WRONG_USE);
  }

  @Test
  void importedTableIsCheckedAndNeverOverwritesAnother() throws IOException {
    Path json =
        Files.writeString(
            temp.resolve("litellm.json"),
            """
            {"duplex-1":{"litellm_provider":"northvoice","mode":"chat",
             "input_cost_per_token":4e-06,"output_cost_per_token":1.6e-05}}
            """);
    Path yaml = temp.resolve("imported.yml");
    String[] words = {"prices", "import", json.toString(), "--output", yaml.toString()};

    assertThat(run(words)).isEqualTo(ExitStatus.FINE);
    assertThat(out.toString())
        .contains("models with a price: 1; models without one that a call can use: 0");
    assertThat(run("prices", "check", yaml.toString())).isEqualTo(ExitStatus.FINE);
    assertThat(out.toString()).contains("2 prices, no fault found");
    assertThat(run(words)).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(err.toString()).contains("is not overwritten");
  }

  @Test
  void tableWithMistakesIsNotUsed() throws IOException {
    Files.writeString(temp.resolve("prices.yml"), "prices:\n  - {model: a, unit: calls}\n");

    assertThat(cost()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(err.toString()).contains("prices.yml:2:");
    assertThat(run("prices", "check", temp.resolve("prices.yml").toString()))
        .isEqualTo(ExitStatus.FOUND);
  }

  private void drop(String id, String summary) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("calls").resolve(id));
    Files.writeString(folder.resolve("metrics.json"), summary);
  }

  private int cost(String... more) {
    String[] words = new String[6 + more.length];
    System.arraycopy(
        new String[] {
          "report",
          "cost",
          "--sessions",
          temp.resolve("calls").toString(),
          "--prices",
          temp.resolve("prices.yml").toString()
        },
        0,
        words,
        0,
        6);
    System.arraycopy(more, 0, words, 6, more.length);
    return run(words);
  }

  private int run(String... words) {
    return RootCommand.run(words, new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
