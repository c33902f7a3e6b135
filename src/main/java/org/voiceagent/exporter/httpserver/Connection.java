package org.voiceagent.exporter.httpserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: reads requests and answers them one after the other, in its own thread. {@link
 * Connections} enforces its time limits from another thread.
 */
final class Connection implements Runnable {
  private static final Logger logger = LoggerFactory.getLogger(Connection.class);

  /** How long further input is read and discarded after the last response. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  /**
   * While the client still sends a body, closing would discard the response before the client reads
   * it.
   */
  private static final int MOST_THROWN_AWAY = 1 << 20;

  private static final int BLOCK = 8_192;

  /** Most responses take less, and need no check of the client. */
  private static final Duration UNDISTURBED = Duration.ofMillis(300);

  /**
   * How long a response is prepared for a client that has closed its sending side. Most of them
   * have gone; some, such as {@code nc -N}, close it as soon as they have sent the request and
   * still read the response.
   */
  static final Duration HALF_CLOSED_PATIENCE = Duration.ofSeconds(5);

  /** What a connection is doing. */
  enum Phase {
    /** Waiting for the next request. */
    IDLE,
    /** Reading a request, or in the TLS handshake. */
    READING,
    /** Preparing the response. */
    WORKING,
    /** Sending the response. */
    WRITING,
    /** Waiting for the client to close. */
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
        goesOn = answer(head.get(), reader, out);
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
  private boolean answer(RequestHead head, RequestReader reader, OutputStream out)
      throws IOException, MalformedRequestException {
    enter(Phase.WORKING, setup.times().answer());
    OneExchange exchange = new OneExchange(head, reader, out);
    setup.handler().handle(exchange);
    if (exchange.goesOn) {
      enter(Phase.IDLE, setup.times().idle());
    }
    return exchange.goesOn;
  }

  /** The time for the first request starts with the connection. */
  private synchronized void startReading() {
    if (phase == Phase.IDLE) {
      enter(Phase.READING, setup.times().request());
    }
  }

  /**
   * Closes the sending side and lets the client read the response: closing while unread input is
   * left would discard the response.
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
      // An interrupt that comes too late must not stop what follows.
      Thread.interrupted();
    }
  }

  /** The current phase. */
  synchronized Phase phase() {
    return phase;
  }

  /** When the current phase began, in nanoseconds. */
  synchronized long since() {
    return since;
  }

  /**
   * Closes the connection if its time is up, or if the client has gone while the response is
   * prepared.
   */
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

  /** Closes the connection in any phase. Does not wait. */
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

  /** One request and its response. */
  private final class OneExchange implements Exchange {
    private final RequestHead head;
    private final RequestReader reader;
    private final OutputStream out;
    private boolean bodyRead;
    private boolean goesOn;

    OneExchange(RequestHead head, RequestReader reader, OutputStream out) {
      this.head = head;
      this.reader = reader;
      this.out = out;
    }

    @Override
    public RequestHead request() {
      return head;
    }

    @Override
    public byte[] body(int mostBytes) throws IOException, MalformedRequestException {
      int length = (int) head.bodyLength(mostBytes);
      enter(Phase.READING, setup.times().request());
      if (head.awaitsContinue()) {
        ResponseWriter.writeContinue(out);
      }
      byte[] body = reader.body(length);
      bodyRead = true;
      enter(Phase.WORKING, setup.times().answer());
      return body;
    }

    @Override
    public InputStream bodyStream(long mostBytes, Duration atMost)
        throws IOException, MalformedRequestException {
      long length = head.bodyLength(mostBytes);
      enter(Phase.READING, atMost);
      if (head.awaitsContinue()) {
        ResponseWriter.writeContinue(out);
      }
      return reader.bodyStream(
          length,
          () -> {
            bodyRead = true;
            enter(Phase.WORKING, setup.times().answer());
          });
    }

    @Override
    public void send(Response response) throws IOException {
      synchronized (Connection.this) {
        if (closed) {
          // The interrupt that ended the work comes before the socket is closed.
          throw new SocketException("the connection was closed");
        }
        phase = Phase.WRITING;
        Thread.interrupted();
      }
      boolean unread = head.headers().announceBody() && !bodyRead;
      goesOn = head.keepsConnection() && !response.closes() && !unread;
      String connection = goesOn ? (head.http10() ? "keep-alive" : "") : "close";
      ResponseWriter.write(out, response, head.wantsBody(), connection, setup.clock().instant());
    }
  }
}
