package org.voiceagent.exporter.call;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises ids of calls that identify a person: telephone numbers, e-mail and SIP addresses,
 * addresses of computers. UUIDs, ids of Asterisk channels, times and random ids do not. {@code
 * docs/data-classes.md} lists both.
 */
final class PersonalId {
  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern SCHEME = Pattern.compile("(?i)(?:sips?|tel|mailto):.+");

  /** The part before the @ of a SIP Call-ID that a switch made: long and hexadecimal. */
  private static final Pattern OPAQUE =
      Pattern.compile("(?i)[0-9a-f-]{14,}|(?=(?:[^0-9]*[0-9]){4})[A-Za-z0-9_-]{20,}");

  private static final Pattern TELEPHONE = Pattern.compile("\\+?[0-9.-]{5,20}");
  private static final Pattern INTERNATIONAL = Pattern.compile("\\+[0-9](?:[.-]?[0-9]){6,14}");
  private static final Pattern RUN = Pattern.compile("(?<![A-Za-z0-9])[0-9]{10,17}(?![A-Za-z0-9])");
  private static final Pattern GROUPED =
      Pattern.compile("[2-9][0-9]{2}[.-][0-9]{3}[.-][0-9]{4}|0[1-9][0-9]{1,4}[.-][0-9]{4,9}");
  private static final Pattern MAC = Pattern.compile("(?i)[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}");
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\\.(?!$)|$)){4}");

  /** Seconds or milliseconds since 1970, from 2014 to 2033. */
  private static final Pattern EPOCH = Pattern.compile("1[4-9][0-9]{8}(?:[0-9]{3})?");

  /** Such as 20251026032730. */
  private static final Pattern DATE =
      Pattern.compile(
          "20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9])?");

  private static final int LONGEST_NUMBER = 15;
  private static final int UUID_LENGTH = 36;

  /** Its number is at most nine digits long, and so no telephone number. */
  private static final int LONGEST_CHANNEL = 20;

  private PersonalId() {}

  /** Whether an id looks like a person's number or address. */
  static boolean looksPersonal(String id) {
    if (!mayBe(id) || isUuid(id) || isAsteriskChannel(id)) {
      return false;
    }
    int at = id.indexOf('@');
    if (at >= 0) {
      String local = id.substring(0, at);
      return (TELEPHONE.matcher(local).matches() && digits(local) <= LONGEST_NUMBER)
          || !OPAQUE.matcher(local).matches();
    }
    if (SCHEME.matcher(id).matches()
        || MAC.matcher(id).matches()
        || IPV4.matcher(id).matches()
        || GROUPED.matcher(id).matches()) {
      return true;
    }
    String rest = UUID.matcher(id).replaceAll("");
    return INTERNATIONAL.matcher(rest).find() || hasNumber(rest);
  }

  /** Most ids have none of this, and are checked at each scan. */
  private static boolean mayBe(String id) {
    int run = 0;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c == '@' || c == ':' || c == '+') {
        return true;
      }
      run = (c >= '0' && c <= '9') || c == '.' || c == '-' ? run + 1 : 0;
      if (run >= 7) {
        return true;
      }
    }
    return id.indexOf('-') >= 0 && id.length() == "00-00-00-00-00-00".length();
  }

  private static boolean isUuid(String id) {
    if (id.length() != UUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = id.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : !HexFormat.isHexDigit(c)) {
        return false;
      }
    }
    return true;
  }

  /** The second in which the channel began, as {@link #EPOCH} has it, a dot and its number. */
  private static boolean isAsteriskChannel(String id) {
    int length = id.length();
    if (length < 12 || length > LONGEST_CHANNEL || id.charAt(0) != '1' || id.charAt(10) != '.') {
      return false;
    }
    for (int i = 1; i < length; i++) {
      char c = id.charAt(i);
      if (i != 10 && (c < (i == 1 ? '4' : '0') || c > '9')) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasNumber(String id) {
    Matcher run = RUN.matcher(id);
    while (run.find()) {
      String digits = run.group();
      boolean none =
          digits.length() > LONGEST_NUMBER
              || digits.startsWith("000")
              || EPOCH.matcher(digits).matches()
              || DATE.matcher(digits).matches();
      if (!none) {
        return true;
      }
    }
    return false;
  }

  private static long digits(String text) {
    return text.chars().filter(c -> c >= '0' && c <= '9').count();
  }
}
