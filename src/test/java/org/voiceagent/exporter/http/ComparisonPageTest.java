package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.experiment.SimulatedCalls;
import org.voiceagent.exporter.experiment.SimulatedCalls.Quality;
import org.voiceagent.exporter.testing.GoldenFile;

final class ComparisonPageTest {
  private static final String PAGE = "/feedback/comparison";

  @Test
  void eachMeasureIsComparedOrSaysThatThereAreTooFewCalls() {
    try (RunningServer server = RunningServer.empty()) {
      server.conclusions.calls.addAll(
          new SimulatedCalls(1, 0)
              .add(200, "80", Quality.USUAL)
              .add(200, "120", Quality.USUAL.latency(0.7))
              .calls());

      String field = SimulatedCalls.FIELD;
      String answer =
          server.get(PAGE + "?before=" + field + "%3D80&after=" + field + "%3D120").body();

      assertThat(answer)
          .contains("\"calls_before\":200,\"calls_after\":200")
          .contains("\"finding\":\"better\"")
          .contains("\"finding\":\"not_enough_calls\"");
      GoldenFile.of("http/feedback-comparison.json").matches(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?before=a%3D1",
        "?before=nonsense&after=a%3D1",
        "?before=2026-11-08..2026-11-01&after=a%3D1",
        "?before=..&after=a%3D1",
        "?before=%3D1&after=a%3D1"
      })
  void aSelectionThatIsNoneIsRefused(String query) {
    try (RunningServer server = RunningServer.empty()) {
      HttpResponse<String> answer = server.get(PAGE + query);

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("must be a period such as");
    }
  }
}
