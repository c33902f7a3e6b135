package org.voiceagent.exporter.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.forget.RememberedCalls;
import org.voiceagent.exporter.inbox.BodySearch;
import org.voiceagent.exporter.inbox.EventInboxSettings;
import org.voiceagent.exporter.inbox.Inbox;
import org.voiceagent.exporter.inbox.InboxSettings;
import org.voiceagent.exporter.inbox.Secrets;
import org.voiceagent.exporter.redaction.RedactionMode;
import org.voiceagent.exporter.web.LiveWebConfig;
import org.voiceagent.exporter.web.WebConfig;
import org.voiceagent.exporter.web.WebMeter;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;

/** Puts the inbox together, if the configuration enables a source. */
final class InboxParts {
  private InboxParts() {}

  /** Lists what is wrong with the files that {@code http.inbox} names. */
  static void check(InboxSettings settings, Problems problems) {
    settings
        .secretFiles()
        .forEach(
            (source, file) ->
                Secrets.fault(file, source)
                    .ifPresent(
                        why ->
                            problems.add(
                                new Problem(
                                    file.toString(),
                                    0,
                                    "http.inbox.sources." + source.word(),
                                    why))));
    settings
        .events()
        .flatMap(EventInboxSettings::secretFile)
        .ifPresent(
            file ->
                Secrets.fault(file)
                    .ifPresent(
                        why ->
                            problems.add(
                                new Problem(file.toString(), 0, "http.inbox.events", why))));
    settings.webConfig().ifPresent(file -> web(file, problems));
  }

  private static WebConfig web(Path file, Problems problems) {
    WebConfig web = WebConfig.load(file, problems);
    if (!web.users().isEmpty()) {
      problems.add(
          new Problem(
              file.toString(),
              0,
              "basic_auth_users",
              "has no place in http.inbox.web_config: each source has its own secret"));
    }
    return web;
  }

  /**
   * Starts the inbox.
   *
   * @return empty if no source is enabled
   * @throws IOException if it cannot be started; says what to do
   */
  static Optional<Inbox> start(DaemonSetup setup, OpenState state) throws IOException {
    ExporterConfig config = setup.config();
    Optional<InboxSettings> settings = config.http().inbox();
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    Inbox.Places places =
        new Inbox.Places(
            config.sessions(),
            config.events(),
            config.state(),
            config.redaction().mode() != RedactionMode.ON_INGEST,
            config.retention().policy().rejectedMaxAge());
    Inbox.Surroundings around =
        new Inbox.Surroundings(
            live(settings.get(), setup),
            state.names(),
            state.self(),
            setup.clock(),
            new SecureRandom());
    return Optional.of(Inbox.start(settings.get(), places, around));
  }

  private static LiveWebConfig live(InboxSettings settings, DaemonSetup setup) throws IOException {
    if (settings.webConfig().isEmpty()) {
      return LiveWebConfig.none();
    }
    Problems problems = new Problems();
    WebConfig first = web(settings.webConfig().get(), problems);
    if (!problems.none()) {
      throw new IOException("http.inbox.web_config cannot be used: " + problems.list());
    }
    return new LiveWebConfig(
        settings.webConfig(), first, WebMeter.NONE, setup.clock(), System::nanoTime);
  }

  /** What the inbox knows about calls, together with what else does. */
  static RememberedCalls with(Inbox inbox, RememberedCalls others) {
    return new Both(others) {
      @Override
      boolean isStored(CallId call) {
        return inbox.knows(call);
      }

      @Override
      void remove(Set<CallId> calls) {
        inbox.forget(calls);
      }
    };
  }

  /** What an ended daemon's inbox left. */
  static RememberedCalls atRest(BodySearch stored) {
    return new Both(RememberedCalls.NONE) {
      @Override
      boolean isStored(CallId call) throws IOException {
        return stored.knows(call);
      }

      @Override
      void remove(Set<CallId> calls) throws IOException {
        stored.forget(calls);
      }
    };
  }

  private abstract static class Both implements RememberedCalls {
    private final RememberedCalls others;

    Both(RememberedCalls others) {
      this.others = others;
    }

    abstract boolean isStored(CallId call) throws IOException;

    abstract void remove(Set<CallId> calls) throws IOException;

    @Override
    public boolean knows(CallId call) {
      try {
        return others.knows(call) || isStored(call);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Set<CallId> ofCaller(String hash) {
      return others.ofCaller(hash);
    }

    @Override
    public void forget(Set<CallId> calls) {
      others.forget(calls);
      try {
        remove(calls);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
