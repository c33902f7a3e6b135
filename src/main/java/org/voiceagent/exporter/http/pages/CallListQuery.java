package org.voiceagent.exporter.http.pages;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.voiceagent.exporter.call.EndReason;
import org.voiceagent.exporter.call.Outcome;
import org.voiceagent.exporter.call.SentimentBand;
import org.voiceagent.exporter.callindex.CallCursor;
import org.voiceagent.exporter.callindex.CallFilter;
import org.voiceagent.exporter.callindex.CallOrder;
import org.voiceagent.exporter.callindex.CallQuery;
import org.voiceagent.exporter.callindex.Facet;
import org.voiceagent.exporter.http.routing.Parameters;
import org.voiceagent.exporter.http.routing.QueryString;
import org.voiceagent.exporter.http.routing.RefusedException;

/**
 * What the address of a list of calls asks for. Immutable.
 *
 * @param view the parameters that all pages share
 * @param own the list's own parameters, by name, without the position
 * @param filter which calls
 * @param order in which order
 * @param after behind which position
 * @param limit how many; empty for the usual number
 * @param text what the redacted transcript must contain, in small letters; empty for anything
 */
record CallListQuery(
    ViewQuery view,
    Map<String, String> own,
    CallFilter filter,
    CallOrder order,
    Optional<CallCursor> after,
    Optional<Integer> limit,
    Optional<String> text) {
  static final String PATH = "/calls";
  static final int MOST_CALLS = 1_000;
  static final int MOST_CSV_CALLS = 100_000;

  /** Shorter texts are in almost every transcript. */
  private static final int SHORTEST_TEXT = 2;

  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_WAIT_MS = 120_000;

  private static final List<String> OWN =
      List.of(
          "outcome", "sentiment", "latency_over", "advice", "end_reason", "text", "sort", "limit");

  /** The parameters of the list. */
  static final Parameters PARAMETERS =
      Parameters.of(
          Stream.of(
                  ViewQuery.NAMES.stream().filter(name -> !name.equals(Parameters.THEME)),
                  OWN.stream(),
                  Stream.of("after"))
              .flatMap(names -> names)
              .toArray(String[]::new));

  /** Copies the map in its order. */
  CallListQuery {
    own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
  }

  /**
   * Reads the parameters; an empty one, as a form sends it, counts as not given.
   *
   * @param now what ages such as {@code 7d} count from
   * @param most the highest limit
   * @throws RefusedException if one has a bad value; says what is expected
   */
  static CallListQuery of(QueryString query, Instant now, int most) {
    ViewQuery view = ViewQuery.of(query);
    Map<String, String> own = new LinkedHashMap<>();
    OWN.forEach(name -> query.choice(name).ifPresent(value -> own.put(name, value)));
    return new CallListQuery(
        view,
        own,
        filter(query, view, own, now),
        CallOrder.named(oneOf(query, "sort", labels(CallOrder.values())).orElse("newest"))
            .orElseThrow(),
        query.choice("after").map(CallListQuery::cursor),
        own.containsKey("limit") ? query.number("limit", most) : Optional.empty(),
        query.choice("text").map(CallListQuery::text));
  }

  private static CallFilter filter(
      QueryString query, ViewQuery view, Map<String, String> own, Instant now) {
    oneOf(query, "outcome", labels(Outcome.values()));
    oneOf(
        query,
        "sentiment",
        Stream.concat(labels(SentimentBand.values()).stream(), Stream.of(Facet.UNKNOWN)).toList());
    oneOf(query, "end_reason", labels(EndReason.values()));
    Map<Facet, String> facets = new EnumMap<>(Facet.class);
    for (Facet facet : Facet.values()) {
      view.value(facet.label())
          .or(() -> Optional.ofNullable(own.get(facet.label())))
          .ifPresent(value -> facets.put(facet, value));
    }
    Optional<Instant> from = view.value("from").map(text -> QueryString.moment("from", text, now));
    Optional<Instant> to = view.value("to").map(text -> QueryString.moment("to", text, now));
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw RefusedException.badRequest("from must be before to");
    }
    OptionalDouble over =
        own.containsKey("latency_over")
            ? OptionalDouble.of(query.number("latency_over", LONGEST_WAIT_MS).orElseThrow())
            : OptionalDouble.empty();
    return new CallFilter(from, to, facets, over);
  }

  private static Optional<String> oneOf(QueryString query, String name, List<String> allowed) {
    return query.choice(name).isPresent() ? query.oneOf(name, allowed) : Optional.empty();
  }

  private static CallCursor cursor(String text) {
    return CallCursor.parse(text)
        .orElseThrow(
            () ->
                RefusedException.badRequest(
                    "after must be a position from the link to the next page"));
  }

  private static String text(String wanted) {
    String words = wanted.strip();
    if (words.length() < SHORTEST_TEXT || words.length() > LONGEST_TEXT) {
      throw RefusedException.badRequest(
          "text must have " + SHORTEST_TEXT + " to " + LONGEST_TEXT + " characters");
    }
    return words.toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> List<String> labels(E[] values) {
    return Arrays.stream(values).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** The question to the list of calls. */
  CallQuery query(int limitNow) {
    return new CallQuery(filter, order, after, limitNow);
  }

  /** Whether nothing is chosen but the time, the order, and how many. */
  boolean isUnfiltered() {
    return filter.facets().isEmpty()
        && filter.latencyOverMs().isEmpty()
        && filter.from().isEmpty()
        && filter.to().isEmpty()
        && text.isEmpty();
  }

  /** The address of the first page of the same list with another value of a parameter. */
  String link(String name, String value) {
    return with(name, value, "");
  }

  /** The address of the page behind a position. */
  String next(CallCursor position) {
    return with("after", position.text(), "");
  }

  /** The address of the same list as {@code .json} or {@code .csv}. */
  String beside(String suffix) {
    return with("", "", suffix);
  }

  private String with(String name, String value, String suffix) {
    ViewQuery shared = view;
    Map<String, String> more = new LinkedHashMap<>(own);
    if (ViewQuery.NAMES.contains(name)) {
      shared = view.with(name, value);
    } else if (value.isEmpty()) {
      more.remove(name);
    } else {
      more.put(name, value);
    }
    return shared.link(
        PATH + suffix,
        more.entrySet().stream()
            .flatMap(one -> Stream.of(one.getKey(), one.getValue()))
            .toArray(String[]::new));
  }
}
