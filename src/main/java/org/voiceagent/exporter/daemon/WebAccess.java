package org.voiceagent.exporter.daemon;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.config.ExporterConfig;
import org.voiceagent.exporter.http.security.AccessPolicy;
import org.voiceagent.exporter.http.security.Protection;
import org.voiceagent.exporter.web.LiveWebConfig;
import org.voiceagent.exporter.web.WebConfig;
import org.voiceagent.exporter.web.WebMeter;
import org.voiceagent.exporter.yaml.Problem;
import org.voiceagent.exporter.yaml.Problems;

/** Puts together what stands between clients and pages, and says where that is too little. */
public final class WebAccess {
  private static final Logger logger = LoggerFactory.getLogger(WebAccess.class);

  private WebAccess() {}

  /**
   * Reads the web configuration a configuration names, and holds the users in it against those that
   * {@code http.access} names. Checks the files that {@code http.inbox} names as well. With any
   * problem the result must not be used.
   */
  public static WebConfig load(ExporterConfig config, Problems problems) {
    Optional<Path> file = config.http().webConfig();
    WebConfig web = file.map(path -> WebConfig.load(path, problems)).orElse(WebConfig.NONE);
    if (problems.none()) {
      String where = file.map(Path::toString).orElse("configuration");
      AccessPolicy access = config.http().access();
      access
          .conflicts(web.users().keySet())
          .forEach(why -> problems.add(new Problem(where, 0, "http.access", why)));
    }
    config.http().inbox().ifPresent(inbox -> InboxParts.check(inbox, problems));
    return web;
  }

  /** What a server is started with. */
  static Protection protection(
      ExporterConfig config, WebConfig web, WebMeter meter, InstantSource clock) {
    LiveWebConfig live =
        new LiveWebConfig(config.http().webConfig(), web, meter, clock, System::nanoTime);
    return new Protection(live, config.http().access(), config.http().hosts(), meter);
  }

  /** Warns, one line for each lack, if others than this machine can connect. */
  static void warnIfOpen(ExporterConfig config, WebConfig web) {
    String host = config.listen().host();
    if (isLoopback(host)) {
      return;
    }
    if (web.tls().isEmpty()) {
      logger.warn(
          "anyone on the network path can read what {} serves, including transcripts and passwords,"
              + " because TLS is off. Add tls_server_config to the file of --web.config.file, or"
              + " listen on 127.0.0.1",
          config.listen());
    }
    if (web.users().isEmpty()
        && !web.tls().filter(tls -> tls.parameters().getNeedClientAuth()).isPresent()) {
      logger.warn(
          "anyone who can reach {} can read it, including transcripts, because no password is"
              + " required. Add basic_auth_users to the file of --web.config.file, or listen on"
              + " 127.0.0.1",
          config.listen());
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      // Listening there fails, and says why.
      return true;
    }
  }
}
