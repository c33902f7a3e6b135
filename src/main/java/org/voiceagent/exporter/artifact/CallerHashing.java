package org.voiceagent.exporter.artifact;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.call.KeyedHash;

/**
 * Turns what an engine writes of a caller's number into 16 hexadecimal digits, with a secret key:
 * equal numbers give equal digits, and without the key, the number cannot be found by trying all
 * there are. The number itself goes no further than this. Thread-safe.
 */
public final class CallerHashing {
  /** Without a key: no caller is ever known. */
  public static final CallerHashing OFF = new CallerHashing(Optional.empty());

  private static final int DIGITS = 16;

  /** Longer texts are neither numbers nor addresses. */
  private static final int LONGEST = 512;

  private static final Pattern SHOWN = Pattern.compile("\\[CALLER ([0-9a-f]{16})]");
  private static final Pattern ADDRESS = Pattern.compile("(?i)(?:sips?|tel):([^@;>?\\s]{1,256})");
  private static final Pattern NUMBER = Pattern.compile("\\(?\\+?[0-9][0-9 ().\\-/]{1,40}");

  /**
   * What switches write where a caller withholds the number. It stands for many callers, so it is
   * not hashed.
   */
  private static final Set<String> NOBODY =
      Set.of(
          "",
          "anonymous",
          "unknown",
          "unavailable",
          "restricted",
          "private",
          "withheld",
          "blocked",
          "none",
          "null",
          "nil",
          "n/a",
          "-",
          "asterisk",
          "s",
          "0",
          "-1");

  private final Optional<KeyedHash> key;

  private CallerHashing(Optional<KeyedHash> key) {
    this.key = key;
  }

  /** With the key of this installation. */
  public static CallerHashing with(KeyedHash key) {
    return new CallerHashing(Optional.of(key));
  }

  /**
   * The digits for a caller; empty if the text names none, or there is no key. A text that {@link
   * #shown} made gives the digits in it again.
   *
   * @param written a number in any common form, a SIP or tel address, or a name
   */
  public Optional<String> of(String written) {
    Matcher shown = SHOWN.matcher(written.strip());
    if (shown.matches()) {
      return Optional.of(shown.group(1));
    }
    if (key.isEmpty() || written.length() > LONGEST) {
      return Optional.empty();
    }
    String caller = normalised(written);
    return NOBODY.contains(caller)
        ? Optional.empty()
        : key.map(secret -> secret.hex("caller:" + caller, DIGITS));
  }

  /** What may stand in a file in place of the number, if there is a caller. */
  public Optional<String> shown(String written) {
    return of(written).map(digits -> "[CALLER " + digits + "]");
  }

  /** Digits only for a number, without what stands for an international prefix. */
  private static String normalised(String written) {
    Matcher address = ADDRESS.matcher(written);
    String user = (address.find() ? address.group(1) : written).strip();
    if (!NUMBER.matcher(user).matches()) {
      return user.toLowerCase(Locale.ROOT);
    }
    String digits = user.replaceAll("[^0-9]", "");
    return !user.startsWith("+") && digits.startsWith("00") ? digits.substring(2) : digits;
  }
}
