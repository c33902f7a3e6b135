package org.voiceagent.exporter.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.metrics.Page;
import org.voiceagent.exporter.web.LiveWebConfig;

/** Carries requests to the router and answers back: headers, compression, HEAD. */
final class ExchangeHandler implements HttpHandler {
  private static final Logger logger = LoggerFactory.getLogger(ExchangeHandler.class);

  /** Below this compression saves less than a packet. */
  private static final int SMALLEST_TO_COMPRESS = 1_024;

  /** The JDK copies what it is given, for each connection and for each thread: so, little. */
  private static final int SLICE = 32_768;

  private final Router router;
  private final OpenExchanges open;
  private final Doorkeeper doorkeeper;
  private final AllowedHosts hosts;
  private final LiveWebConfig web;
  private final StallWatch stalls;

  ExchangeHandler(
      Router router,
      OpenExchanges open,
      Doorkeeper doorkeeper,
      AllowedHosts hosts,
      LiveWebConfig web,
      StallWatch stalls) {
    this.router = router;
    this.open = open;
    this.doorkeeper = doorkeeper;
    this.hosts = hosts;
    this.web = web;
    this.stalls = stalls;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean entered = open.enter();
    stalls.answering();
    try {
      Request request = Request.of(exchange);
      send(exchange, request, entered ? answer(exchange, request) : closing());
    } catch (IOException clientGone) {
      logger.debug("a client went away before it had its answer");
    } finally {
      exchange.close();
      if (entered) {
        open.leave();
      }
    }
  }

  private Answer answer(HttpExchange exchange, Request request) {
    return RequestShape.refusal(exchange)
        .or(() -> RequestShape.misdirected(exchange, hosts))
        .orElseGet(() -> doorkeeper.answer(request, router::answer));
  }

  private static Answer closing() {
    return Answer.error(503, "the daemon is shutting down").withHeader("Connection", "close");
  }

  private void send(HttpExchange exchange, Request request, Answer answer) throws IOException {
    Page body = answer.body();
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.contentType());
    headers.set("Vary", "Accept, Accept-Encoding");
    SecurityHeaders.with(web.current().headers()).forEach(headers::set);
    answer.headers().forEach(headers::set);
    if (RequestShape.hasBody(exchange.getRequestHeaders())) {
      // What is left of a body must not be taken for the next request.
      headers.set("Connection", "close");
    }
    if (!body.gzip() && body.length() >= SMALLEST_TO_COMPRESS && request.takesGzip()) {
      body = gzip(body);
    }
    if (body.gzip()) {
      headers.set("Content-Encoding", "gzip");
    }
    if (request.isHead()) {
      headers.set("Content-Length", Long.toString(body.length()));
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      exchange.sendResponseHeaders(answer.status(), body.length() == 0 ? -1 : body.length());
      write(exchange.getResponseBody(), body);
    }
  }

  private static void write(OutputStream out, Page body) throws IOException {
    for (byte[] piece : body.pieces()) {
      for (int at = 0; at < piece.length; at += SLICE) {
        out.write(piece, at, Math.min(SLICE, piece.length - at));
      }
    }
    out.close();
  }

  private static Page gzip(Page plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new FastGzip(packed)) {
      write(out, plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new Page(List.of(packed.toByteArray()), true);
  }

  /** Level 1 takes a quarter of the default level's time for a third more bytes. */
  private static final class FastGzip extends GZIPOutputStream {
    private static final int BUFFER = 8_192;

    FastGzip(ByteArrayOutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(1);
    }
  }
}
