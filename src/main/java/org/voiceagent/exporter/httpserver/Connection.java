package org.voiceagent.exporter.httpserver;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: reads requests and has them answered, one after the other, in a thread of its
 * own. {@link Connections} looks after its time limits from another.
 */
final class Connection implements Runnable {
  private static final Logger logger = LoggerFactory.getLogger(Connection.class);

  /** How long what a client still sends after the last answer is read and thrown away. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  /** As long as a body goes on, closing would take the answer from the client unread. */
  private static final int MOST_THROWN_AWAY = 1 << 20;

  private static final int BLOCK = 8_192;

  /** Most answers are made in less, and need no look at their client. */
  private static final Duration UNDISTURBED = Duration.ofMillis(300);

  /**
   * How long an answer is worked on for a client that has closed its side. Most have gone; some,
   * such as {@code nc -N}, do so as soon as they have asked, and still read the answer.
   */
  static final Duration HALF_CLOSED_PATIENCE = Duration.ofSeconds(5);

  /** What a connection is at. */
  enum Phase {
    /** It waits for the next request. */
    IDLE,
    /** It reads a request, or shakes hands. */
    READING,
    /** The answer is being made. */
    WORKING,
    /** The client takes the answer. */
    WRITING,
    /** It waits for the client to close. */
    CLOSING
  }

  private final ClientSocket raw;
  private final ServerSetup setup;
  private final LongSupplier nanos;
  private final Connections open;
  private Phase phase = Phase.READING;
  private long since;
  private long deadline;
  private Optional<Thread> worker = Optional.empty();
  private boolean closed;

  Connection(ClientSocket raw, ServerSetup setup, LongSupplier nanos, Connections open) {
    this.raw = raw;
    this.setup = setup;
    this.nanos = nanos;
    this.open = open;
    enter(Phase.READING, setup.times().request());
  }

  @Override
  public void run() {
    synchronized (this) {
      worker = Optional.of(Thread.currentThread());
    }
    try {
      serve();
    } catch (IOException | CancellationException clientGone) {
      logger.debug("a client went away or was cut off");
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError failure) {
      logger.error("a connection failed: {}", failure.getClass().getName());
    } finally {
      synchronized (this) {
        worker = Optional.empty();
      }
      Thread.interrupted();
      close();
      open.remove(this);
    }
  }

  private void serve() throws IOException {
    raw.setTcpNoDelay(true);
    Socket socket = setup.transport().over(raw);
    OutputStream out = socket.getOutputStream();
    RequestReader reader = new RequestReader(socket.getInputStream(), setup.limits());
    boolean goesOn = true;
    while (goesOn) {
      if (!reader.waitForFirstByte()) {
        return;
      }
      startReading();
      try {
        Optional<RequestHead> head = reader.next();
        if (head.isEmpty()) {
          return;
        }
        goesOn = answer(head.get(), out);
      } catch (MalformedRequestException malformed) {
        enter(Phase.WRITING, setup.times().answer());
        Response refusal = setup.handler().refusal(malformed.status(), malformed.getMessage());
        ResponseWriter.write(out, refusal, true, "close", setup.clock().instant());
        goesOn = false;
      }
    }
    endPolitely(socket);
  }

  /** Answers a request; false if the connection ends with it. */
  private boolean answer(RequestHead head, OutputStream out) throws IOException {
    enter(Phase.WORKING, setup.times().answer());
    OneExchange exchange = new OneExchange(head, out);
    setup.handler().handle(exchange);
    if (exchange.goesOn) {
      enter(Phase.IDLE, setup.times().idle());
    }
    return exchange.goesOn;
  }

  /** For the first request, reading began when the connection was made. */
  private synchronized void startReading() {
    if (phase == Phase.IDLE) {
      enter(Phase.READING, setup.times().request());
    }
  }

  /**
   * Says that nothing more comes, and lets the client read the answer: closing while bytes of it
   * are unread here would throw the answer away there.
   */
  private void endPolitely(Socket socket) throws IOException {
    enter(Phase.CLOSING, LINGER);
    socket.shutdownOutput();
    byte[] block = new byte[BLOCK];
    int left = MOST_THROWN_AWAY;
    for (int n = 0; n >= 0 && left > 0; left -= n) {
      n = raw.getInputStream().read(block);
    }
  }

  private synchronized void enter(Phase next, Duration atMost) {
    phase = next;
    since = nanos.getAsLong();
    deadline = since + atMost.toNanos();
    if (next != Phase.WORKING) {
      // An interruption that came too late must not stop what comes next.
      Thread.interrupted();
    }
  }

  /** What it is at. */
  synchronized Phase phase() {
    return phase;
  }

  /** When it began what it is at. */
  synchronized long since() {
    return since;
  }

  /** Ends it if its time is up, or if it works for a client that has gone. */
  void endIfDue(long now) {
    boolean late;
    boolean working;
    long nanosAtIt;
    synchronized (this) {
      late = now - deadline > 0;
      working = phase == Phase.WORKING;
      nanosAtIt = now - since;
    }
    if (late || (working && hasGone(nanosAtIt))) {
      close();
    }
  }

  private boolean hasGone(long nanosWorking) {
    if (nanosWorking < UNDISTURBED.toNanos()) {
      return false;
    }
    return switch (raw.presence()) {
      case THERE -> false;
      case HALF_CLOSED -> nanosWorking > HALF_CLOSED_PATIENCE.toNanos();
      case GONE -> true;
    };
  }

  /** Ends it whatever it is at. Does not wait. */
  void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (phase == Phase.WORKING) {
        worker.ifPresent(Thread::interrupt);
      }
    }
    try {
      raw.close();
    } catch (IOException alreadyGone) {
      logger.debug("a connection was closed already");
    }
  }

  /** One request and its answer. */
  private final class OneExchange implements Exchange {
    private final RequestHead head;
    private final OutputStream out;
    private boolean goesOn;

    OneExchange(RequestHead head, OutputStream out) {
      this.head = head;
      this.out = out;
    }

    @Override
    public RequestHead request() {
      return head;
    }

    @Override
    public void send(Response response) throws IOException {
      synchronized (Connection.this) {
        phase = Phase.WRITING;
        Thread.interrupted();
      }
      goesOn = head.keepsConnection() && !response.closes() && !head.headers().announceBody();
      String connection = goesOn ? (head.http10() ? "keep-alive" : "") : "close";
      ResponseWriter.write(out, response, head.wantsBody(), connection, setup.clock().instant());
    }
  }
}
