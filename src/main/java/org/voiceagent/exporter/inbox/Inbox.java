package org.voiceagent.exporter.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.CallNames;
import org.voiceagent.exporter.files.PrivateFile;
import org.voiceagent.exporter.httpserver.HttpListener;
import org.voiceagent.exporter.httpserver.RequestLimits;
import org.voiceagent.exporter.httpserver.ServerSetup;
import org.voiceagent.exporter.httpserver.TimeLimits;
import org.voiceagent.exporter.httpserver.TransportLayer;
import org.voiceagent.exporter.web.LiveWebConfig;

/**
 * The running inbox: its own port, the spool and the thread that empties it. Thread-safe.
 *
 * <p>A body is answered with 200 once it is durably in the spool, and removed from there once it is
 * durably in its call's folder. So an at-least-once sender never loses a call through us, and the
 * ledger counts each call once.
 */
public final class Inbox implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Inbox.class);

  /** The folder of the inbox in the state folder. */
  static final String FOLDER = "inbox";

  /** Where bodies wait. */
  static final String SPOOL = "spool";

  /** Where bodies are that cannot be used. */
  static final String QUARANTINE = "quarantine";

  private static final RequestLimits HEADS = new RequestLimits(2_048, 32_768, 64);
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final Duration IDLE = Duration.ofSeconds(75);

  private final HttpListener listener;
  private final InboxDelivery delivery;
  private final BodySearch search;

  private Inbox(HttpListener listener, InboxDelivery delivery, BodySearch search) {
    this.listener = listener;
    this.delivery = delivery;
    this.search = search;
  }

  /**
   * Where bodies go.
   *
   * @param sessions the folder of all sessions
   * @param events the folder of event files
   * @param state the daemon's state folder
   * @param content whether bodies that cannot be used are kept; otherwise only the reason is
   * @param longest how long they are kept; empty for no limit
   */
  public record Places(
      Path sessions, Path events, Path state, boolean content, Optional<Duration> longest) {}

  /**
   * What the inbox needs of the rest of the program.
   *
   * @param web TLS, if it is set up
   * @param names how calls are named
   * @param meter is told what it does
   * @param clock the wall clock
   * @param random makes file names
   */
  public record Surroundings(
      LiveWebConfig web,
      CallNames names,
      InboxMeter meter,
      InstantSource clock,
      RandomGenerator random) {}

  /**
   * Starts it; the port answers when this returns.
   *
   * @throws IOException if it cannot listen, read a secret, use the state folder, or write to the
   *     sessions folder; the message says what to do
   */
  public static Inbox start(InboxSettings settings, Places places, Surroundings around)
      throws IOException {
    if (!settings.secretFiles().isEmpty()) {
      requireWritable(places.sessions());
    }
    Map<InboxSource, Secrets> secrets = secrets(settings);
    Path folder = places.state().resolve(FOLDER);
    PrivateFile.makeFolder(folder);
    BodyFolder spool = BodyFolder.open(folder.resolve(SPOOL));
    BodyFolder aside = BodyFolder.open(folder.resolve(QUARANTINE));
    Quarantine quarantine =
        new Quarantine(
            aside,
            new Quarantine.Keeping(
                places.content(), settings.limits().quarantineBytes(), places.longest()),
            around.meter());
    InboxDelivery delivery =
        new InboxDelivery(
            new InboxDelivery.Stores(spool, quarantine),
            new CallFolderWriter(places.sessions(), settings.limits().bodyBytes()),
            LiveKitSessions.USUAL,
            around.meter(),
            around.clock());
    InboxHandler handler =
        new InboxHandler(
            secrets,
            events(settings, places, around),
            spool,
            settings.limits(),
            new InboxHandler.Surroundings(
                around.clock(), around.random(), around.meter(), delivery::wake));
    HttpListener listener = listener(settings, handler, around);
    delivery.start();
    listener.start();
    logger.info(
        "the inbox takes {} on {}:{}",
        Stream.concat(
                secrets.keySet().stream().map(InboxSource::word).sorted(),
                settings.events().stream().map(any -> EventInbox.WORD))
            .collect(Collectors.joining(", ")),
        settings.host(),
        listener.address().getPort());
    return new Inbox(listener, delivery, new BodySearch(List.of(spool, aside), around.names()));
  }

  private static void requireWritable(Path sessions) throws IOException {
    if (!Files.isWritable(sessions)) {
      throw new IOException(
          "http.inbox is on, but user "
              + System.getProperty("user.name")
              + " may not write to the sessions folder "
              + sessions
              + ": let this user write there (with systemd, also ReadWritePaths= in a drop-in, see"
              + " docs/inbox.md), or disable the sources of http.inbox");
    }
  }

  private static Optional<EventInbox> events(
      InboxSettings settings, Places places, Surroundings around) throws IOException {
    if (settings.events().isEmpty()) {
      return Optional.empty();
    }
    EventInboxSettings events = settings.events().get();
    Optional<Secrets> secrets = Optional.empty();
    if (events.secretFile().isPresent()) {
      secrets = Optional.of(secrets("events", events.secretFile().get()));
    }
    EventFolder folder = new EventFolder(places.events(), events.bytes());
    folder.prepare();
    return Optional.of(new EventInbox(folder, secrets, events, settings.limits(), around.clock()));
  }

  private static Map<InboxSource, Secrets> secrets(InboxSettings settings) throws IOException {
    Map<InboxSource, Secrets> all = new EnumMap<>(InboxSource.class);
    for (Map.Entry<InboxSource, Path> each : settings.secretFiles().entrySet()) {
      all.put(each.getKey(), secrets("sources." + each.getKey().word(), each.getValue()));
    }
    return all;
  }

  private static Secrets secrets(String key, Path file) throws IOException {
    try {
      return Secrets.read(file, System::nanoTime);
    } catch (IOException e) {
      throw new IOException(
          "http.inbox." + key + ": the secret file " + file + " cannot be used: " + e.getMessage(),
          e);
    }
  }

  private static HttpListener listener(
      InboxSettings settings, InboxHandler handler, Surroundings around) throws IOException {
    ServerSetup setup =
        new ServerSetup(
            "inbox",
            around.web().current().tls().isPresent() ? around.web()::encrypt : TransportLayer.PLAIN,
            handler,
            new ServerSetup.Bounds(
                settings.limits().connections(),
                HEADS,
                new TimeLimits(settings.limits().requestTime(), ANSWER, IDLE)),
            around.clock());
    InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
    try {
      if (address.isUnresolved()) {
        throw new IOException("there is no such host");
      }
      return HttpListener.bind(address, setup);
    } catch (IOException e) {
      throw new IOException(
          "the inbox cannot listen on "
              + settings.host()
              + ":"
              + settings.port()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** The port it answers on. */
  public int port() {
    return listener.address().getPort();
  }

  /** Whether a body that waits, or that was set aside, names a call. */
  public boolean knows(CallId call) {
    try {
      return search.knows(call);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes all bodies that name one of these calls. */
  public void forget(Set<CallId> calls) {
    try {
      delivery.forget(calls, search);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops listening, finishes the body at hand and ends; what waits stays in the spool. */
  @Override
  public void close() {
    listener.close();
    delivery.close();
  }
}
