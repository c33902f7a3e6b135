package org.voiceagent.exporter.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.httpserver.Exchange;
import org.voiceagent.exporter.httpserver.HeaderFields;
import org.voiceagent.exporter.httpserver.MalformedRequestException;
import org.voiceagent.exporter.httpserver.Response;

/**
 * Takes events at {@code /inbox/events}, one JSON object a line: from servers that send a secret,
 * and from browsers, which have none, on pages of origins that are allowed. What it answered 200
 * for is on disk. Nothing is parsed here. Thread-safe.
 */
final class EventInbox {
  /** The path, and the word for metrics. */
  static final String PATH = "/inbox/events";

  static final String WORD = "events";

  private static final Logger logger = LoggerFactory.getLogger(EventInbox.class);

  /** Browsers do not send more with sendBeacon. */
  private static final int MOST_OF_A_BROWSER = 64 << 10;

  private static final Set<String> CONTENT_TYPES =
      Set.of("application/x-ndjson", "application/json", "text/plain");

  private final EventFolder folder;
  private final Optional<Secrets> secrets;
  private final EventInboxSettings settings;
  private final InboxLimits limits;
  private final InstantSource clock;
  private final RateLimit browsers;
  private final RateLimit servers;
  private final SenderProof proof = new SharedSecret(List.of("X-API-Key"));
  private final AtomicBoolean failing = new AtomicBoolean();

  /**
   * @param secrets of servers; empty if none may send
   * @param limits those of all sources
   */
  EventInbox(
      EventFolder folder,
      Optional<Secrets> secrets,
      EventInboxSettings settings,
      InboxLimits limits,
      InstantSource clock) {
    this.folder = folder;
    this.secrets = secrets;
    this.settings = settings;
    this.limits = limits;
    this.clock = clock;
    this.browsers = new RateLimit(settings.perSecond(), System::nanoTime);
    this.servers = new RateLimit(limits.perSecond(), System::nanoTime);
  }

  /** Answers a request to {@link #PATH}. */
  Response answer(Exchange exchange) throws IOException {
    Optional<String> origin = exchange.request().headers().first("Origin");
    Response answer;
    try {
      answer = take(exchange, origin);
    } catch (MalformedRequestException malformed) {
      answer = InboxAnswer.error(malformed.status(), String.valueOf(malformed.getMessage()), 0);
    } catch (RequestRefused refused) {
      answer = InboxAnswer.error(refused);
    }
    return origin.filter(settings.origins()::contains).isPresent()
        ? readable(answer, origin.get())
        : answer;
  }

  /** Lets the page see the answer; without it, a browser reports an error though all is well. */
  private static Response readable(Response answer, String origin) {
    Map<String, String> headers = new HashMap<>(answer.headers());
    headers.put("Access-Control-Allow-Origin", origin);
    // sendBeacon always sends the page's cookies, if there are any; nothing here reads them.
    headers.put("Access-Control-Allow-Credentials", "true");
    headers.put("Vary", "Origin");
    return new Response(answer.status(), headers, answer.body(), answer.closes());
  }

  private Response take(Exchange exchange, Optional<String> origin)
      throws IOException, RequestRefused, MalformedRequestException {
    String method = exchange.request().method();
    boolean browser = origin.isPresent();
    if (browser && !settings.origins().contains(origin.get())) {
      throw RequestRefused.of(403, "this origin may not send events");
    }
    if (browser && method.equals("OPTIONS")) {
      return new Response(
          204,
          Map.of(
              "Access-Control-Allow-Methods",
              "POST",
              "Access-Control-Allow-Headers",
              "Content-Type",
              "Access-Control-Max-Age",
              "86400"),
          List.of(),
          false);
    }
    if (!method.equals("POST")) {
      throw RequestRefused.of(405, "only POST is allowed here");
    }
    HeaderFields headers = exchange.request().headers();
    if (!isTaken(headers.first("Content-Type").orElse("")) || headers.has("Content-Encoding")) {
      throw RequestRefused.of(
          415,
          "the body must be uncompressed application/x-ndjson, application/json or text/plain");
    }
    if (!browser) {
      checkSecret(headers);
    }
    if (!(browser ? browsers : servers).pass()) {
      throw RequestRefused.retry(429, "too many requests", 1);
    }
    int most = browser ? Math.min(MOST_OF_A_BROWSER, limits.bodyBytes()) : limits.bodyBytes();
    byte[] body = exchange.bodyStream(most, limits.requestTime()).readAllBytes();
    store(browser ? EventFolder.Sender.BROWSERS : EventFolder.Sender.SERVERS, body);
    return InboxAnswer.stored();
  }

  private static boolean isTaken(String contentType) {
    int end = contentType.indexOf(';');
    String bare = end < 0 ? contentType : contentType.substring(0, end);
    return CONTENT_TYPES.contains(bare.strip().toLowerCase(Locale.ROOT));
  }

  private void checkSecret(HeaderFields headers) throws RequestRefused {
    if (secrets.isEmpty()) {
      throw RequestRefused.of(403, "only browsers may send events here");
    }
    proof.check(headers, secrets.get().current(), clock.instant());
  }

  private void store(EventFolder.Sender sender, byte[] body) throws RequestRefused {
    if (new String(body, UTF_8).isBlank()) {
      return;
    }
    try {
      if (!folder.append(sender, body, clock.instant())) {
        logOnce("http.inbox.events.max_bytes is reached");
        throw noRoom();
      }
      failing.set(false);
    } catch (ClosedByInterruptException gone) {
      throw new CancellationException("the client is gone");
    } catch (IOException e) {
      logOnce(e.toString());
      throw noRoom();
    }
  }

  private static RequestRefused noRoom() {
    return RequestRefused.retry(507, "the events could not be stored", 30);
  }

  private void logOnce(String why) {
    if (!failing.getAndSet(true)) {
      logger.error("events that were sent cannot be stored: {}", why);
    }
  }
}
