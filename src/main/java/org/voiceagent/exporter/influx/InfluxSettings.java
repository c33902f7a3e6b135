package org.voiceagent.exporter.influx;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where metrics are pushed to, and how often. Immutable.
 *
 * @param target the server and what it files the metrics under
 * @param login who pushes
 * @param caFile a PEM file with the certificates that the server's must be issued by; empty: those
 *     that Java trusts
 * @param interval the time between two pushes
 * @param queueBytes how many bytes, compressed, may wait while the server does not answer
 */
public record InfluxSettings(
    Target target, Login login, Optional<Path> caFile, Duration interval, long queueBytes) {

  /**
   * A database of a server.
   *
   * @param url the server's base address, {@code http} or {@code https}
   * @param database the database of InfluxDB 1; empty if there is a bucket
   * @param bucket the bucket of InfluxDB 2 or later; empty if there is a database
   * @param organization the organization that has the bucket; may be empty
   */
  public record Target(
      URI url, Optional<String> database, Optional<String> bucket, Optional<String> organization) {}

  /**
   * The identity that a push gives.
   *
   * @param user the user whose password is in the file; empty if the file holds a token
   * @param secretFile a file whose first line is the password or the token; empty: no identity
   */
  public record Login(Optional<String> user, Optional<Path> secretFile) {}
}
