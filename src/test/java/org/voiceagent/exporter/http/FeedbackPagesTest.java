package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.GoldenFile;

final class FeedbackPagesTest {
  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.withSampleCalls();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?pipeline=local_hybrid", "?limit=5"})
  void beforeTheFirstCallThereIsNoCallAndNoAdvice(String query) {
    try (RunningServer empty = RunningServer.empty()) {
      String answer = empty.get("/feedback/latest" + query).body();
      assertThat(answer)
          .isEqualTo(
              "{\"call\":null,\"recommendations\":[],\"no_advice\":[]"
                  + (query.contains("limit") ? ",\"calls\":[]" : "")
                  + "}\n");
      assertThat(FeedbackSchema.faults(answer)).isEmpty();
    }
  }

  @Test
  void latestIsTheCallThatEndedLastWithItsAdviceBestFirst() {
    assertGolden("http/feedback-latest.json", "/feedback/latest");
  }

  @Test
  void limitAddsTheNewestCallsNewestFirst() {
    assertGolden("http/feedback-latest-limit.json", "/feedback/latest?limit=3");
  }

  @Test
  void limitSaysHowManyAtMost() {
    assertThat(server.get("/feedback/latest?limit=2").body())
        .contains(SampleCalls.NEWEST, SampleCalls.OLDER)
        .doesNotContain(SampleCalls.OLDEST);
  }

  @Test
  void pipelineSaysWhoseNewestCall() {
    assertGolden("http/feedback-latest-pipeline.json", "/feedback/latest?pipeline=cloud");
  }

  @Test
  void oneCallIsFoundByItsId() {
    assertGolden("http/feedback-call.json", "/feedback/calls/sip:anna+1@example.org");
  }

  @Test
  void feedbackIsJsonForProgramsAndAPageForBrowsers() {
    assertThat(type("/feedback/latest", "*/*")).isEqualTo("application/json");
    assertThat(type("/feedback/latest", "text/html,*/*;q=0.8"))
        .isEqualTo("text/html; charset=utf-8");
    assertThat(type("/feedback/latest.json", "text/html")).isEqualTo("application/json");
  }

  private String type(String path, String accept) {
    return server.get(path, "Accept", accept).headers().firstValue("content-type").orElseThrow();
  }

  private void assertGolden(String golden, String path) {
    String answer = server.get(path).body();
    GoldenFile.of(golden).matches(answer);
    assertThat(FeedbackSchema.faults(answer)).isEmpty();
  }
}
