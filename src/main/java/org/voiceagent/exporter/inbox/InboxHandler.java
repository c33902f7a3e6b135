package org.voiceagent.exporter.inbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.httpserver.Exchange;
import org.voiceagent.exporter.httpserver.HeaderFields;
import org.voiceagent.exporter.httpserver.MalformedRequestException;
import org.voiceagent.exporter.httpserver.RequestHandler;
import org.voiceagent.exporter.httpserver.Response;
import org.voiceagent.exporter.inbox.InboxTarget.Part;

/**
 * Answers senders: checks a request, stores its body durably, and only then answers 200. Nothing of
 * a report is parsed here. Thread-safe.
 */
final class InboxHandler implements RequestHandler {
  private static final Logger logger = LoggerFactory.getLogger(InboxHandler.class);

  /** Bodies up to this size are read without waiting for a place among the parallel ones. */
  private static final int SMALL_BODY = 64 << 10;

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** What LiveKit's agents upload in one request, mostly audio, and how long they try. */
  private static final long RECORDING_BYTES = 1L << 30;

  private static final Duration RECORDING_TIME = Duration.ofMinutes(15);
  private static final int BLOCK = 16 << 10;

  private final Map<InboxSource, Gate> gates = new EnumMap<>(InboxSource.class);
  private final Optional<EventInbox> events;
  private final BodyFolder spool;
  private final InboxLimits limits;
  private final Surroundings around;
  private final Semaphore large;
  private final AtomicBoolean failing = new AtomicBoolean();

  /**
   * What else takes part.
   *
   * @param clock the wall clock
   * @param random makes names of files that are never used twice
   * @param meter is told of each request
   * @param stored runs when a body was stored
   */
  record Surroundings(
      InstantSource clock, RandomGenerator random, InboxMeter meter, Runnable stored) {}

  /** What stands before one source. */
  private record Gate(SenderProof proof, Secrets secrets, RateLimit rate) {}

  /**
   * @param sources those that are enabled, with their secrets
   * @param events takes events; empty if none are taken
   * @param spool where bodies wait
   */
  InboxHandler(
      Map<InboxSource, Secrets> sources,
      Optional<EventInbox> events,
      BodyFolder spool,
      InboxLimits limits,
      Surroundings around) {
    this.events = events;
    this.spool = spool;
    this.limits = limits;
    this.around = around;
    this.large = new Semaphore(limits.parallel());
    sources.keySet().forEach(around.meter()::enabled);
    sources.forEach(
        (source, secrets) ->
            gates.put(
                source,
                new Gate(
                    SenderProof.of(source),
                    secrets,
                    new RateLimit(limits.perSecond(), System::nanoTime))));
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    if (events.isPresent() && exchange.request().path().equals(EventInbox.PATH)) {
      send(exchange, EventInbox.WORD, events.get()::answer);
      return;
    }
    Optional<InboxTarget> target =
        InboxTarget.of(exchange.request().path()).filter(t -> gates.containsKey(t.source()));
    String source = target.map(t -> t.source().word()).orElse("none");
    send(exchange, source, request -> answer(request, target));
  }

  /** What answers a request. */
  @FunctionalInterface
  private interface Answering {
    Response answer(Exchange exchange) throws IOException;
  }

  private void send(Exchange exchange, String source, Answering answering) throws IOException {
    Response answer;
    try {
      answer = answering.answer(exchange);
    } catch (IOException | CancellationException gone) {
      around.meter().request(source, "aborted");
      throw gone;
    }
    around.meter().request(source, Integer.toString(answer.status()));
    exchange.send(answer);
  }

  @Override
  public Response refusal(int status, String why) {
    around.meter().request("none", Integer.toString(status));
    return InboxAnswer.error(status, why, 0);
  }

  private Response answer(Exchange exchange, Optional<InboxTarget> target) throws IOException {
    try {
      if (target.isEmpty()) {
        throw RequestRefused.of(404, "no source is enabled here");
      }
      if (!exchange.request().method().equals("POST")) {
        throw RequestRefused.of(405, "only POST is allowed here");
      }
      return take(exchange, target.get());
    } catch (MalformedRequestException malformed) {
      return InboxAnswer.error(malformed.status(), String.valueOf(malformed.getMessage()), 0);
    } catch (RequestRefused refused) {
      return refused.retryAfterSeconds() > 0 && target.orElseThrow().part() == Part.RECORDING
          ? InboxAnswer.retryLater(refused)
          : InboxAnswer.error(refused);
    }
  }

  private Response take(Exchange exchange, InboxTarget target)
      throws IOException, RequestRefused, MalformedRequestException {
    HeaderFields headers = exchange.request().headers();
    String contentType = headers.first("Content-Type").orElse("");
    if (!target.part().takes(contentType)) {
      throw RequestRefused.of(415, "Content-Type must be " + target.part().expected());
    }
    boolean gzip = isGzip(headers);
    if (gzip && target.part() == Part.RECORDING) {
      throw RequestRefused.of(415, "a recording must not be compressed");
    }
    Gate gate = gates.get(target.source());
    SenderProof.BodyCheck check =
        gate.proof().check(headers, gate.secrets().current(), around.clock().instant());
    if (target.part() == Part.UNUSED) {
      try (InputStream body = exchange.bodyStream(limits.bodyBytes(), limits.requestTime())) {
        body.skipNBytes(length(headers));
      }
      return InboxAnswer.storedLogs();
    }
    boolean protobuf = !contentType.toLowerCase(Locale.ROOT).contains("json");
    byte[] body = read(exchange, target, check, gzip);
    if (!gate.rate().pass()) {
      throw RequestRefused.retry(429, "too many requests", 1);
    }
    store(target, protobuf, body);
    return target.part() == Part.LOGS && protobuf ? InboxAnswer.storedLogs() : InboxAnswer.stored();
  }

  private static boolean isGzip(HeaderFields headers) throws RequestRefused {
    List<String> encodings = headers.all("Content-Encoding");
    if (encodings.isEmpty() || encodings.equals(List.of("identity"))) {
      return false;
    }
    if (encodings.size() > 1 || !encodings.get(0).strip().equalsIgnoreCase("gzip")) {
      throw RequestRefused.of(415, "the only Content-Encoding is gzip");
    }
    return true;
  }

  /** The length that was announced; {@link Exchange#bodyStream} has accepted it. */
  private static long length(HeaderFields headers) {
    return headers.first("Content-Length").map(Long::parseLong).orElse(0L);
  }

  /** Reads a body and checks it; takes a place among the parallel ones if it is large. */
  private byte[] read(
      Exchange exchange, InboxTarget target, SenderProof.BodyCheck check, boolean gzip)
      throws IOException, RequestRefused, MalformedRequestException {
    boolean recording = target.part() == Part.RECORDING;
    InputStream in =
        recording
            ? exchange.bodyStream(RECORDING_BYTES, RECORDING_TIME)
            : exchange.bodyStream(limits.bodyBytes(), limits.requestTime());
    boolean small = !gzip && length(exchange.request().headers()) <= SMALL_BODY;
    if (!small && !hasPlace()) {
      throw RequestRefused.retry(503, "too many large bodies are being read", 2);
    }
    try {
      if (recording) {
        String contentType = exchange.request().headers().first("Content-Type").orElse("");
        return RecordingParts.write(
            FormParts.read(in, contentType, RecordingParts.NAMES, limits.bodyBytes()));
      }
      byte[] raw = in.readAllBytes();
      if (!check.holds(raw)) {
        throw RequestRefused.unauthorized("the signature is wrong");
      }
      return gzip ? unpacked(raw) : raw;
    } catch (ZipException notGzip) {
      throw RequestRefused.of(400, "the body is not gzip");
    } finally {
      if (!small) {
        large.release();
      }
    }
  }

  private boolean hasPlace() {
    try {
      return large.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException gone) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the client is gone");
    }
  }

  private byte[] unpacked(byte[] raw) throws IOException, RequestRefused {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] block = new byte[BLOCK];
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        if (all.size() + n > limits.bodyBytes()) {
          throw RequestRefused.of(
              413, "the body must have at most " + limits.bodyBytes() + " bytes unpacked");
        }
        all.write(block, 0, n);
      }
    } catch (EOFException cut) {
      throw new ZipException("the body ends early");
    }
    return all.toByteArray();
  }

  private void store(InboxTarget target, boolean protobuf, byte[] body) throws RequestRefused {
    if (spool.bytes() + body.length > limits.spoolBytes()) {
      logOnce("inbox.spool_bytes is reached: bodies come faster than they can be put away");
      throw noRoom();
    }
    StoredBody.Kind kind =
        switch (target.part()) {
          case RECORDING -> StoredBody.Kind.RECORDING;
          case LOGS -> protobuf ? StoredBody.Kind.LOGS : StoredBody.Kind.JSONLOGS;
          case REPORT, UNUSED -> StoredBody.Kind.REPORT;
        };
    long now = around.clock().instant().toEpochMilli();
    try {
      spool.put(StoredBody.of(now, target.source(), kind, around.random().nextLong()), body);
      failing.set(false);
      around.stored().run();
    } catch (ClosedByInterruptException gone) {
      throw new CancellationException("the client is gone");
    } catch (IOException e) {
      logOnce(e.toString());
      throw noRoom();
    }
  }

  private void logOnce(String why) {
    if (!failing.getAndSet(true)) {
      logger.error("bodies cannot be stored, and their senders are told so: {}", why);
    }
  }

  private static RequestRefused noRoom() {
    return RequestRefused.retry(507, "the body could not be stored", 30);
  }
}
