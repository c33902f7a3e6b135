package org.voiceagent.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.report.OpenAdvice;
import org.voiceagent.exporter.report.OpenAdvice.Origin;
import org.voiceagent.exporter.testing.GoldenFile;

final class OpenAdvicePageTest {

  @Test
  void withoutAdviceTheListIsEmpty() {
    try (RunningServer server = RunningServer.empty()) {
      assertThat(server.get("/feedback/open").body())
          .isEqualTo("{\"schema\":1,\"recommendations\":[]}\n");
    }
  }

  @Test
  void eachAdviceTellsWhoseCallsLedToIt() {
    try (RunningServer server = RunningServer.empty()) {
      LabelSet cloud = new LabelSet("cloud", "deepgram", "nova-3");
      SampleCalls.newest()
          .advice()
          .recommendations()
          .forEach(
              said ->
                  server.conclusions.open.add(
                      new OpenAdvice(
                          said,
                          List.of(
                              new Origin(
                                  SampleCalls.newest().session().labels(),
                                  said.key(),
                                  said.suggested().text(),
                                  12,
                                  50),
                              new Origin(cloud, said.key(), "140", 1, 3)))));

      GoldenFile.of("http/feedback-open.json").matches(server.get("/feedback/open").body());
    }
  }
}
