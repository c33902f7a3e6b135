package org.voiceagent.exporter.callmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceagent.exporter.testing.CallSessions.COMPLETED_AT;
import static org.voiceagent.exporter.testing.CallSessions.call;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.callmetrics.CallMetrics.Limits;
import org.voiceagent.exporter.testing.Board;
import org.voiceagent.exporter.testing.CallSessions;
import org.voiceagent.exporter.testing.MetricsPage;
import org.voiceagent.exporter.testing.Reports;

/** Which single calls the page shows. */
final class RecentWindowTest {
  private static final Pattern CALL =
      Pattern.compile("ai_agent_call_info\\{call_uuid=\"([^\"]*)\"");

  @Test
  void theNewestByTheirEndAreShownNotTheLastToArrive() {
    Board board = new Board(new Limits(500, 2, Duration.ofHours(24)));
    board.count(ended("new", 0), ended("old", -600), ended("newer", 10));
    assertThat(shown(board)).containsExactly("newer", "new");
    assertThat(evicted(board)).isEqualTo(1);
    board.count(ended("late-but-old", -300));
    assertThat(shown(board)).containsExactly("newer", "new");
    assertThat(evicted(board)).isEqualTo(2);
  }

  @Test
  void callsGoWhenTheyAreTooOldEvenIfNothingElseHappens() {
    Board board = new Board(new Limits(500, 10, Duration.ofHours(1)));
    board.count(ended("first", 0), ended("second", 600));
    board.setTime(COMPLETED_AT.plus(Duration.ofHours(1)));
    assertThat(shown(board)).containsExactly("second", "first");
    board.setTime(COMPLETED_AT.plus(Duration.ofHours(1)).plusMillis(1));
    assertThat(shown(board)).containsExactly("second");
    assertThat(evicted(board)).isEqualTo(1);
    assertThat(board.page().sum("ai_agent_calls_total")).isEqualTo(2);
  }

  @Test
  void noneAreShownAndNoneLetGoWhereTheWindowIsOff() {
    Board board = new Board(new Limits(500, 0, Duration.ofHours(1)));
    board.count(ended("a", 0));
    board.calls.update(Reports.of(ended("a", 0)));
    assertThat(shown(board)).isEmpty();
    assertThat(evicted(board)).isZero();
    assertThat(board.page().sum("ai_agent_calls_total")).isEqualTo(1);
  }

  @Test
  void anUpdateReplacesWhatIsShownAndCountsNothing() {
    Board board = new Board();
    board.count(ended("a", 0).with(CallField.TURNS, 3));
    board.calls.update(Reports.of(ended("a", 5).with(CallField.TURNS, 4)));
    MetricsPage page = board.page();
    assertThat(page.sum("ai_agent_recent_call_turns")).isEqualTo(4);
    assertThat(page.sum("ai_agent_call_turns_total")).isEqualTo(3);
    assertThat(page.sum("ai_agent_calls_total")).isEqualTo(1);
    assertThat(shown(board)).containsExactly("a");
    assertThat(evicted(board)).isZero();
  }

  @Test
  void anUpdateOfACallThatWasLetGoLongAgoChangesNothing() {
    Board board = new Board(new Limits(500, 1, Duration.ofHours(24)));
    board.count(ended("old", -10), ended("new", 0));
    board.calls.update(Reports.of(ended("old", -10)));
    assertThat(shown(board)).containsExactly("new");
    assertThat(evicted(board)).isEqualTo(1);
  }

  @Test
  void anUpdateAfterARestartShowsTheCallAgain() {
    Board board = new Board();
    board.calls.update(Reports.of(ended("counted-before", 0)));
    assertThat(shown(board)).containsExactly("counted-before");
    assertThat(board.page().sum("ai_agent_calls_total")).isZero();
  }

  private static CallSessions ended(String id, int seconds) {
    return call(id).with(CallField.ENDED_AT, COMPLETED_AT.plusSeconds(seconds));
  }

  private static List<String> shown(Board board) {
    return board.page().series().stream()
        .map(CALL::matcher)
        .filter(Matcher::lookingAt)
        .map(matcher -> matcher.group(1))
        .toList();
  }

  private static double evicted(Board board) {
    return board.page().sum("voice_agent_exporter_recent_calls_evicted_total");
  }
}
