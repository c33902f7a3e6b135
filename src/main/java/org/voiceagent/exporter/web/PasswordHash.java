package org.voiceagent.exporter.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.BCrypt.Version;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A password as bcrypt keeps it. Immutable. */
public final class PasswordHash {
  /** More takes seconds on a small machine, for each wrong password. */
  static final int MOST_COST = 15;

  static final int LEAST_COST = 4;

  private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");

  private final String text;
  private final int cost;

  private PasswordHash(String text, int cost) {
    this.text = text;
    this.cost = cost;
  }

  /** The hash, or empty if the text is none of {@code $2a}, {@code $2b} or {@code $2y}. */
  public static Optional<PasswordHash> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new PasswordHash(text, Integer.parseInt(form.group(1))))
        : Optional.empty();
  }

  /** The logarithm to base 2 of the rounds: one more takes twice the time. */
  int cost() {
    return cost;
  }

  /**
   * Whether this is the password, of which bcrypt looks at the first 72 bytes. Takes some 60 ms at
   * cost 10, the same for a right and a wrong one.
   */
  boolean matches(byte[] password) {
    return BCrypt.verifyer(Version.VERSION_2A, LongPasswordStrategies.truncate(Version.VERSION_2A))
        .verify(password, text.getBytes(US_ASCII))
        .verified;
  }

  /** The hash as bytes, to be mixed into what is remembered of a login. */
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

  /** Says nothing of the hash, so that no log line does. */
  @Override
  public String toString() {
    return "bcrypt of cost " + cost;
  }
}
