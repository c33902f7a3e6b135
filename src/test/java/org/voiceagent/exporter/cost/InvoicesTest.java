package org.voiceagent.exporter.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceagent.exporter.artifact.ReadLimits;
import org.voiceagent.exporter.artifact.Reading;
import org.voiceagent.exporter.artifact.SentimentScorer;
import org.voiceagent.exporter.artifact.SessionReader;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.cost.Reconciliation.Left;
import org.voiceagent.exporter.yaml.Problems;

/**
 * The invoices of five made-up vendors: one bills cached and audio tokens, one characters, one
 * seconds, one started minutes in cents, one credits. Each agrees with the table of prices to the
 * cent, or says why it cannot be compared.
 */
final class InvoicesTest {
  private static final String PRICES =
      """
      prices:
        - {provider: northvoice, model: duplex-*, unit: input_tokens, price: 8, per: 1000000, currency: USD, effective_from: 2026-01-01}
        - {provider: northvoice, model: duplex-*, unit: input_tokens, price: 4, per: 1000000, currency: USD, effective_from: 2026-11-15}
        - {provider: northvoice, model: duplex-*, unit: cached_input_tokens, price: 0.4, per: 1000000, currency: USD, effective_from: 2026-01-01}
        - {provider: northvoice, model: duplex-*, unit: audio_input_tokens, price: 32, per: 1000000, currency: USD, effective_from: 2026-01-01}
        - {provider: northvoice, model: duplex-*, unit: output_tokens, price: 16, per: 1000000, currency: USD, effective_from: 2026-01-01}
        - {provider: northvoice, model: duplex-*, unit: audio_output_tokens, price: 64, per: 1000000, currency: USD, effective_from: 2026-01-01}
        - {provider: letterspeak, model: "*", component: tts, unit: characters, price: 15, per: 1000000, currency: EUR, effective_from: 2026-01-01}
        - {provider: hearwell, model: hear-2, component: stt, unit: audio_minutes, price: 0.0043, currency: USD, effective_from: 2026-01-01}
        - {provider: lineco, model: "*", component: transport, unit: call_minutes, step: 1, price: 0.01, currency: USD, effective_from: 2026-01-01}
        - {provider: creditcloud, model: cloud-1, unit: input_tokens, price: 1, per: 1000000, currency: USD, effective_from: 2026-01-01}
        - {provider: creditcloud, model: cloud-1, unit: output_tokens, price: 2, per: 1000000, currency: USD, effective_from: 2026-01-01}
      """;

  /** In all 10,000 tokens in, of which 4,000 were cached and 3,000 are sound. */
  private static final String NORTHVOICE =
      """
      {"provider_id":"northvoice","model_variant":"duplex-1","ended_at":"%s",
       "usage":{"by_model":[{"provider":"northvoice","model":"duplex-1","input_tokens":10000,
         "cached_input_tokens":4000,"audio_input_tokens":3000,"output_tokens":2000,
         "audio_output_tokens":1500}],"tts_characters":900,"stt_seconds":30},
       "cost":[{"component":"total","amount":%s,"currency":"USD"}]}
      """;

  private static final String LETTERSPEAK =
      """
      {"provider_id":"letterspeak","ended_at":"2026-11-20T10:00:00Z",
       "usage":{"by_model":[{"provider":"letterspeak","model":"sonata","tts_characters":12345}]},
       "cost":[{"component":"tts","amount":0.185175,"currency":"EUR"}]}
      """;

  private static final String HEARWELL =
      """
      {"provider_id":"hearwell","ended_at":"2026-11-20T10:00:00Z",
       "usage":{"by_model":[{"provider":"hearwell","model":"hear-2","stt_seconds":95.5}]},
       "cost":[{"component":"stt","amount":0.006844,"currency":"USD"}]}
      """;

  private static final String LINECO =
      """
      {"provider_id":"lineco","ended_at":"2026-11-20T10:00:00Z","duration_seconds":61,
       "cost":[{"component":"transport","amount_cents":2,"currency":"USD"}]}
      """;

  private static final String CREDITCLOUD =
      """
      {"provider_id":"creditcloud","model_variant":"cloud-1","ended_at":"2026-11-20T10:00:00Z",
       "usage":{"input_tokens":1000,"output_tokens":100},
       "cost":[{"component":"total","unit":"credits","quantity":320}]}
      """;

  @TempDir Path root;
  private final Pricing pricing = new Pricing(table(PRICES));
  private final Reconciliation bills = new Reconciliation(pricing);
  private final CostSums sums =
      new CostSums(List.of(CostDimension.PROVIDER, CostDimension.COMPONENT));

  @BeforeEach
  void fiveVendors() throws IOException {
    drop(60, NORTHVOICE.formatted("2026-11-14T23:59:59Z", "0.2256"));
    drop(40, NORTHVOICE.formatted("2026-11-15T00:00:00Z", "0.2136"));
    drop(40, LETTERSPEAK);
    drop(60, HEARWELL);
    drop(25, LINECO);
    drop(10, CREDITCLOUD);
    for (CallSession call : calls()) {
      bills.add(call);
      sums.add(call, pricing.of(call));
    }
  }

  @Test
  void everyBillInMoneyAgreesToTheCent() {
    assertThat(bills.rows())
        .extracting(
            row ->
                row.provider()
                    + " "
                    + row.calls()
                    + " "
                    + Reconciliation.cents(row.billed())
                    + " "
                    + Reconciliation.cents(row.priced())
                    + " "
                    + row.currency())
        .containsExactly(
            "hearwell 60 0.41 0.41 USD",
            "letterspeak 40 7.41 7.41 EUR",
            "lineco 25 0.50 0.50 USD",
            "northvoice 100 22.08 22.08 USD");
    assertThat(bills.rows()).allMatch(row -> row.difference().signum() == 0);
  }

  @Test
  void billInCreditsIsNotComparedAndNeverMoney() {
    assertThat(bills.left()).isEqualTo(Map.of(new Left("creditcloud", "billed in credits"), 10L));
    assertThat(sums.parts())
        .filteredOn(row -> row.labels().get(0).equals("creditcloud"))
        .extracting(row -> row.labels().get(1) + " " + row.amount().stripTrailingZeros())
        .containsExactly("llm 0.012");
  }

  @Test
  void totalsOfAllVendorsAreAddedUpByCurrency() {
    assertThat(sums.totals())
        .extracting(row -> row.currency() + " " + Reconciliation.cents(row.amount()))
        .containsExactly("EUR 7.41", "USD 23.00");
    assertThat(sums.unpriced()).isEmpty();
    assertThat(sums.callsWithTotal()).isEqualTo(235);
  }

  @Test
  void wrongBillShowsItsDifference() throws Exception {
    drop(1, LINECO.replace("\"amount_cents\":2", "\"amount_cents\":5"));
    Reconciliation wrong = new Reconciliation(pricing);
    for (CallSession call : calls()) {
      wrong.add(call);
    }

    assertThat(wrong.rows())
        .filteredOn(row -> row.provider().equals("lineco"))
        .singleElement()
        .satisfies(row -> assertThat(row.difference()).isEqualByComparingTo("0.03"));
  }

  @Test
  void withoutAPriceTheBillSaysWhatIsUnpriced() throws Exception {
    Pricing none = new Pricing(PriceTable.empty());
    CostSums unpriced = new CostSums(List.of(CostDimension.COMPONENT));
    Reconciliation left = new Reconciliation(none);
    for (CallSession call : calls()) {
      unpriced.add(call, none.of(call));
      left.add(call);
    }

    assertThat(left.rows()).isEmpty();
    assertThat(left.left())
        .containsEntry(new Left("northvoice", "llm: no price for input_tokens"), 100L)
        .containsEntry(new Left("letterspeak", "tts: no price for characters"), 40L)
        .containsEntry(new Left("hearwell", "stt: no price for audio_seconds"), 60L)
        .containsEntry(new Left("lineco", "no usage that has a price"), 25L);
    assertThat(unpriced.unpriced())
        .extracting(one -> one.part().component().label() + " " + one.calls())
        .containsExactlyInAnyOrder("llm 100", "llm 10", "total 10");
  }

  static PriceTable table(String text) {
    Problems problems = new Problems();
    PriceTable table = PriceTable.parse("prices.yml", text, problems);
    assertThat(problems.list()).isEmpty();
    return table;
  }

  private void drop(int calls, String summary) throws IOException {
    for (int i = 0; i < calls; i++) {
      Path folder = Files.createTempDirectory(root, "c");
      Files.writeString(folder.resolve("metrics.json"), summary);
    }
  }

  private List<CallSession> calls() throws IOException {
    SessionReader reader = new SessionReader(ReadLimits.defaults(), SentimentScorer.OFF);
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .map(folder -> ((Reading.Complete) reader.read(folder)).session())
          .peek(call -> assertThat(call.findings()).isEmpty())
          .toList();
    }
  }
}
