package org.voiceagent.exporter.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceagent.exporter.testing.CallFolders;
import org.voiceagent.exporter.testing.Daemons;

/**
 * Ten questions that operators ask, each answered within three clicks from the front page. A click
 * is a link of the page before, found by the end of its address, or a choice in its filters.
 */
final class OperatorQuestionsTest {
  private static final Pattern LINK = Pattern.compile("<a [^>]*?href=\"([^\"#]+)\"");
  private static final int CALLS = 300;

  @TempDir(cleanup = CleanupMode.ALWAYS)
  static Path temp;

  private static Daemon daemon;
  private static SiteLinks site;

  /**
   * A question, the way to its answer, and what the last page says.
   *
   * @param asked the question
   * @param clicks patterns of the addresses of links, or {@code name=value} of filters
   * @param answer patterns of the text of the last page
   */
  record Question(String asked, List<String> clicks, List<String> answer) {
    @Override
    public String toString() {
      return asked;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    Path sessions = Files.createDirectory(temp.resolve("calls"));
    CallFolders.write(sessions, CALLS, Instant.now());
    daemon = Daemons.start(Daemons.config(temp, ""));
    site = new SiteLinks("http://127.0.0.1:" + daemon.port());
    await().atMost(Duration.ofMinutes(5)).until(() -> site.answer("/-/ready").statusCode() == 200);
  }

  @AfterAll
  static void stop() throws Exception {
    if (daemon != null) {
      daemon.close();
    }
  }

  static Stream<Question> questions() {
    return Stream.of(
        new Question(
            "Which calls waited longest lately, and for what?",
            List.of("/calls", "/calls\\?.*sort=wait.*", "/calls/call-\\d+.*"),
            List.of("Waits for an answer", "Language model", "Longest wait [5-9]\\.\\d+ s")),
        new Question(
            "Did Tuesday's change help?",
            List.of("/feedback/open", "/feedback/effects"),
            List.of("streaming\\.low_watermark_ms : 80 → 120", "Comparing|Verdict")),
        new Question(
            "What does a resolved call cost with provider openai?",
            List.of("provider_id=openai", "/\\?from=30d.*", "/kpi\\?.*provider_id=openai.*"),
            List.of("Cost per resolved call .{1,300}? 0\\.0\\d+ USD n = \\d+ resolved calls")),
        new Question(
            "Can I trust the numbers on this page?",
            List.of(),
            List.of("Last call ended \\d+ (min|h) ago", "Refused sessions 0", "Going on now 0")),
        new Question(
            "Which setting should I change next, and to what?",
            List.of("/feedback/open"),
            List.of("Open: [1-9]", "→", "Put this into config/ai-agent\\.local\\.yaml")),
        new Question(
            "Which calls led to that advice?",
            List.of("/feedback/open", "/calls\\?.*advice=.*"),
            List.of("call-\\d+")),
        new Question(
            "Which calls failed?",
            List.of("/calls", "/calls\\?.*outcome=error.*"),
            List.of("call-\\d+")),
        new Question(
            "What did the unhappiest caller say?",
            List.of("/calls", "/calls\\?.*sort=sentiment.*", "/calls/call-\\d+.*"),
            List.of("I would like to move my appointment, my number is \\[NUMBER]")),
        new Question(
            "How was this week in comparison with last week?",
            List.of("/compare"),
            List.of(
                "Errors \\d+\\.\\d % \\d+\\.\\d % [▲▼s]",
                "Response latency: [a-z ]+ \\d+ ms \\d+ ms")),
        new Question(
            "Is a call stuck right now?", List.of("/live"), List.of("Going on: 0", "Ended last")),
        new Question(
            "How did satisfaction go over 30 days?",
            List.of("/trends.*", "/trends\\?.*from=30d.*"),
            List.of("Satisfaction, mean", "[A-Z][a-z]{2} \\d+: \\d\\.\\d\\d, n = \\d+")));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void isAnsweredWithinThreeClicks(Question question) throws Exception {
    assertThat(question.clicks()).hasSizeLessThanOrEqualTo(3);
    String path = "/";
    String page = site.answer(path).body();
    for (String click : question.clicks()) {
      path = click.startsWith("/") ? link(page, click) : chosen(page, path, click);
      var answer = site.answer(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      page = answer.body();
    }
    String text = page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    for (String expected : question.answer()) {
      assertThat(text).as("%s on %s", question.asked(), path).containsPattern(expected);
    }
  }

  /** The first link whose whole address is like this. */
  private static String link(String page, String like) {
    Pattern wanted = Pattern.compile(like);
    for (Matcher link = LINK.matcher(page); link.find(); ) {
      String address = link.group(1).replace("&amp;", "&");
      if (wanted.matcher(address).matches()) {
        return address;
      }
    }
    throw new AssertionError("no link like " + like + " on\n" + page);
  }

  /** The address to which the page's filters lead with this choice. */
  private static String chosen(String page, String path, String choice) {
    String[] pair = choice.split("=", 2);
    assertThat(page)
        .contains("<select name=\"" + pair[0] + "\"", "<option value=\"" + pair[1] + "\"");
    return path + "?" + choice;
  }
}
