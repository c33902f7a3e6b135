package org.voiceagent.exporter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;
import org.voiceagent.exporter.web.PemException;
import org.voiceagent.exporter.web.TrustedServers;
import picocli.CommandLine.Option;

/**
 * How a daemon with TLS and passwords is asked. A password is never an option: everybody on the
 * machine can read the options of a process.
 */
final class DaemonAccess {
  private static final String VARIABLE = "VOICE_AGENT_EXPORTER_PASSWORD";
  private static final int LARGEST_FILE = 4_096;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Log in as this user; the password comes from " + VARIABLE + " or a file.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Read the password from this file; only you may be able to read it.")
  private Optional<Path> passwordFile = Optional.empty();

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Trust the certificates in this PEM file, and no others.")
  private Optional<Path> authority = Optional.empty();

  private final Map<String, String> environment = System.getenv();

  /**
   * Makes a connection that will say who asks, and trust whom it was told to.
   *
   * @throws IOException if there is no password, or it would be sent in the open; says what to do
   */
  HttpURLConnection open(URI page) throws IOException {
    URLConnection connection = page.toURL().openConnection();
    if (!(connection instanceof HttpURLConnection http)) {
      throw new IOException("--url must begin with http:// or https://");
    }
    // Whoever is sent elsewhere would take the password along.
    http.setInstanceFollowRedirects(false);
    if (authority.isPresent()) {
      trust(http, authority.get());
    }
    if (user.isPresent()) {
      requirePrivacy(page);
      byte[] pair = (user.get() + ":" + password()).getBytes(UTF_8);
      http.setRequestProperty("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    return http;
  }

  private static void trust(HttpURLConnection connection, Path file) throws IOException {
    if (!(connection instanceof HttpsURLConnection https)) {
      throw new IOException("--ca needs a --url that begins with https://");
    }
    try {
      https.setSSLSocketFactory(TrustedServers.of(file).getSocketFactory());
    } catch (PemException e) {
      throw new IOException("--ca: " + e.getMessage(), e);
    }
  }

  private static void requirePrivacy(URI page) throws IOException {
    if (!page.getScheme().equals("https")
        && !InetAddress.getByName(page.getHost()).isLoopbackAddress()) {
      throw new IOException(
          "passwords are sent to other machines over https only: begin --url with https://");
    }
  }

  private String password() throws IOException {
    if (passwordFile.isPresent()) {
      return fromFile(passwordFile.get());
    }
    return Optional.ofNullable(environment.get(VARIABLE))
        .orElseThrow(
            () ->
                new IOException(
                    "--user needs a password: set " + VARIABLE + " or give --password-file"));
  }

  private static String fromFile(Path file) throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
      others.removeIf(permission -> permission.name().startsWith("OWNER"));
      if (!others.isEmpty()) {
        throw new IOException(
            "others can read the password in "
                + file
                + ": run chmod 0600 on it, and change the password");
      }
    }
    if (Files.size(file) > LARGEST_FILE) {
      throw new IOException(file + " is too large to be a password");
    }
    return Files.readString(file).replaceFirst("\\R\\z", "");
  }
}
