package org.voiceagent.exporter.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.advice.fact.Thresholds;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallSession;
import org.voiceagent.exporter.call.Measure;
import org.voiceagent.exporter.call.Measures;
import org.voiceagent.exporter.call.Observation;
import org.voiceagent.exporter.history.CallHistory;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.yaml.Problems;

/** Advice is put into words when somebody reads it, and the words tell of the call as it was. */
final class ExplanationTest {
  private final Advisor advisor =
      new Advisor(RuleBook.bundled(new Problems()), Thresholds.defaults());

  @Test
  void wordsAreMadeOnFirstReadingAndOnce() {
    AtomicInteger made = new AtomicInteger();
    Explanation explanation =
        new Explanation(
            () -> {
              made.incrementAndGet();
              return new Explanation.Words("raise", "because", Map.of(), "a: 1\n");
            });

    assertThat(made).hasValue(0);
    assertThat(explanation.words().reason()).isEqualTo("because");
    assertThat(explanation.words().patch()).isEqualTo("a: 1\n");
    assertThat(made).hasValue(1);
  }

  @Test
  void callsThatComeLaterDoNotChangeTheWords() {
    CallHistory history = new CallHistory(100, 100);
    for (int i = 0; i < 10; i++) {
      remember(history, "before-" + i, i);
    }
    Advice readAtOnce = advisor.advise(call("now", 10), history);
    String now = text(readAtOnce);
    Advice readLater = advisor.advise(call("now", 10), history);
    for (int i = 11; i < 60; i++) {
      remember(history, "after-" + i, i % 10);
    }

    assertThat(readAtOnce.recommendations()).isNotEmpty();
    assertThat(now).contains("of the last 11 calls");
    assertThat(text(readLater)).isEqualTo(now);
  }

  @Test
  void callsThatLackTheSameShareTheWordsAboutIt() {
    Advice one = advisor.advise(call("a", 1));
    Advice other = advisor.advise(call("b", 2));

    assertThat(one.noAdvice()).isNotEmpty().hasSameSizeAs(other.noAdvice());
    for (int i = 0; i < one.noAdvice().size(); i++) {
      assertThat(other.noAdvice().get(i)).isSameAs(one.noAdvice().get(i));
    }
  }

  @Test
  void callsThatLackDifferentThingsDoNotShareTheWords() {
    Advisor own =
        new Advisor(
            RuleTexts.asking(
                "{all: [{compare: {median: {of: response_latency_ms}}, above: 0},"
                    + " {compare: {median: {of: sentiment}}, above: -2}]}"),
            Thresholds.defaults());

    assertThat(lacking(own, Measure.SENTIMENT)).isEqualTo("5 calls with response_latency_ms");
    assertThat(lacking(own, Measure.RESPONSE_LATENCY_MS)).isEqualTo("5 calls with sentiment");
  }

  private static String lacking(Advisor advisor, Measure known) {
    CallHistory history = new CallHistory(100, 100);
    CallSession call = call("now", 60);
    for (int i = 0; i < 10; i++) {
      history.add(
          new Observation(
              new CallId("before-" + i),
              Instant.EPOCH.plusSeconds(i),
              call.labels(),
              "",
              0,
              Map.of(),
              Measures.of(Map.of(known, 0.5)),
              Set.of(),
              Set.of(),
              List.of(),
              List.of()));
    }
    return String.join(", ", advisor.advise(call, history).noAdvice().get(0).missing());
  }

  @Test
  void manyThreadsThatJudgeAndReadAtOnceSayTheSame() throws Exception {
    List<CallSession> calls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      calls.add(call("c-" + i, i));
    }
    List<String> alone = calls.stream().map(call -> text(advisor.advise(call))).toList();
    Advisor shared = new Advisor(RuleBook.bundled(new Problems()), Thresholds.defaults());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<List<String>> all =
          () -> calls.stream().map(call -> text(shared.advise(call))).toList();
      for (Future<List<String>> said : threads.invokeAll(List.of(all, all, all, all))) {
        assertThat(said.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdownNow();
      assertThat(threads.awaitTermination(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS))
          .isTrue();
    }
  }

  private void remember(CallHistory history, String id, int minute) {
    CallSession call = call(id, minute);
    history.add(advisor.observe(call, advisor.advise(call, history)));
  }

  private static String text(Advice advice) {
    return advice.recommendations() + "\n" + advice.noAdvice();
  }

  private static CallSession call(String id, int minute) {
    return CallSessions.call(id)
        .completedAt(Instant.EPOCH.plusSeconds(60L * minute))
        .labels("", "deepgram", "")
        .with(CallField.DURATION_SECONDS, 60)
        .with(CallField.LOW_WATERMARK_HITS, 9)
        .setting("streaming.low_watermark_ms", "80")
        .setting("streaming.min_start_ms", "120")
        .setting("streaming.jitter_buffer_ms", "950")
        .build();
  }
}
