package org.voiceagent.exporter.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way in which commands ask the running daemon: requests in {@code requests/} and answers in
 * {@code answers/} of the state folder, one file each. Who may write there may change the state
 * anyway, so a request needs no further check. Thread-safe.
 */
public final class ControlChannel {
  private static final Logger logger = LoggerFactory.getLogger(ControlChannel.class);

  /** A request older than this is ignored: its command has given up or was killed. */
  private static final Duration STALE = Duration.ofMinutes(1);

  /** An answer older than this is deleted: its command is gone. */
  private static final Duration UNFETCHED = Duration.ofMinutes(15);

  private static final int NAME_BYTES = 16;
  private static final int FAULT = 3;

  private final Spool requests;
  private final Spool answers;
  private final Path state;
  private final AtomicBoolean failing = new AtomicBoolean();

  /**
   * @param state the state folder; nothing is created before the first message
   */
  public ControlChannel(Path state) {
    this.state = state;
    this.requests = new Spool(state, "requests");
    this.answers = new Spool(state, "answers");
  }

  /**
   * Asks the daemon and waits for its answer.
   *
   * @param patience how long the daemon may take to take the request, and how long to answer it
   * @param random makes the message's name
   * @throws NoAnswerException if that takes longer; a request not taken is taken back
   * @throws IOException if the state folder cannot be written, or the answer not be read
   * @throws InterruptedException if interrupted while waiting
   */
  public ControlAnswer ask(ControlRequest request, Patience patience, RandomGenerator random)
      throws IOException, InterruptedException {
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    String message = HexFormat.of().formatHex(name) + ".json";
    requests.put(message, RequestCodec.of(request));
    if (!waitUntil(() -> !requests.has(message), patience.taking()) && requests.discard(message)) {
      throw new NoAnswerException(
          "a daemon holds the state folder "
              + state
              + " but did not take the request within "
              + patience.taking().toSeconds()
              + " s, and it was taken back: see in its log what it is doing, or stop it and try"
              + " again");
    }
    if (!waitUntil(() -> answers.has(message), patience.answering())) {
      throw new NoAnswerException(
          "the daemon took the request and has not answered within "
              + patience.answering().toSeconds()
              + " s: it goes on with it, see its log; if it was stopped meanwhile, ask again");
    }
    return answers
        .take(message)
        .flatMap(RequestCodec::answer)
        .orElseThrow(() -> new IOException("the daemon's answer cannot be read"));
  }

  /**
   * How long to wait.
   *
   * @param taking for the daemon to take the request
   * @param answering for it to answer then
   */
  public record Patience(Duration taking, Duration answering) {}

  /**
   * Answers all requests that lie there. What throws is answered with a fault. Where a message
   * cannot be read or its answer not be written, as on a full disk, that is logged once until it
   * goes well again, and the others are answered.
   *
   * @param clock the wall clock, to tell old messages
   * @param handler does what is asked
   * @return how many were answered
   * @throws IOException if the messages cannot be listed
   */
  public int answerAll(InstantSource clock, Function<ControlRequest, ControlAnswer> handler)
      throws IOException {
    int answered = 0;
    Instant now = clock.instant();
    for (Spool.Message message : answers.messages()) {
      if (message.putAt().isBefore(now.minus(UNFETCHED))) {
        answers.discard(message.name());
      }
    }
    for (Spool.Message message : requests.messages()) {
      answered += answered(message, now, handler) ? 1 : 0;
    }
    return answered;
  }

  private boolean answered(
      Spool.Message message, Instant now, Function<ControlRequest, ControlAnswer> handler) {
    try {
      Optional<String> text = requests.take(message.name());
      if (message.putAt().isBefore(now.minus(STALE))) {
        logger.warn("a request was left by a command that is gone; nothing was done about it");
        return false;
      }
      if (text.isEmpty()) {
        return false;
      }
      answers.put(message.name(), RequestCodec.of(answer(text.get(), handler)));
      failing.set(false);
      return true;
    } catch (IOException e) {
      if (!failing.getAndSet(true)) {
        logger.error("a request or its answer cannot be read or written: {}", e.toString());
      }
      return false;
    }
  }

  private static ControlAnswer answer(
      String text, Function<ControlRequest, ControlAnswer> handler) {
    Optional<ControlRequest> request = RequestCodec.request(text);
    if (request.isEmpty()) {
      return new ControlAnswer(
          FAULT, "the running daemon is of a version that does not know this.\n");
    }
    try {
      return handler.apply(request.get());
    } catch (RuntimeException fault) {
      logger.error("a request could not be served", fault);
      return new ControlAnswer(FAULT, "the daemon failed, see its log: " + fault + "\n");
    }
  }

  /** Something that another process makes true. */
  private interface Condition {
    boolean holds();
  }

  private static boolean waitUntil(Condition condition, Duration atMost)
      throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - start > atMost.toNanos()) {
        return false;
      }
      Pause.take();
    }
    return true;
  }
}
