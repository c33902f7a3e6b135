package org.voiceagent.exporter.http.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.http.routing.AcceptHeader.Offer;

/** The parts of a request that clients choose freely. */
final class RequestPartsFuzzTest {
  private static final List<Offer> OFFERS =
      List.of(
          new Offer("application/json", Set.of()),
          new Offer("text/html", Set.of()),
          new Offer("application/openmetrics-text", Set.of("1.0.0")));

  @FuzzTest
  void whatIsDecodedIsWhatWasEncoded(byte[] data) {
    String raw = new String(data, StandardCharsets.ISO_8859_1);
    Optional<String> decoded = PercentEncoding.decodeQuery(raw);

    decoded.ifPresent(
        text -> {
          String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
          assertThat(PercentEncoding.decodeQuery(encoded)).contains(text);
        });
    String text = new String(data, StandardCharsets.UTF_8);
    assertThat(PercentEncoding.decodeQuery(URLEncoder.encode(text, StandardCharsets.UTF_8)))
        .contains(text);
  }

  @FuzzTest
  void aQueryIsReadOrRefusedInWords(byte[] data) {
    String raw = new String(data, StandardCharsets.ISO_8859_1);
    try {
      QueryString query = QueryString.parse(raw);
      query.number("limit", 100).ifPresent(number -> assertThat(number).isBetween(1, 100));
      query.text("pipeline").ifPresent(text -> assertThat(text).isNotBlank());
      query
          .time("since", Duration.ofDays(30))
          .ifPresent(time -> assertThat(time).isBetween(Duration.ofMillis(1), Duration.ofDays(30)));
      assertThat(query.all("name[]")).doesNotContainNull();
    } catch (RefusedException refused) {
      assertThat(refused.getMessage()).isNotBlank().hasSizeLessThan(200);
    }
  }

  @FuzzTest
  void someOfferIsChosenAndTheBlanketWishChoosesTheFirst(byte[] data) {
    String header = new String(data, StandardCharsets.ISO_8859_1);
    AcceptHeader accept = AcceptHeader.parse(List.of(header));

    assertThat(OFFERS).contains(accept.choose(OFFERS));
    assertThat(accept.takesCoding("gzip"))
        .isEqualTo(
            AcceptHeader.parse(List.of(header.toUpperCase(Locale.ROOT))).takesCoding("gzip"));
    Offer chosen = accept.choose(OFFERS);
    assertThat(AcceptHeader.parse(List.of(header, "")).choose(OFFERS)).isEqualTo(chosen);
  }

  @FuzzTest
  void aPathHasAsManyPartsAsSlashesOrNone(byte[] data) {
    String path = new String(data, StandardCharsets.ISO_8859_1);
    List<String> segments = PageRequest.segments(path);

    if (!segments.isEmpty()) {
      assertThat(segments).hasSize((int) path.chars().filter(c -> c == '/').count());
      assertThat(path).startsWith("/");
    }
  }
}
