package org.voiceagent.exporter.httpserver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a port and answers requests until it is closed. Thread-safe. */
public final class HttpListener implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(HttpListener.class);

  /**
   * Connections that the kernel queues until they are accepted; it has its own limit as well. When
   * the queue is full, a client retries only after a second.
   */
  private static final int BACKLOG = 4_096;

  private static final int IDLE_THREAD_SECONDS = 30;
  private static final long PAUSE_NANOS = 10_000_000;

  /**
   * Connections that are younger than this, or were active within this time, are about to be
   * answered.
   */
  private static final Duration YOUNG = Duration.ofMillis(500);

  private final ClientSocket.Acceptor acceptor;
  private final ServerSetup setup;
  private final Connections connections;
  private final SpareDescriptors spare = new SpareDescriptors();
  private final ThreadPoolExecutor threads;
  private volatile boolean closed;

  private HttpListener(ClientSocket.Acceptor acceptor, ServerSetup setup) {
    this.acceptor = acceptor;
    this.setup = setup;
    this.connections = new Connections(setup.name(), most(setup), System::nanoTime, spare::refill);
    this.threads = threads(setup.name());
  }

  /**
   * Binds the port; no request is answered before {@link #start}.
   *
   * @param address where to listen; port 0 chooses a free one
   * @throws IOException if it cannot listen there
   */
  public static HttpListener bind(InetSocketAddress address, ServerSetup setup) throws IOException {
    ClientSocket.Acceptor acceptor = new ClientSocket.Acceptor();
    try {
      acceptor.setReuseAddress(true);
      acceptor.bind(address, BACKLOG);
    } catch (IOException | RuntimeException e) {
      acceptor.close();
      throw e;
    }
    return new HttpListener(acceptor, setup);
  }

  private static int most(ServerSetup setup) {
    int wanted = setup.bounds().connections();
    int most = Descriptors.connectionsWithin(wanted);
    if (most < wanted) {
      logger.warn(
          "the limit on open files leaves room for {} connections instead of {}; raise it with"
              + " ulimit -n, or LimitNOFILE= in the unit",
          most,
          wanted);
    }
    return most;
  }

  /** Starts answering. */
  public void start() {
    Thread accepting = new Thread(this::accept, setup.name() + "-accept");
    accepting.setDaemon(true);
    accepting.start();
  }

  /** The address it listens on, with the actual port. */
  public InetSocketAddress address() {
    return new InetSocketAddress(acceptor.getInetAddress(), acceptor.getLocalPort());
  }

  private void accept() {
    while (!closed) {
      try {
        admit(acceptor.accept());
      } catch (IOException noDescriptor) {
        makeRoom(noDescriptor);
      }
    }
  }

  private void admit(ClientSocket client) {
    Connection connection = new Connection(client, setup, System::nanoTime, connections);
    connections.add(connection);
    try {
      threads.execute(connection);
    } catch (RejectedExecutionException | OutOfMemoryError noThread) {
      connections.remove(connection);
      connection.close();
      makeRoom(noThread);
    }
  }

  /**
   * Called when no descriptor or thread is left. Releases a spare descriptor, or closes the
   * connection that has waited longest. Linux reports the shortage even if no client is waiting, so
   * connections that are being answered stay open.
   */
  private void makeRoom(Throwable why) {
    if (closed) {
      return;
    }
    connections.warn(
        "out of file descriptors or threads with {} connections open: " + why.getMessage());
    if (!spare.releaseOne()) {
      connections.endOldestBesides(YOUNG);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Stops listening and closes all connections. Calling it again does nothing. */
  @Override
  public void close() {
    closed = true;
    try {
      acceptor.close();
    } catch (IOException e) {
      logger.warn("the port could not be closed: {}", e.getMessage());
    }
    connections.close();
    threads.shutdownNow();
    spare.close();
  }

  /**
   * Starts a thread only when all others are busy. The limit on connections also limits the
   * threads.
   */
  private static ThreadPoolExecutor threads(String name) {
    AtomicInteger made = new AtomicInteger();
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_THREAD_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, name + "-" + made.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
