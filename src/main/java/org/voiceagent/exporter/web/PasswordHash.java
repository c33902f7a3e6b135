package org.voiceagent.exporter.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.BCrypt.Version;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bcrypt hash of a password. Immutable. */
public final class PasswordHash {
  /** A higher cost takes seconds on a small machine for each wrong password. */
  static final int MOST_COST = 15;

  static final int LEAST_COST = 4;

  private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");

  private final String text;
  private final int cost;

  private PasswordHash(String text, int cost) {
    this.text = text;
    this.cost = cost;
  }

  /** The hash; empty if the text is not of the form {@code $2a}, {@code $2b} or {@code $2y}. */
  public static Optional<PasswordHash> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new PasswordHash(text, Integer.parseInt(form.group(1))))
        : Optional.empty();
  }

  /** The logarithm to base 2 of the number of rounds: each step doubles the time. */
  int cost() {
    return cost;
  }

  /**
   * Whether the password matches; bcrypt uses only the first 72 bytes. Takes about 60 ms at cost
   * 10, for a correct and a wrong password alike.
   */
  boolean matches(byte[] password) {
    return BCrypt.verifyer(Version.VERSION_2A, LongPasswordStrategies.truncate(Version.VERSION_2A))
        .verify(password, text.getBytes(US_ASCII))
        .verified;
  }

  /** The hash as bytes, for the key of a remembered login. */
  byte[] bytes() {
    return text.getBytes(US_ASCII);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PasswordHash hash && hash.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Hides the hash, so that no log line shows it. */
  @Override
  public String toString() {
    return "bcrypt of cost " + cost;
  }
}
