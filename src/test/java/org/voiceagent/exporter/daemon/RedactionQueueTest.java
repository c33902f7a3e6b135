package org.voiceagent.exporter.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.CallId;

final class RedactionQueueTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
  private final RedactionQueue folders = new RedactionQueue(2, Duration.ofSeconds(1), nanos::get);

  @Test
  void eachIsGivenOnceAndWhatDoesNotFitIsLetGo() {
    for (String name : new String[] {"a", "b", "a", "c"}) {
      folders.accept(new CallId(name));
    }

    assertThat(folders.next()).hasValue("a");
    assertThat(folders.next()).hasValue("b");
    assertThat(folders.next()).isEmpty();
  }

  @Test
  void whatFailedRestsAndIsNewButOnce() {
    assertThat(folders.again("a")).isTrue();
    assertThat(folders.again("a")).isFalse();
    assertThat(folders.next()).isEmpty();

    nanos.addAndGet(Duration.ofSeconds(1).toNanos());

    assertThat(folders.next()).hasValue("a");
    assertThat(folders.next()).isEmpty();
  }

  @Test
  void steadyStreamOfNewCallsKeepsNoneWaitingThatIsTriedAgain() {
    folders.again("tried before");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    List<String> given = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      folders.accept(new CallId("new-" + i));
      given.add(folders.next().orElseThrow());
    }

    assertThat(given).contains("tried before", "new-0");
  }

  @Test
  void whatIsWrittenMeanwhileRestsNoLonger() {
    folders.again("a");
    folders.accept(new CallId("a"));

    assertThat(folders.next()).hasValue("a");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(folders.next()).isEmpty();
  }
}
