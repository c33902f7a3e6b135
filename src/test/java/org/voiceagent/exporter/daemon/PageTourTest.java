package org.voiceagent.exporter.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.testing.Browser;
import org.voiceagent.exporter.testing.CallFolders;
import org.voiceagent.exporter.testing.Daemons;
import org.voiceagent.exporter.testing.HostileCalls;

/**
 * A browser opens every page that can be reached from the front page by links and filters, on a
 * phone, a desk and a wall, in the light and in the dark. Pictures are kept in {@code
 * target/browser}.
 */
final class PageTourTest {
  private static final Path PICTURES = Path.of("target", "browser");

  /** An id that holds an address would have another one in the addresses of pages. */
  private static final String CONFIG = "series: {call_id: shown}\n";

  private static final int WALL = 2_560;
  private static final int DESK = 1_280;
  private static final int PHONE = 360;

  @TempDir(cleanup = CleanupMode.ALWAYS)
  static Path temp;

  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start(temp.resolve("profile"));
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest(name = "{0} calls")
  @ValueSource(ints = {0, 1})
  @Tag("browser")
  void everyPageCanBeReadByEverybodyOnEveryScreen(int calls) throws Exception {
    tour(Integer.toString(calls), sessions -> CallFolders.write(sessions, calls, Instant.now()));
  }

  @Test
  @Tag("browser")
  void wordsOfAttackersAreWordsOnEveryPage() throws Exception {
    tour(
        "hostile",
        sessions -> HostileCalls.write(sessions, 60, Instant.now()),
        "/calls/" + HostileCalls.ID,
        "/calls/" + HostileCalls.ID + "/transcript",
        "/calls/call-000059",
        "/calls/going-on",
        "/calls/broken",
        "/calls?text=%3Cscript%3E",
        "/calls?pipeline_name=%3Cscript%3Ewindow.ran%3D1%3C%2Fscript%3E");
  }

  @ParameterizedTest(name = "{0} calls")
  @ValueSource(ints = {300, 10_000, 100_000})
  @Tag("figures")
  void theSameWithManyCalls(int calls) throws Exception {
    tour(Integer.toString(calls), sessions -> CallFolders.write(sessions, calls, Instant.now()));
  }

  @Test
  void whatKeepsPeopleOutIsFound() throws IOException {
    browser.open("about:blank");
    browser.run("document.body.innerHTML = '<img src=\"data:,\"><p style=\"color:#ccc\">pale</p>'");

    assertThat(browser.barriers().toString()).contains("image-alt", "color-contrast");
  }

  /** Writes the folders of calls. */
  private interface Calls {
    void write(Path sessions) throws IOException;
  }

  /**
   * Looks at all pages of a daemon with these calls.
   *
   * @param more pages to look at even if another one of their shape is looked at
   */
  private static void tour(String name, Calls calls, String... more) throws Exception {
    Path folder = Files.createDirectory(temp.resolve("with-" + name));
    Path sessions = Files.createDirectory(folder.resolve("calls"));
    calls.write(sessions);
    try (Daemon daemon = Daemons.start(Daemons.config(folder, CONFIG))) {
      SiteLinks site = new SiteLinks("http://127.0.0.1:" + daemon.port());
      await()
          .atMost(Duration.ofMinutes(20))
          .until(() -> site.answer("/-/ready").statusCode() == 200);
      List<String> pages = site.pages();
      assertThat(pages).hasSizeGreaterThan(8);
      List<String> faults = new ArrayList<>(site.deadEnds());
      for (String page : pages) {
        look(site.home() + page, name + "-" + SiteLinks.shape(page), faults);
      }
      for (int i = 0; i < more.length; i++) {
        assertThat(site.answer(more[i]).statusCode()).as(more[i]).isEqualTo(200);
        look(site.home() + more[i], name + "-more-" + i, faults);
      }
      assertThat(faults).as("with calls: %s", name).isEmpty();
    }
  }

  private static void look(String url, String name, List<String> faults) throws IOException {
    browser.complaints();
    browser.requests();
    browser.show(DESK, false);
    browser.open(url);
    String home = url.substring(0, url.indexOf('/', "http://".length()));
    for (int width : new int[] {DESK, PHONE, WALL}) {
      for (boolean dark : new boolean[] {false, true}) {
        browser.show(width, dark);
        String where = url + " at " + width + (dark ? " dark" : "");
        int over =
            browser
                .run(
                    "const root = document.documentElement;"
                        + "return root.scrollWidth - root.clientWidth;")
                .asInt();
        if (over > 0) {
          faults.add(where + ": " + over + " pixels beyond the edge");
        }
        String squeezed =
            browser
                .run(
                    "const heads = [...document.querySelectorAll('tbody th')];"
                        + "const one = heads.find(h => h.offsetWidth > 0 && h.offsetWidth < 90);"
                        + "return one ? one.textContent : '';")
                .asText();
        if (!squeezed.isEmpty()) {
          faults.add(where + ": too narrow for its words: " + squeezed);
        }
        if (width == DESK || (width == PHONE && !dark)) {
          browser.barriers().forEach(barrier -> faults.add(where + ": " + barrier));
        }
        browser.photographWhole(
            PICTURES.resolve(name + "-" + width + (dark ? "-dark" : "") + ".png"));
      }
    }
    if (browser.run("return window.ran !== undefined").asBoolean()) {
      faults.add(url + " runs what was said in a call");
    }
    browser.complaints().forEach(said -> faults.add(url + ": " + said));
    browser.requests().stream()
        .filter(asked -> !asked.startsWith(home + "/"))
        .forEach(asked -> faults.add(url + " asks for " + asked));
  }
}
